"""From a downloaded file to canonical rows, with a preview of what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data_loaders.files.csvfile import Row
from data_loaders.files.csvtext import plain_number
from data_loaders.geo.regions import load_regions
from data_loaders.imports.fileperiods import Periods
from data_loaders.imports.header import FileTable, find_table
from data_loaders.imports.kinds import THOUSANDS, ImportKind
from data_loaders.imports.lines import MERGED, NOTE, Chosen, choose_lines
from data_loaders.imports.observations import Observation, observe
from data_loaders.imports.preview import preview_lines
from data_loaders.imports.privacy import protect
from data_loaders.imports.reader import read_cells
from data_loaders.imports.unused import check_unused
from data_loaders.imports.words import listed, shown
from data_loaders.periods import Frequency


@dataclass(frozen=True)
class Understood:
    """What a file says. `rows` are canonical, each with its row number in the file.

    `preview` is for the person who imports; `warnings` are the part of it to look at.
    `withheld` are the numbers of rows with a value that would have given a hidden one away.
    """

    kind: ImportKind
    sheet: str
    frequency: Frequency
    rows: tuple[Row, ...]
    preview: tuple[str, ...]
    warnings: tuple[str, ...]
    withheld: tuple[int, ...]


def understand(
    path: Path, kind: ImportKind, *, period: str | None = None, sheet: str | None = None
) -> Understood:
    """Read `path` as a file of `kind`; change nothing.

    `period` is for a file that names none, `sheet` for one with several tables. Raises
    DataError, one sentence with sheet, row and column, for a file that is not right.
    """
    table = find_table(read_cells(path), kind, path, sheet)
    chosen = choose_lines(table, kind)
    _check_units(table, chosen)
    check_unused(table, kind)
    if not chosen.lines:
        raise table.fault(_nothing(table, chosen))
    periods = Periods(table, kind, [line for line, _ in chosen.lines], period)
    found = list(observe(table, kind, chosen.lines, periods))
    rows = [_row(item, path, chosen) for item in found]
    _check_unique(table, kind, found, rows)
    safe = protect(rows, kind, load_regions())
    withheld = [kept.line for row, kept in zip(rows, safe, strict=True) if kept is not row]
    warnings = _warnings(found, withheld)
    return Understood(
        kind=kind,
        sheet=table.sheet,
        frequency=periods.frequency,
        rows=tuple(safe),
        preview=(*preview_lines(kind, table, chosen, periods, safe), *warnings),
        warnings=warnings,
        withheld=tuple(withheld),
    )


def _nothing(table: FileTable, chosen: Chosen) -> str:
    if not table.body or set(chosen.left_out) <= {NOTE}:
        return "er staat geen enkele rij met gegevens onder de kop"
    merged = chosen.left_out.get(MERGED)
    hint = f" ({listed(what for what, _ in merged)})" if merged else ""
    return f"geen enkele rij gaat over een gebied dat bij de regio en bij dit soort hoort{hint}"


def _check_units(table: FileTable, chosen: Chosen) -> None:
    for index in (*table.columns, *table.across):
        name = shown(table.header.get(index))
        if THOUSANDS.search(name):
            sentence = "zet de getallen eerst om naar gewone aantallen"
            raise table.fault(sentence, table.header, index)
    notes = (what for what, _ in chosen.left_out.get(NOTE, ()))
    for text in (*table.titles, *notes):
        if THOUSANDS.search(text):
            sentence = f"er staat '{text[:60]}'; zet de getallen eerst om naar gewone aantallen"
            raise table.fault(sentence)


def _row(item: Observation, path: Path, chosen: Chosen) -> Row:
    cells = {
        "cijfer": item.column.figure,
        "gebied": item.region.code,
        "periode": item.period,
        "waarde": "" if item.value is None else plain_number(item.value),
        "kenmerk": item.characteristic,
        "uitsplitsing": item.breakdown,
        "status": item.status,
        "herkomst": "bron",
        "toelichting": " ".join(filter(None, (item.note, _without(item, chosen)))),
    }
    return Row(cells, path, item.line.number)


def _without(item: Observation, chosen: Chosen) -> str:
    """Return what a municipality did not have yet, when the file has that apart."""
    names = [
        former.name
        for former in sorted(chosen.former, key=lambda former: former.name)
        if former.into == item.region.code and int(item.period[:4]) < former.since
    ]
    return f"Zonder {' en '.join(names)}, toen nog een eigen gemeente." if names else ""


def _check_unique(
    table: FileTable, kind: ImportKind, found: Sequence[Observation], rows: Sequence[Row]
) -> None:
    seen: dict[tuple[str, ...], Observation] = {}
    for item, row in zip(found, rows, strict=True):
        same = tuple(row[column] for column in kind.unique)
        if same not in seen:
            seen[same] = item
            continue
        parts = (item.region.name, item.period, item.characteristic, item.breakdown)
        what = ", ".join(part for part in parts if part)
        first = seen[same]
        where = f"al in rij {first.line.number}"
        if first.line is item.line:
            where = f"in dezelfde rij ook in kolom {table.name(first.index)}"
        raise table.fault(f"{what} staat {where}", item.line, item.index)


def _warnings(found: Sequence[Observation], withheld: Sequence[int]) -> tuple[str, ...]:
    said = []
    if withheld:
        rows = ", ".join(str(number) for number in dict.fromkeys(withheld))
        said.append(
            f"Let op: rij {rows} wordt niet getoond, omdat daaruit een aantal zou volgen "
            "dat de bron om privacy niet toont."
        )
    shares = [o.value for o in found if o.column.quantity == "percentage" and o.value is not None]
    if shares and all(abs(value) <= 1 for value in shares) and any(shares):
        said.append(
            "Let op: alle percentages liggen tussen -1 en 1. Zijn het breuken (0,05 voor 5%)? "
            "Maak er dan eerst percentages van."
        )
    return tuple(said)
