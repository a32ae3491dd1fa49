"""What the store still keeps of a figure: every state it had, and the one on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from data_loaders.clock import dutch_date
from data_loaders.files.errors import DataError
from data_loaders.indicator import Indicator
from data_loaders.sources.cbs_embedded import has_embedded, read_facts
from data_loaders.storage.default import default_store
from data_loaders.storage.version import Version

Chosen = Mapping[str, Version | None]
"""A version per dataset; None is the copy that ships with the product, or nothing at all."""


class NotKept(DataError):  # noqa: N818 - says what the data is
    """Data as they were once, which nobody kept; the message is one Dutch sentence."""

    def __init__(self, sentence: str, datasets: Sequence[str] = ()) -> None:
        """Keep beside the sentence which datasets are meant, if any."""
        super().__init__(sentence)
        self.datasets = tuple(datasets)


def kept_versions(indicator: Indicator) -> dict[str, list[Version]]:
    """Return all whole versions of the datasets of a figure, newest first."""
    store = default_store()
    return {dataset: store.versions(dataset) for dataset in indicator.source.datasets()}


def states_of(kept: Mapping[str, Sequence[Version]]) -> Iterator[Chosen]:
    """Yield every state that datasets were in together, newest first.

    Each step takes away the version that was stored last. So there are as many states as
    versions, and one more: before anything was stored.
    """
    left = {dataset: list(versions) for dataset, versions in kept.items()}
    while True:
        yield {dataset: versions[0] if versions else None for dataset, versions in left.items()}
        filled = [dataset for dataset, versions in left.items() if versions]
        if not filled:
            return
        del left[max(filled, key=lambda dataset: left[dataset][0].stored)][0]


def state_on(indicator: Indicator, day: date) -> Chosen:
    """Return the newest state of a figure that was known on a day (in the Netherlands).

    That is what was stored on or before it. A copy that ships with the product is a version
    like any other, by its own date. Raises NotKept when nothing is kept from before that day.
    """
    found: dict[str, Version | None] = {}
    missing = []
    tables = indicator.source.datasets()
    for dataset, versions in kept_versions(indicator).items():
        try:
            found[dataset] = _on(versions, tables[dataset], day)
        except NotKept:
            missing.append(dataset)
    if missing:
        raise NotKept("Van voor die dag is geen versie bewaard.", missing)
    return found


def _on(versions: Sequence[Version], table: str, day: date) -> Version | None:
    shipped = read_facts(table) if table and has_embedded(table) else None
    dated = (shipped.captured or shipped.modified) if shipped else None
    is_shipped = dated is not None and dated <= day
    changed = str(shipped.modified or "") if shipped else ""
    for version in versions:
        if dutch_date(version.stored) <= day:
            is_newest = not is_shipped or _modified(version) >= changed
            return version if is_newest else None
    # What was cleared away came between the copy that ships along and what is left.
    was_cleared = bool(versions) and versions[-1].number > 1
    if was_cleared or (not is_shipped and (versions or shipped)):
        raise NotKept("")
    return None


def _modified(version: Version) -> str:
    """Return when the source last changed a version, as text that sorts."""
    return str(version.facts.get("modified", ""))
