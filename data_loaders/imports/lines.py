"""Which rows of a table are about our areas and which are left out, and why."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from data_loaders.geo.regions import Region, load_regions
from data_loaders.imports.amounts import is_number
from data_loaders.imports.areas import AreaPlace, Former, load_areas
from data_loaders.imports.cells import FileLine
from data_loaders.imports.columns import AreaColumn
from data_loaders.imports.header import FileTable
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.words import Value, shown

MERGED = "over een gemeente die is opgegaan in een andere"
OUTSIDE = "over een gebied buiten de regio"
LEVEL = "over een soort gebied dat hier niet bij hoort"
TOTAL = "met een totaal zonder gebied"
NOTE = "met tekst onder of tussen de gegevens"
HEADING = "met alleen de naam van een gebied dat verderop met getallen staat"

_NOTE = re.compile(
    r"^(?:\W|\d\)|bron\b|noot\b|let op\b|legenda|toelichting|opmerking|peil|stand\b|gegenereerd)"
    r"|:|.{45}",
    re.IGNORECASE,
)


@dataclass
class Chosen:
    """The rows about our areas, how each area was found, and what was left out.

    `left_out` holds per reason what stood there and in which row; `former` are the
    municipalities of then that have a number in the file.
    """

    lines: list[tuple[FileLine, Region]] = field(default_factory=list)
    found_by: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    former: set[Former] = field(default_factory=set)

    def leave_out(self, reason: str, what: str, line: FileLine) -> None:
        """Remember a row that is not used."""
        self.left_out.setdefault(reason, []).append((what, line.number))


def choose_lines(table: FileTable, kind: ImportKind) -> Chosen:
    """Sort the rows of a table by area. Raises DataError for an area that nobody knows."""
    chosen = Chosen()
    areas = _by_level(table, kind)
    numbers = table.numbers
    for line in table.body:
        if _is_note(table, kind, line, areas):
            chosen.leave_out(NOTE, _text(line), line)
            continue
        place = _place(table, line, areas)
        if place.former:
            now = load_regions().get(place.former.into).name
            chosen.leave_out(MERGED, f"{place.elsewhere}, nu {now}", line)
            if any(is_number(line.get(i)) for i in numbers):
                chosen.former.add(place.former)
        elif place.region is None:
            reason = OUTSIDE if place.elsewhere else TOTAL
            chosen.leave_out(reason, place.elsewhere or "Totaal", line)
        elif place.region.level not in kind.levels:
            chosen.leave_out(LEVEL, place.region.name, line)
        else:
            chosen.lines.append((line, place.region))
            chosen.found_by[place.region.code] = place.by
    _leave_out_headings(table, chosen)
    return chosen


def _leave_out_headings(table: FileTable, chosen: Chosen) -> None:
    """Leave out the rows that name an area above its parts and hold nothing else."""
    areas = table.of(AreaColumn)
    others = [i for i in (*table.columns, *table.across) if i not in areas]
    times = Counter(region.code for _, region in chosen.lines)
    kept = []
    for line, region in chosen.lines:
        if times[region.code] > 1 and all(line.get(i) is None for i in others):
            chosen.leave_out(HEADING, region.name, line)
        else:
            kept.append((line, region))
    chosen.lines = kept


_Levels = list[list[tuple[int, AreaColumn]]]


def _by_level(table: FileTable, kind: ImportKind) -> _Levels:
    """Return the columns of areas in groups, the most precise first (the order of the kind)."""
    groups: dict[str, list[tuple[int, AreaColumn]]] = {}
    for column in kind.columns:
        for index, found in table.columns.items():
            if found is column and isinstance(column, AreaColumn):
                groups.setdefault(column.level, []).append((index, column))
    return list(groups.values())


def _has_number(table: FileTable, kind: ImportKind, line: FileLine) -> bool:
    """Return whether a row has a number, or a sign that says why there is none."""
    return any(
        is_number(cell) or not isinstance(cell, str) or kind.missing(cell) or is_class
        for index, is_class in table.numbers.items()
        if (cell := line.get(index)) is not None
    )


def _is_note(table: FileTable, kind: ImportKind, line: FileLine, areas: _Levels) -> bool:
    """Return whether a row is text around the table, such as units: no number and no area."""
    if _has_number(table, kind, line):
        return False
    finder = load_areas()
    named = [cell for group in areas for i, _ in group if (cell := line.get(i)) is not None]
    if any(finder.find(cell, codes=False) for cell in named):
        return False
    if not named or any(_NOTE.search(shown(cell)) for cell in named):
        return True
    alone = sum(cell is not None for cell in line.cells) == 1
    return alone and not any(finder.suggestion(cell) for cell in named)


def _text(line: FileLine) -> str:
    return " ".join(shown(cell) for cell in line.cells if cell is not None)


def _place(table: FileTable, line: FileLine, areas: _Levels) -> AreaPlace:
    """Return the most precise area of a row.

    Below an empty cell a coarser area counts only when it is said to be a total: the empty
    cell may just as well stand for the name in the row above.
    """
    empty = False
    total = None
    for group in areas:
        place = _same(table, line, group)
        if place is None:
            empty = True
        elif place.region is None and not place.elsewhere:
            total, empty = place, False
        elif empty and not (place.total or place.elsewhere or _is_country(place)):
            break
        else:
            return place
    if total and not empty:
        return total
    sentence = "het gebied is leeg; herhaal het in elke rij (in een draaitabel: herhaal labels)"
    raise table.fault(sentence, line, areas[0][0][0])


def _is_country(place: AreaPlace) -> bool:
    return place.region is not None and place.region.level == "land"


def _same(
    table: FileTable, line: FileLine, group: list[tuple[int, AreaColumn]]
) -> AreaPlace | None:
    """Return the area that the columns of one level agree on, or None when all are empty."""
    found: AreaPlace | None = None
    for index, column in group:
        cell = line.get(index)
        if cell is None:
            continue
        place = _known(table, line, index, column)
        if found is None or not (found.region or found.elsewhere):
            found = place
        elif (place.region or place.elsewhere) and place.region != found.region:
            names = " en ".join(p.region.name if p.region else p.elsewhere for p in (found, place))
            raise table.fault(f"deze rij noemt twee gebieden: {names}", line, index)
        elif place.former:  # its name is known, its code of then need not be
            found = place
    return found


def _known(table: FileTable, line: FileLine, index: int, column: AreaColumn) -> AreaPlace:
    cell = line.get(index)
    place = load_areas().find(cell, codes=column.codes)
    if place is None:
        raise table.fault(_unknown(cell), line, index)
    wrong = place.region and column.level and place.region.level != column.level
    if place.region and wrong and place.region.level in {"gemeente", "arbeidsmarktregio"}:
        sentence = (
            f"hier staat {place.region.name}, maar de kolom is voor een {column.level}; "
            "zijn kolommen verwisseld?"
        )
        raise table.fault(sentence, line, index)
    return place


def _unknown(cell: Value) -> str:
    suggestion = load_areas().suggestion(cell)
    hint = f"; bedoelt u '{suggestion}'?" if suggestion else ""
    return f"het gebied '{shown(cell)[:60]}' is onbekend{hint}"
