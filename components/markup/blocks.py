"""HTML for what needs no widget: headings, tables, legends, sources. Everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from components.charts.figures import Swatch
from components.words.formatting import UNKNOWN, format_date, period_of
from data_loaders.contradictions import Contradiction, Place
from data_loaders.documents import load_documents
from data_loaders.series import Series

# Instead of a colour in a legend: stripes, as on the map.
HATCH = "streep"
SPARSE = "lichte-streep"


def heading(title: str, lines: Iterable[str] = (), level: int = 3) -> str:
    """Return the head of a tile: its title (the finding) and lines of plain text below it."""
    below = "".join(f'<p class="amm-sub">{escape(line)}</p>' for line in lines if line)
    return f'<h{level} class="amm-kop">{escape(title)}</h{level}>{below}'


def table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Iterable[int] = ()
) -> str:
    """Return a real table.

    The first cell of each row is its heading; the columns in `numeric` align right.
    """
    right = set(numeric)
    head = "".join(
        f'<th scope="col"{_right(index in right)}>{escape(name)}</th>'
        for index, name in enumerate(columns)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(
            f"<td{_right(index in right)}>{escape(cell)}</td>"
            for index, cell in enumerate(row[1:], start=1)
        )
        + "</tr>"
        for row in rows
    )
    return (
        '<div class="amm-tabel" tabindex="0" role="region" '
        f'aria-label="{escape(caption, quote=True)}"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _right(numeric: bool) -> str:
    return ' class="amm-getal"' if numeric else ""


def details(summary: str, content: str, css_class: str = "") -> str:
    """Return content that opens with one click or key press."""
    return (
        f'<details class="amm-details {css_class}"><summary>{escape(summary)}</summary>'
        f"{content}</details>"
    )


def legend(swatches: Sequence[Swatch]) -> str:
    """Return the meaning of colours, next to the figure."""
    if not swatches:
        return ""
    items = "".join(
        f"<li><span {_fill(swatch.color)}></span>{escape(swatch.label)}</li>" for swatch in swatches
    )
    return f'<ul class="amm-legenda">{items}</ul>'


def _fill(color: str) -> str:
    if color in {HATCH, SPARSE}:
        return f'class="amm-kleur amm-{color}"'
    return f'class="amm-kleur" style="background:{escape(color, quote=True)}"'


def source_line(series: Series, period: str, today: date) -> str:
    """Return who made a figure, its reference date, and how fresh our copy is."""
    source = series.provenance
    parts = [f"Bron: {source.attribution}"]
    if period:
        parts.append(f"peildatum: {period_of(series.indicator, period)}")
    else:
        parts.append("peildatum: onbekend")
    parts += [step.format(_day(day)) for step, day in source.steps]
    if source.ages:
        parts.append(source.freshness(today))
    text = " · ".join(escape(part) for part in parts)
    link = (
        f' · <a href="{escape(source.url, quote=True)}" rel="noopener">naar de bron</a>'
        if source.url.startswith("https://")
        else ""
    )
    return f'<p class="amm-bron">{text}{link}</p>'


def _day(day: date | None) -> str:
    return format_date(day) if day else UNKNOWN


def meaning(series: Series) -> str:
    """Return what a figure counts, and what a reader should know before quoting it."""
    indicator = series.indicator
    text = f"<p>{escape(indicator.definition)}</p>"
    if indicator.note:
        text += f"<p>{escape(indicator.note)}</p>"
    notes = list(dict.fromkeys(note for note in series.frame["note"] if note))
    text += "".join(f"<p>{escape(note)}</p>" for note in notes)
    return details("Wat betekent dit cijfer?", text)


def contradictions(items: Sequence[Contradiction]) -> str:
    """Return where sources disagree about a figure: both places, our choice and the reason."""
    if not items:
        return ""
    grave = any(item.severity == "ernstig" for item in items)
    count = "1 tegenstrijdigheid" if len(items) == 1 else f"{len(items)} tegenstrijdigheden"
    body = "".join(contradiction(item) for item in items)
    return details(f"Let op: {count} in de bronnen", body, "amm-let-op" if grave else "")


def contradiction(item: Contradiction) -> str:
    """Return one contradiction in full."""
    places = "".join(
        f"<li>{_place(place)}</li>" for place in (item.first, item.second) if place.value
    )
    return (
        f'<div class="amm-tegen"><p><strong>{escape(item.id)} ({escape(item.severity)})</strong> '
        f"{escape(item.description)}</p><ul>{places}</ul>"
        f"<p>Onze keuze: {escape(item.choice)} {escape(item.reason)}</p></div>"
    )


def _place(place: Place) -> str:
    document = load_documents().get(place.document)
    name = document.short if document else place.document
    section = f", {place.section}" if place.section else ""
    return f"{escape(name)}{escape(section)}: {escape(place.value)}"


def notice(text: str) -> str:
    """Return a quiet message that screen readers announce."""
    return f'<p class="amm-melding" role="status">{escape(text)}</p>'
