"""Series are frozen, know how old they are, and are read again when a file changes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_loaders.assemble import fingerprint, read_series
from data_loaders.cache import load_series
from data_loaders.provenance import Provenance
from data_loaders.registry import load_registry

DAY = date(2026, 7, 1)


def provenance(stale_from: date | None) -> Provenance:
    return replace(load_series("bevolking").provenance, checked=None, stale_from=stale_from)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 6, 30), "momentopname"),
        (date(2026, 7, 1), "verouderd"),
        (date(2030, 1, 1), "verouderd"),
    ],
)
def test_source_is_stale_from_the_day_it_should_have_published(today: date, expected: str) -> None:
    assert provenance(DAY).freshness(today) == expected


def test_source_without_a_rhythm_is_never_called_stale() -> None:
    assert provenance(None).freshness(date(2099, 1, 1)) == "momentopname"


def test_monthly_table_gets_stale_sooner_than_a_yearly_one() -> None:
    monthly = load_series("werkloosheid-nederland").provenance
    yearly = load_series("bevolking").provenance
    assert monthly.modified is not None
    assert monthly.stale_from is not None
    assert yearly.modified is not None
    assert yearly.stale_from is not None
    assert monthly.freshness(monthly.modified) == "momentopname"
    assert 31 < (monthly.stale_from - monthly.modified).days < 100
    assert 365 < (yearly.stale_from - yearly.modified).days < 500


def test_attribution_is_what_cbs_asks_or_the_producer_and_the_document() -> None:
    assert provenance(None).attribution == (
        "CBS StatLine, tabel 70904ned, 83765NED, 84286NED, 03759ned, CC BY 4.0; "
        "bewerking Arbeidsmarktmonitor"
    )
    found = load_series("ww-aantal").provenance.attribution
    assert found.startswith("UWV, Atlas SV 2024")
    assert found.endswith(
        "Meerjarenagenda Regionaal Beraad Midden-Gelderland, paragraaf 1.1.4, voetnoot 9"
    )


def test_changing_the_frame_changes_nobody_elses() -> None:
    before = load_series("ww-aantal").frame.to_csv()
    mine = load_series("ww-aantal").frame
    mine.loc[0, "value"] = -1.0
    mine["value"] *= 2
    mine["extra"] = "x"
    del mine["note"]
    mine.loc[len(mine)] = mine.loc[0]
    assert load_series("ww-aantal").frame.to_csv() == before


def test_values_below_the_frame_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="read-only"):
        load_series("ww-aantal").frame["value"].to_numpy()[0] = -1.0


def test_series_itself_is_frozen() -> None:
    series = load_series("ww-aantal")
    with pytest.raises(AttributeError):
        series.version = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        series.provenance.producer = "x"  # type: ignore[misc]


def test_same_files_give_the_same_object_and_version() -> None:
    first = load_series("bevolking")
    assert load_series("bevolking") is first
    assert read_series(first.indicator).version == first.version


def test_series_know_every_file_they_are_made_of() -> None:
    registry = load_registry()
    assert [name for name, *_ in fingerprint(registry.get("ww-aantal"))] == [
        "ww-aantal.toml",
        "ww-aantal.csv",
    ]
    found = fingerprint(registry.get("bedrijfsvestigingen"))
    assert [state[0] for state in found if state] == [
        "bedrijfsvestigingen.toml",
        *(
            f"{table}.{ending}"
            for table in ("85318NED", "85618NED", "85984NED")
            for ending in ("csv", "toml", "parquet")
        ),
    ]


SCRIPT = """
import json, os
from data_loaders.cache import load_series
from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA
from data_loaders.registry import load_registry
from data_loaders.assemble import fingerprint

path = DATA / "mja-2026" / "ww-aantal.csv"
original = path.read_text("utf-8")
indicator = load_registry().get("ww-aantal")
told = []

def tell():
    try:
        series = load_series("ww-aantal")
        told.append([series.frame["value"][0], series.version])
    except DataError as problem:
        told.append(str(problem))
    told[-1] = [told[-1], fingerprint(indicator)]

tell()
path.write_text(original.replace("1900", "1800", 1), "utf-8")
os.utime(path, ns=(1, 1))
tell()
path.write_text("kapot", "utf-8")
tell()
path.unlink()
tell()
path.write_text(original, "utf-8")
tell()
print(json.dumps(told))
"""


def test_changed_file_is_read_again_and_a_mended_one_too(project: Path, run) -> None:
    done = run("-c", SCRIPT)
    assert done.stderr == ""
    told, prints = zip(*json.loads(done.stdout), strict=True)
    first, changed, damaged, missing, mended = told
    assert (first[0], changed[0]) == (1900, 1800)
    assert first[1] != changed[1]
    assert damaged.startswith("assets/data/mja-2026/ww-aantal.csv, regel 1: kolom ")
    assert missing == "assets/data/mja-2026/ww-aantal.csv: dit bestand ontbreekt"
    assert mended == first
    assert len({json.dumps(found) for found in prints}) == 5


TITLE_SCRIPT = """
from data_loaders.cache import load_series

first = load_series("ww-aantal")
text = first.indicator.path.read_text("utf-8")
first.indicator.path.write_text(text.replace("titel = ", 'titel = "Nieuw" # '), "utf-8")
again = load_series("ww-aantal")
print(again.version != first.version, again.indicator.title)
"""


ONE_LOOK = """
import os
from data_loaders.cache import load_series, one_look

path = load_series("ww-aantal").indicator.path
text = path.read_text("utf-8")
with one_look():
    before = load_series("ww-aantal")
    path.write_text(text.replace("titel = ", 'titel = "Nieuw" # '), "utf-8")
    print(load_series("ww-aantal") is before)
print(load_series("ww-aantal").indicator.title)
"""


def test_all_that_a_page_shows_is_of_one_moment(run) -> None:
    """Within one look a figure stays what it was when it was first asked for; the next sees all."""
    assert run("-c", ONE_LOOK).stdout.split() == ["True", "Nieuw"]


def test_changed_meaning_is_read_again_too(run) -> None:
    assert run("-c", TITLE_SCRIPT).stdout == "True Nieuw\n"
