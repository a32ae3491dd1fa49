"""A store with versions from days of our choice, as `refresh` and `import` would have left it.

kept.benefits(date(2026, 7, 1), months=2)                    # a first edition
kept.benefits(date(2026, 8, 1), months=3, changes={("GM0202", "2026MM01", "WW"): 990.0})
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from msgspec import structs

from data_loaders.files.csvfile import Row
from data_loaders.geo.regions import load_regions
from data_loaders.imports.canonical import to_csv_bytes
from data_loaders.imports.kinds import CANONICAL
from data_loaders.sources.cbs import dataset_of, encode_table
from data_loaders.sources.cbs_embedded import read_embedded
from data_loaders.sources.cbs_service import HIDDEN, make_observations
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    MEASURE,
    VALUE,
    CbsTable,
    Code,
    Dimension,
    Measure,
    Structure,
    TableInfo,
)
from data_loaders.sources.imported import import_dataset
from data_loaders.storage.names import folder_name
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version, make_manifest, sha256

BENEFITS, FIGURE = "80794ned", "uitkeringsontvangers"
POPULATION, PEOPLE = "03759ned", "bevolking"
JOBSEEKERS, SEEKING = "gwu", "gwu-gemeenten"
GROUP = "Uitkeringsontvangers per soort uitkering"
TITLES = {
    "WW": "Werkloosheid",
    "Bijstand tot de AOW-leeftijd": "Bijstand tot de AOW-leeftijd",
    "WIA (WGA)": "WIA-uitkering: WGA-regeling",
    "Wajong": "Wajong-uitkering",
}
MUNICIPALITIES = [region.code for region in load_regions().municipalities()]
NOON = time(12)

Change = float | str | None
"""Another value; None is a value that cannot be known, `verborgen` one that CBS hides."""


class KeptStore:
    """A folder that MONITOR_STORE points at, written to as another process would."""

    def __init__(self, root: Path, keep: int = 5) -> None:
        self.root = root
        self.store = Store(root, keep)

    def put(
        self,
        dataset: str,
        files: Mapping[str, bytes],
        facts: Mapping[str, Any],
        stored: datetime,
    ) -> Version:
        """Keep a version, stored at a moment of our choice."""
        before = self.store.current(dataset)
        number = before.number + 1 if before else 1
        digests = {name: sha256(data) for name, data in files.items()}
        name = f"{facts.get('modified', stored.date())}-{sha256(json.dumps(digests).encode())[:8]}"
        made = json.loads(make_manifest(dataset, number, name, digests, facts))
        manifest = json.dumps(made | {"stored": stored.isoformat()}).encode()
        return self.store.adopt(dataset, folder_name(number, sha256(manifest)), manifest, files)

    def table(self, table: CbsTable, day: date, at: time = NOON) -> Version:
        """Keep a version of a CBS table."""
        facts = {"modified": str(table.info.modified), "service": "v3"}
        moment = datetime.combine(day, at, UTC)
        return self.put(dataset_of(table.info.table), encode_table(table), facts, moment)

    def benefits(self, day: date, months: int = 3, at: time = NOON, **options: Any) -> Version:
        """Keep a version of the table with benefits (see `benefits`), changed that day (UTC)."""
        return self.table(benefits(months, day, **options), day, at)

    def population(self, modified: date, extra: float, day: date | None = None) -> Version:
        """Keep the copy of 03759ned that ships along with `extra` added to every value."""
        shipped = read_embedded(POPULATION)
        frame = shipped.observations.assign(Value=shipped.observations[VALUE] + extra)
        info = structs.replace(shipped.info, modified=modified, service="v4")
        return self.table(replace(shipped, info=info, observations=frame), day or modified)

    def imported(
        self, day: date, values: Mapping[tuple[str, str], float | None], group: str = "Totaal"
    ) -> Version:
        """Keep what an official imported: (area, month) -> people, None for hidden."""
        rows = [_imported_row(*key, value, group) for key, value in values.items()]
        facts = {"imported": day.isoformat(), "file": "x.xlsx", "periods": []}
        moment = datetime.combine(day, NOON, UTC)
        files = {"rijen.csv": to_csv_bytes(rows)}
        return self.put(import_dataset(JOBSEEKERS), files, facts, moment)


def benefits(
    months: int,
    modified: date,
    changes: Mapping[tuple[str, str, str], Change] | None = None,
    statuses: Mapping[str, str] | None = None,
    without: Sequence[str] = (),
) -> CbsTable:
    """Table 80794ned with round values; `changes` by area, month (2026MM01) and benefit.

    Months are provisional unless `statuses` says otherwise; areas in `without` are left out.
    """
    periods = [f"2026MM{month:02}" for month in range(1, months + 1)]
    words = dict.fromkeys(periods, "Voorlopig") | dict(statuses or {})
    measures = tuple(
        Measure(f"M{n}", title, (GROUP,)) for n, title in enumerate(TITLES.values(), start=100)
    )
    everywhere = (*MUNICIPALITIES, "NL01")
    areas = [code for code in everywhere if code not in without]
    rows = []
    for area in areas:
        place = everywhere.index(area)
        for month, period in enumerate(periods):
            for number, (name, measure) in enumerate(zip(TITLES, measures, strict=True)):
                value: Change = 1000.0 + 100 * place + 10 * month + number
                value = (changes or {}).get((area, period, name), value)
                rows.append(_observation(area, period, measure.key, value))
    structure = Structure(
        measures,
        (
            Dimension("RegioS", "Regio's", "regio", tuple(Code(a, a, raw=a) for a in areas)),
            Dimension(
                "Perioden", "Perioden", "tijd", tuple(Code(p, p, words[p], p) for p in periods)
            ),
        ),
    )
    info = TableInfo(
        BENEFITS,
        "Personen met een uitkering",
        "CC BY 4.0",
        "",
        modified=modified,
        captured=modified,
        service="v3",
    )
    return CbsTable(info, structure, make_observations(rows, ["RegioS", "Perioden"]))


def _observation(area: str, period: str, measure: str, value: Change) -> dict[str, object]:
    attribute = "None" if isinstance(value, float) else "NotAvailable"
    return {
        "RegioS": area,
        "Perioden": period,
        MEASURE: measure,
        VALUE: value if isinstance(value, float) else None,
        ATTRIBUTE: HIDDEN if value == "verborgen" else attribute,
    }


def _imported_row(area: str, period: str, value: float | None, group: str) -> Row:
    cells = {
        "cijfer": JOBSEEKERS,
        "gebied": area,
        "periode": period,
        "waarde": "" if value is None else f"{value:.0f}",
        "status": "niet getoond" if value is None else "definitief",
        "kenmerk": group,
    }
    return Row({column: cells.get(column, "") for column in CANONICAL}, Path("x"), 1)
