"""Whatever stands in the cells: a file is refused in one sentence, or its rows are sound."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_files import csv_file

from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.geo.regions import load_regions
from data_loaders.imports.columns import AreaColumn, Column, NumberColumn, PeriodColumn, TextColumn
from data_loaders.imports.fileperiods import EXAMPLES
from data_loaders.imports.kinds import ImportKind, load_kinds
from data_loaders.imports.understand import Understood, understand
from data_loaders.imports.words import key
from data_loaders.periods import period_span
from data_loaders.series import STATUSES

KINDS = sorted(load_kinds())
AREAS = {
    "gemeente": ["Arnhem", "GM0226", "Rozendaal", "Ede"],
    "arbeidsmarktregio": ["Midden-Gelderland", "AM08", "FoodValley", "Nederland"],
    "provincie": ["Gelderland", "Utrecht"],
}
NUMBERS = [0, 7, 100, 12, "*", "<5", "-", None]
WORDS = ["15-27", "Totaal", "Kok", "mbo-4"]
ODD = [
    *("", None, "Arnehm", "Totaal", "Ja", "=1+1", "voorlopig", "Bron: UWV", "x 1.000", "krap"),
    *("mei 2026", "2026-Q1", "2024", "2024/2025", 2024, "2023-2028", "31-12-2024"),
    *("1.234", "1,5", "1.5", "1,7%", 1234.5, -3, 10**9),
]


def usual(column: Column, kind: ImportKind) -> Sequence[object]:
    """Return cells that belong in a column."""
    match column:
        case AreaColumn(level=level):
            return AREAS.get(level, [name for names in AREAS.values() for name in names])
        case PeriodColumn(part=part):
            example = EXAMPLES[kind.frequencies[0]]
            return {"geheel": [example], "jaar": [2024], "kwartaal": [1, 2]}.get(part, [5, 6])
        case NumberColumn(classes=classes) if classes:
            return ["*", 1, 2, *classes[-1]]
        case NumberColumn():
            return NUMBERS
        case TextColumn(becomes="cijfer"):
            return [c.name for c in kind.measures.values()]
        case TextColumn():
            return WORDS
        case _:
            return [None]


@st.composite
def tables(draw: st.DrawFn, kind: ImportKind) -> list[list[object]]:
    """Draw rows with a header of the kind, mostly of cells that belong in their columns."""

    def cell(cells: Sequence[object]) -> object:
        odd = draw(st.integers(0, 40)) == 0
        return draw(st.sampled_from(ODD if odd else cells))

    by_sort: dict[str, list[Column]] = {}
    for column in kind.columns:
        by_sort.setdefault(type(column).__name__, []).append(column)
    needed = [draw(st.sampled_from(by_sort[s])) for s in ("AreaColumn", "NumberColumn")]
    needed += [column for column in kind.columns if column.required]
    more = draw(st.lists(st.sampled_from(kind.columns), max_size=3))
    columns = draw(st.permutations(list(dict.fromkeys([*needed, *more]))))
    header = [draw(st.sampled_from([column.name, *column.synonyms])) for column in columns]
    size = draw(st.integers(1, 4))
    rows = [[cell(usual(column, kind)) for column in columns] for _ in range(size)]
    above = [["Een titel"]] * draw(st.integers(0, 2))
    return [*above, [*header, cell(["iets"])], *rows]


def check_rows(understood: Understood) -> None:
    for row in understood.rows:
        assert load_regions().get(row["gebied"]).level in understood.kind.levels
        assert period_span(row["periode"], understood.frequency)
        assert row["status"] in STATUSES
        assert bool(row["waarde"]) is (row["status"] not in {"onbekend", "niet getoond"})
        assert not row["waarde"] or row.number("waarde") is not None
        assert row["cijfer"]
        assert row.line > 1
    keys = [tuple(row[column] for column in understood.kind.unique) for row in understood.rows]
    assert len(keys) == len(set(keys)) > 0


def is_period_header(name: object, kind: ImportKind) -> bool:
    return isinstance(name, str) and isinstance(kind.by_name.get(key(name)), PeriodColumn)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_table_is_refused_or_sound(tmp_path: Path, data: st.DataObject) -> None:
    kind = load_kinds()[data.draw(st.sampled_from(KINDS))]
    rows = data.draw(tables(kind))
    path = csv_file(tmp_path / "a.csv", rows)
    own = any(name for row in rows for name in row if is_period_header(name, kind))
    try:
        understood = understand(path, kind, period=None if own else EXAMPLES[kind.frequencies[0]])
    except DataError as refused:
        sentence = str(refused)
        understood = None
    if understood is None:
        assert "a.csv" in sentence and "\n" not in sentence
    else:
        check_rows(understood)


def test_the_guide_names_every_kind() -> None:
    guide = (ROOT / "docs" / "inlezen.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"| `{kind}` |" not in guide] == []
