"""How something is going to look once it is published: card, tile and slide by their own makers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from components.charts.theme import ThemeName
from components.deck.screen import Screen
from components.deck.slides import Slide, make_slides
from components.deck.thumbnails import thumbnail
from components.exhibit.model import Exhibit
from components.markup.templates import macro
from components.render.compact import compact_of
from components.render.image import compact_image
from components.words.formatting import format_when
from data_loaders.agreements.goals import load_goals
from data_loaders.clock import utc_now
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.reports.reading import as_reported, load_reports
from data_loaders.reports.record import Report, ReportKind, Reports, standing_reports
from data_loaders.reports.subjects import title_of
from data_loaders.reports.told import said_of

NEW = "nieuw"
NOTHING = "niets"
COLUMNS = ("Wat", "Nu", "Straks")
SHOWN_IN: dict[ReportKind, str] = {
    "action_state": "agenda",
    "count": "werkcentrum",
    "spending": "begroting",
}
"""The kind of exhibit that shows a report; others are shown by the goal or figure itself."""

Row = tuple[str, str, str]


def when_and_what(report: Report) -> str:
    """Return what a report says and of when, as one line."""
    told = f"{format_when(report.period)}: {said_of(report)}"
    if report.withdraws:
        return f"trekt {report.replaces} in: {report.sentence}"
    return f"{told} (vervangt {report.replaces})" if report.replaces else told


def preview(report: Report, today: date, theme: ThemeName) -> Markup:
    """Return what the public sees of a report now and once it is published. Raises DataError."""
    deck, known = Deck("", None, (_tile_of(report),)), load_reports()
    rows = [_itself(report, known)]
    (now,) = make_slides(deck, today)
    with as_reported(_published(report, known)):
        (then,) = make_slides(deck, today)
        if now.content is None or then.content is None:
            return macro("beheer", "preview", then.problem or now.problem, COLUMNS, rows, ())
        shown = then.content
        told = f"{shown.headline}.{f' Stand: {shown.status}.' if shown.status else ''}"
        rows += [row for row in _pairs(now.content, shown) if row[1] != row[2]]
        faces = _faces(shown, _new_screen(now, then), theme)
    return macro("beheer", "preview", told, COLUMNS, rows, faces)


def _faces(shown: Exhibit, screen: Screen, theme: ThemeName) -> tuple[tuple[str, Markup], ...]:
    image = compact_image(compact_of(shown), theme, shown.headline)
    return (
        ("Kaart", macro("grafiekjes", "key_figure", shown.number)),
        ("Tegel", macro("beheer", "tile", quote(image.svg), image, shown.headline)),
        ("Dia", thumbnail(screen, 1, 1)),
    )


def _new_screen(now: Slide, then: Slide) -> Screen:
    """Return the first screen that is going to be another one; else the first of all."""
    return next((one for one in then.screens if one not in now.screens), then.screens[0])


def _tile_of(report: Report) -> DeckTile:
    if kind := SHOWN_IN.get(report.kind):
        return DeckTile(kind)
    return DeckTile("doel" if report.subject in load_goals() else "cijfer", report.subject)


def _published(report: Report, known: Reports) -> Reports:
    """Return all that is published with this report behind it."""
    row = msgspec.structs.replace(report, id=report.id or NEW, published=utc_now(), account="")
    return replace(known, rows=(*known.rows, row), mark=f"{known.mark} {report}")


def _itself(report: Report, known: Reports) -> Row:
    """Return what was said of the same thing before, and what is said now."""
    same = [
        row
        for row in standing_reports(known.rows)
        if row.id == report.replaces
        or (row.kind, row.subject, row.detail) == (report.kind, report.subject, report.detail)
    ]
    last = max(same, key=lambda row: (row.id == report.replaces, row.period), default=None)
    before = when_and_what(last) if last else NOTHING
    return title_of(report.kind, report.subject), before, when_and_what(report)


def _pairs(now: Exhibit, then: Exhibit) -> Iterator[Row]:
    """Yield all that can be read of it, each as it is now and as it is going to be."""
    yield "Kop", now.headline, then.headline
    yield "Stand", now.status or NOTHING, then.status or NOTHING
    yield from _paired(dict(now.facts), dict(then.facts))
    old, new = ([*one.sentences, *one.notes] for one in (now, then))
    gone, come = ([text for text in a if text not in b] for a, b in ((old, new), (new, old)))
    yield "Tekst", " ".join(gone) or NOTHING, " ".join(come) or NOTHING
    yield from _paired(_cells(now), _cells(then))


def _paired(old: dict[str, str], new: dict[str, str]) -> Iterator[Row]:
    for name in dict.fromkeys([*old, *new]):
        yield name, old.get(name, NOTHING), new.get(name, NOTHING)


def _cells(exhibit: Exhibit) -> dict[str, str]:
    """Return every cell of its tables, by what it is of: its row and its column."""
    return {
        f"{row[0]}, {column}": cell
        for table in (named.table for named in exhibit.tables)
        if table
        for row in table.rows
        for column, cell in zip(table.columns[1:], row[1:], strict=True)
    }
