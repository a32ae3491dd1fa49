"""Keeping the boundaries of the map up to date with PDOK.

The source gives no date of change, so its boundaries of our region are asked and compared with
what was fetched last: one request of some hundreds of kilobytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.geo.boundary_file import (
    CODES,
    DATASET,
    YEAR,
    BoundaryFile,
    current_boundaries,
    decode_boundaries,
    places_in,
)
from data_loaders.geo.label_file import labels_of, made_with
from data_loaders.geo.regions import load_regions
from data_loaders.net.errors import SourceError
from data_loaders.refresh.job import Job, JobReport
from data_loaders.refresh.tables import Options
from data_loaders.sources.cbs_fetch import join_errors
from data_loaders.sources.pdok import HOSTS, OGC_HOST, Box, Fetched, fetch_boundaries
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version

# Municipalities trade a street or a field; more than this is a merger or a fault.
MAX_AREA_CHANGE = 0.05


def boundary_jobs(options: Options) -> list[Job]:
    """Return the job that keeps the boundaries of our municipalities up to date."""
    return [Job("grenzen", DATASET, partial(_refresh, options))]


def _refresh(options: Options, store: Store) -> JobReport:
    """Ask the newest year; keep it when it is new and right."""
    codes = sorted(region.code for region in load_regions().municipalities())
    previous = _previous(store)
    fetched, notes = _fetch(codes, previous)
    kept = store.intact(DATASET, decode_boundaries)
    named = bool(previous and labels_of(previous).made_with == made_with())
    if not options.force and kept and named and _is_same(kept, fetched, codes):
        return JobReport("ongewijzigd", notes=notes)
    files, problems = _make(fetched, codes, None if options.accept else previous)
    if problems:
        sentence = f"De grenzen van {fetched.year} zijn niet overgenomen: {' '.join(problems[:3])}"
        return JobReport("geweigerd", sentence, notes)
    digest = _digest(fetched)
    facts = {
        YEAR: fetched.year,
        CODES: codes,
        "source": fetched.host,
        "digest": digest,
        "fetched": dutch_today().isoformat(),
    }
    store.put(DATASET, f"{fetched.year}-{digest[:8]}", files, facts)
    return JobReport("nieuw", f"grenzen van {fetched.year} van {fetched.host}", notes)


def _previous(store: Store) -> BoundaryFile | None:
    """Return the boundaries in use; a damaged copy is no measure for a whole one."""
    try:
        found = current_boundaries(store)
        found.features()
    except DataError:
        return None
    return found


def _fetch(codes: Sequence[str], previous: BoundaryFile | None) -> tuple[Fetched, tuple[str, ...]]:
    """Fetch the newest year from the first service that has one, with what to know about it.

    The other service is asked when one fails, not when it gives wrong boundaries: those are
    refused. The year of the map in use is the earliest asked, for it should be there.
    """
    newest = load_regions().year
    oldest = previous.year if previous else newest
    years = range(max(newest, oldest), oldest - 1, -1)
    errors: list[SourceError] = []
    for host in HOSTS:
        try:
            fetched = _newest(host, years, codes, _box(previous, codes))
        except SourceError as error:
            errors.append(error)
        else:
            return fetched, (*(error.sentence for error in errors), *_behind(fetched.year))
    raise join_errors(errors)


def _newest(host: str, years: Sequence[int], codes: Sequence[str], box: Box | None) -> Fetched:
    """Fetch the first of these years that is there; it is a failure when none of them is."""
    for year in years:
        if fetched := fetch_boundaries(host, year, codes, box):
            return fetched
    span = f"{years[0]}" if len(years) == 1 else f"{years[-1]} tot en met {years[0]}"
    raise SourceError(f"{host} heeft geen grenzen van {span}.", "missing", host)


def _box(previous: BoundaryFile | None, codes: Sequence[str]) -> Box | None:
    """Return the box around our municipalities, when all of them are known."""
    known = {item["id"]: item["geometry"] for item in previous.features()} if previous else {}
    if not set(codes) <= set(known):
        return None
    places = [place for code in codes for place in places_in(known[code]["coordinates"])]
    west, south = map(min, zip(*places, strict=True))
    east, north = map(max, zip(*places, strict=True))
    return west, south, east, north


def _behind(year: int) -> tuple[str, ...]:
    newest = load_regions().year
    if year >= newest:
        return ()
    return (f"PDOK heeft de grenzen van {newest} nog niet; de kaart heeft die van {year}.",)


def _is_same(kept: Version, fetched: Fetched, codes: Sequence[str]) -> bool:
    """Tell whether these boundaries are the ones that are kept, for the same municipalities.

    The older service writes the same places with other digits: a year that came from the newer
    one is not replaced by it.
    """
    if kept.facts.get(YEAR) != fetched.year or kept.facts.get(CODES) != codes:
        return False
    is_older_service = fetched.host != OGC_HOST and kept.facts.get("source") == OGC_HOST
    return is_older_service or kept.facts.get("digest") == _digest(fetched)


def _digest(fetched: Fetched) -> str:
    return hashlib.sha256(fetched.content).hexdigest()


def _make(
    fetched: Fetched, codes: Sequence[str], previous: BoundaryFile | None
) -> tuple[dict[str, bytes], list[str]]:
    """Return the files for the map, or how they differ too much from the map in use."""
    # Half a second and 121 MB: only when there is something new.
    from data_loaders.geo.boundaries import generalise, write_names  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        source = Path(folder) / "bron.geojson"
        source.write_bytes(fetched.content)
        try:
            made = generalise(source, fetched.year, codes, Path(folder) / "uit")
        except DataError as error:
            sentence = f"De grenzen van {fetched.year} zijn niet bruikbaar: {error.sentence}"
            raise DataError(sentence) from error
        if previous and (problems := _compare(made.read_bytes(), previous.content)):
            return {}, problems
        write_names(made)
        return {path.name: path.read_bytes() for path in made.parent.iterdir()}, []


def _compare(new: bytes, old: bytes) -> list[str]:
    """Return what is wrong with new boundaries beside the old, for what both have."""
    import geopandas  # noqa: PLC0415

    from data_loaders.geo.boundary_checks import check_boundaries  # noqa: PLC0415

    areas, before = (
        geopandas.read_file(io.BytesIO(content)).set_index("code").geometry
        for content in (new, old)
    )
    both = areas.index.intersection(before.index)
    if both.empty:
        return []
    return check_boundaries(areas[both], before[both], MAX_AREA_CHANGE, "de vorige versie")
