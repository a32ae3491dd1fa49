"""What was understood of a file, in plain Dutch, for the person who imports it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from data_loaders.files.csvfile import Row
from data_loaders.geo.regions import load_regions
from data_loaders.imports.columns import NumberColumn
from data_loaders.imports.fileperiods import Periods
from data_loaders.imports.header import FileTable, letter
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.lines import Chosen
from data_loaders.imports.unused import describe_unused
from data_loaders.imports.words import listed, shown

_FIRST_ROWS = 5
_LEVELS = {
    "gemeente": ("gemeente", "gemeenten"),
    "arbeidsmarktregio": ("arbeidsmarktregio", "arbeidsmarktregio's"),
    "regio": ("regio", "regio's"),
    "provincie": ("provincie", "provincies"),
    "land": ("land", "landen"),
}


def preview_lines(
    kind: ImportKind,
    table: FileTable,
    chosen: Chosen,
    periods: Periods,
    rows: Sequence[Row],
) -> Iterator[str]:
    """Return the preview, one line of text each."""
    yield f"Soort: {kind.title} ({kind.id}), {kind.producer}"
    where = f"blad '{table.sheet}', " if table.sheet else ""
    yield f"Bestand: {table.path.name}, {where}kop in rij {table.header.number}"
    yield from _columns(kind, table)
    yield from _areas(chosen)
    yield f"Perioden ({periods.frequency}): {listed(periods.codes, most=16)}"
    yield from _values(rows)
    yield from _left_out(chosen)
    yield "Eerste rijen:"
    yield from (f"  rij {row.line}: {_one(row, kind)}" for row in rows[:_FIRST_ROWS])


def _columns(kind: ImportKind, table: FileTable) -> Iterator[str]:
    yield "Kolommen:"
    for index, column in sorted(table.columns.items()):
        name = column.name
        if isinstance(column, NumberColumn) and column.unit:
            name += f" ({column.unit})"
        yield f"  {table.name(index)} = {name}"
    for index, cell in sorted(table.across.items()):
        figure = kind.default.name if kind.default else "waarde"
        yield f"  {letter(index)} = {figure} in {shown(cell)}"
    if unused := describe_unused(table, kind):
        yield f"Niet gebruikt: {unused}"


def _areas(chosen: Chosen) -> Iterator[str]:
    regions = load_regions()
    levels = Counter(regions.get(code).level for code in chosen.found_by)
    counts = ", ".join(f"{n} {_LEVELS[level][n != 1]}" for level, n in levels.items())
    ways = Counter(chosen.found_by.values())
    how = " en ".join(f"{n} op {way}" for way, n in ways.items())
    yield f"Gebieden: {counts} ({how})"
    yield f"  {listed((regions.get(code).label for code in chosen.found_by), most=30)}"


def _values(rows: Sequence[Row]) -> Iterator[str]:
    numbers = sum(bool(row["waarde"]) for row in rows)
    gaps = Counter(row["status"] for row in rows if not row["waarde"])
    rest = "".join(f", {n} {status}" for status, n in sorted(gaps.items()))
    yield f"Waarnemingen: {len(rows)}, waarvan {numbers} met een getal{rest}"


def _left_out(chosen: Chosen) -> Iterator[str]:
    for reason, rows in chosen.left_out.items():
        what = listed((f"'{name[:60]}' (rij {number})" for name, number in rows), most=5)
        yield f"Weggelaten: {len(rows)} {'rij' if len(rows) == 1 else 'rijen'} {reason}: {what}"


def _one(row: Row, kind: ImportKind) -> str:
    units = {c.figure: c.unit for c in kind.columns if isinstance(c, NumberColumn)}
    value = row["status"]
    if row["waarde"]:
        value = f"{row['waarde'].replace('.', ',')} {units[row['cijfer']]}".rstrip()
    parts = (load_regions().get(row["gebied"]).label, row["periode"], row["kenmerk"])
    about = ", ".join(part for part in (*parts, row["uitsplitsing"]) if part)
    return f"{row['cijfer']}: {about} = {value}"
