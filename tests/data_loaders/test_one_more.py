"""What one more costs: a register is a CSV and its record, a kind of source one module and a line.

Both are added to a copy of the data layer, and work there.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

AGREEMENTS = Path("assets") / "data" / "afspraken"

RECORD = '''

class Lesson(Numbered, frozen=True, kw_only=True):
    """What was learned of an action."""

    text: str = field(name="les")
    count: int = field(name="aantal")
    action: str = field(name="actie_id")
'''
LESSONS = (
    "id,les,aantal,actie_id,document,paragraaf,toelichting\n"
    "les-1,Eerder beginnen,80,{action},mja-2026,3,\n"
)

SOURCE = '''"""Figures that somebody counted on a day."""

from __future__ import annotations

from datetime import date

import msgspec

from data_loaders.files.csvfile import Row
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator, Reading, DataSource
from data_loaders.provenance import Provenance
from data_loaders.tidy import tidy_document


class CountedSource(DataSource, frozen=True, forbid_unknown_fields=True, tag="geteld"):
    """One number of one area."""

    area: str = msgspec.field(name="gebied")
    value: int = msgspec.field(name="waarde")
    day: date = msgspec.field(name="op")

    def fingerprint(self, indicator: Indicator):
        return ()

    def mark(self, indicator: Indicator) -> bytes:
        return b""

    def read(self, indicator: Indicator) -> Reading:
        cells = {"gebied": self.area, "periode": "2025", "waarde": str(self.value)}
        frame = tidy_document([Row(cells, indicator.path, 1)], indicator, load_regions())
        origin = Provenance(
            producer="Bureau Tellen",
            title="Telling",
            attribution="Bureau Tellen, eigen telling",
            credit="Bureau Tellen",
            dates=(("geteld", self.day),),
            file="telling",
        )
        return frame, origin, indicator.path
'''
INDICATOR = """
titel = "Geteld"
onderwerp = "{topic}"
volgorde = 99
eenheid = "mensen"
soort = "aantal"
definitie = "Wie wij telden."
frequentie = "jaar"
vorm = "cijfer"

[bron]
soort = "geteld"
gebied = "GM0202"
waarde = {value}
op = 2026-07-01
"""
SHOW = """
from data_loaders.cache import load_series
from data_loaders.since.figures import figure_changes
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.pinned import load_series_at, version_of
from datetime import date
series = load_series("geteld")
print(series.frame["value"].tolist(), series.version == load_series("geteld").version)
print(series.provenance.attribution, series.provenance.freshness(date(2026, 7, 1)))
print(load_series_at("geteld", version_of(DeckTile("cijfer", "geteld"))).indicator.title)
print([item for item in figure_changes(date(2026, 7, 1), date(2026, 8, 1))[1] if item.is_fault])
"""


def put(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def with_lessons(project: Path) -> Path:
    """Add a register to a copy: its rows, what a row is, and a line in the table."""
    agenda = project / "data_loaders" / "agreements" / "agenda.py"
    agenda.write_text(agenda.read_text("utf-8") + RECORD, "utf-8")
    line = '    "lijnen": agenda.Line,\n'
    table = project / "data_loaders" / "agreements" / "registers.py"
    put(table, line, f'    "lessen": agenda.Lesson,\n{line}')
    action = rows_of(project / AGREEMENTS / "acties.csv")[0]["id"]
    lessons = project / AGREEMENTS / "lessen.csv"
    lessons.write_text(LESSONS.format(action=action), "utf-8")
    return lessons


def test_a_register_is_a_file_and_its_record(project: Path, run_in: Callable) -> None:
    lessons = with_lessons(project)
    found = run_in(project, "-m", "data_loaders", "validate")
    assert found.returncode == 0, found.stdout
    assert run_in(project, "-m", "data_loaders", "export", "--out", "uit").returncode == 0
    assert rows_of(project / "uit" / "lessen.csv") == rows_of(lessons)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (",80,", ",tachtig,", "het veld 'aantal' heeft een waarde van de verkeerde soort"),
        (",mja-2026,", ",krant,", "in kolom 'document' staat 'krant', maar dat bestaat niet"),
        (",80,", ",80,nog-een-", "in kolom 'actie_id' staat 'nog-een-"),
    ],
)
def test_its_rows_are_checked_as_those_of_any_other(
    project: Path, run_in: Callable, old: str, new: str, sentence: str
) -> None:
    put(with_lessons(project), old, new)
    found = run_in(project, "-m", "data_loaders", "validate")
    assert found.returncode == 1
    assert "assets/data/afspraken/lessen.csv, regel 2: " in found.stdout
    assert sentence in found.stdout


def test_a_kind_of_source_is_a_module_and_a_line(project: Path, run_in: Callable) -> None:
    sources = project / "data_loaders" / "sources"
    (sources / "counted.py").write_text(SOURCE, "utf-8")
    put(
        sources / "kinds.py",
        "    DocumentSource,\n",
        "    DocumentSource,\n    CountedSource,\n",
    )
    put(
        sources / "kinds.py",
        "from data_loaders.sources.document import",
        "from data_loaders.sources.counted import CountedSource\n"
        "from data_loaders.sources.document import",
    )
    topic = "inwoners"
    file = project / "data_loaders" / "indicators" / "geteld.toml"
    file.write_text(INDICATOR.format(topic=topic, value=12), "utf-8")
    shown = run_in(project, "-c", SHOW)
    assert shown.stdout.splitlines() == [
        "[12.0] True",
        "Bureau Tellen, eigen telling momentopname",
        "Geteld",
        "[]",
    ], shown.stderr
    found = run_in(project, "-m", "data_loaders", "validate")
    assert found.returncode == 0, found.stdout
    assert run_in(project, "-m", "data_loaders", "export", "--out", "uit").returncode == 0
    (row,) = [
        r for r in rows_of(project / "uit" / "waarnemingen.csv") if r["indicator_id"] == "geteld"
    ]
    assert (row["bron"], row["document"], row["waarde"]) == ("Bureau Tellen", "", "12")
    file.write_text(INDICATOR.format(topic=topic, value='"veel"'), "utf-8")
    assert "geteld.toml, regel 14: " in run_in(project, "-m", "data_loaders", "validate").stdout
