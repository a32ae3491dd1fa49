"""The page from which a tile is shared: link, code, citation and downloads. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from components.exhibit.asked import FORM, THEME, THEMES
from components.exhibit.content import SITE
from components.share.shared import LIVE_HEIGHT, Shared, citation, live_code, tile_code
from components.words.share_links import EVERYTHING

TILE, LIVE = "tegel", "live"
KIND, WIDTH = "soort", "breedte"
NARROWEST, WIDEST, USUAL = 280, 1000, 600  # pixels
KINDS = {TILE: "Tegel: klein, zonder JavaScript", LIVE: "De pagina zelf, met filters"}
# A copy needs a script; without it the text can be selected, and there is no button.
COPY = (
    'for(const b of document.querySelectorAll("button[data-van]")){b.hidden=false;'
    'b.addEventListener("click",async()=>{const t=document.getElementById(b.dataset.van);'
    "t.focus();t.select();let s;try{await navigator.clipboard.writeText(t.value);"
    's="Gekopieerd."}catch{s="Geselecteerd: kopieer met Ctrl+C of Cmd+C."}'
    "b.nextElementSibling.textContent=s})}"
)
_DATA = (
    ("Excel (CSV voor Nederlands Excel)", "excel.csv"),
    ("XLSX (werkblad met getallen en bron)", "xlsx"),
    ("CSV (RFC 4180)", "csv"),
    ("Beschrijving van de kolommen (CSVW)", "csv-metadata.json"),
    ("JSON", "json"),
)
_PICTURES = (("PNG (beeld, twee keer zo groot)", "png"), ("SVG (beeld)", "svg"))


@dataclass(frozen=True)
class Embedding:
    """How a tile is to be embedded.

    `forms` are those it can have, empty without a choice; `height` is that of the tile. Sizes
    are in pixels.
    """

    kind: str
    form: str
    forms: Sequence[str]
    width: int
    height: int


def share_body(shared: Shared, embedding: Embedding, root: str, today: date) -> str:
    """Return the inside of the page; `root` is the relative way to the root of the site."""
    content = shared.content
    parts = [
        f'<h1 id="kop">Deel: {escape(content.headline)}</h1>',
        f'<p class="amm-sub">{escape(content.subtitle)}</p>',
        *(f'<p class="amm-leeg">{escape(remark)}</p>' for remark in content.remarks[:-1]),
        "<h2>Link</h2>",
        _copied("link", "Naar de monitor, met deze keuze", shared.live),
        _copied("tegellink", "Naar de tegel: alleen dit cijfer", shared.tile),
        _embedding(shared, embedding),
        '<h2>Bronvermelding</h2><p class="amm-sub">Zo noemt u dit cijfer in een tekst.</p>',
        _copied("bronvermelding", "Bronvermelding", citation(shared, today), lines=6),
        _downloads(shared, everything=bool(embedding.forms)),
        f'<p class="verder"><a href="{root}tegel" target="_self">Een ander cijfer delen</a> · '
        f'<a href="{root}" target="_self">Naar de {SITE}</a></p>',
    ]
    return f'<div class="deel">{"".join(parts)}</div><script>{COPY}</script>'


def _copied(name: str, label: str, text: str, lines: int = 0) -> str:
    """Return text that a reader can take along; of more than one line with `lines`."""
    field = f'<input id="{name}" type="text" readonly value="{escape(text, quote=True)}">'
    if lines:
        field = f'<textarea id="{name}" rows="{lines}" readonly>{escape(text)}</textarea>'
    return (
        f'<p class="veld"><label for="{name}">{escape(label)}</label>{field}'
        f'<button type="button" data-van="{name}" aria-label="Kopieer: {escape(label)}" hidden>'
        'Kopieer</button> <span role="status"></span></p>'
    )


def _embedding(shared: Shared, embedding: Embedding) -> str:
    if embedding.kind == LIVE:
        code = live_code(shared, embedding.width)
        about = f"De pagina is {LIVE_HEIGHT} pixels hoog en schuift in haar eigen vak."
    else:
        code = tile_code(shared, embedding.width, embedding.height)
        about = "De hoogte past bij deze breedte."
    described = escape(shared.oembed, quote=True)
    return (
        '<h2 id="insluiten">Insluiten in een website</h2>'
        + _form(shared, embedding)
        + _copied("code", "Code voor uw pagina", code, lines=6)
        + f"<p>{about} Kent uw website <strong>oEmbed</strong>, dan is het genoeg om de link naar "
        f'de tegel te plakken (<a href="{described}">wat uw website dan leest</a>).</p>'
        f"<h3>Voorbeeld</h3>"
        f'<div class="voorbeeld" tabindex="0" role="region" aria-label="Voorbeeld">{code}</div>'
        "<p>Blijft het vak leeg, of straks op uw website? De beheerder van de monitor bepaalt "
        "welke websites mogen insluiten.</p>"
    )


def _form(shared: Shared, embedding: Embedding) -> str:
    """Return the choices of the code; they come back as parameters of this page."""
    own = {FORM, THEME, KIND, WIDTH}
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value, quote=True)}">'
        for name, value in shared.query
        if name not in own
    )
    themes = [("", "volgt de lezer"), *((name, name) for name in THEMES)]
    fields = [
        _select(FORM, "Vorm", [(name, name) for name in embedding.forms], embedding.form),
        _select(THEME, "Thema", themes, shared.theme or ""),
        f'<p><label for="{WIDTH}">Breedte in pixels</label><input id="{WIDTH}" name="{WIDTH}" '
        f'type="number" min="{NARROWEST}" max="{WIDEST}" value="{embedding.width}"></p>',
    ]
    return (
        '<form method="get" action="#insluiten" target="_self">'
        f'{kept}{_radios(embedding.kind)}<div class="rij">{"".join(fields)}</div>'
        '<p><button type="submit">Toon de code</button></p></form>'
    )


def _radios(chosen: str) -> str:
    options = "".join(
        f'<label><input type="radio" name="{KIND}" value="{value}"'
        f"{' checked' if value == chosen else ''}> {label}</label>"
        for value, label in KINDS.items()
    )
    return f"<fieldset><legend>Wat wilt u insluiten?</legend>{options}</fieldset>"


def _select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    found = "".join(
        f'<option value="{escape(value, quote=True)}"{" selected" if value == chosen else ""}>'
        f"{escape(text)}</option>"
        for value, text in options
    )
    if not found:
        return ""
    field = f'<select id="{name}" name="{name}">{found}</select>'
    return f'<p><label for="{name}">{label}</label>{field}</p>'


def _downloads(shared: Shared, *, everything: bool) -> str:
    """Return the files: of what the tile shows, and of everything there is of the figure."""
    rows = [
        [name, _file(shared.file(ending), ending, name)]
        + ([_file(shared.file(ending, EVERYTHING), ending, f"{name}, alles")] * everything)
        for name, ending in _DATA
    ]
    if not shared.content.is_table:
        empty = ["–"] * everything
        rows += [
            [name, _file(shared.file(ending, themed=True), ending, name), *empty]
            for name, ending in _PICTURES
        ]
    columns = ["Bestand", "Wat de tegel laat zien", *(["Alle gebieden en periodes"] * everything)]
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for name, *cells in rows
    )
    return (
        '<h2>Downloads</h2><div class="amm-tabel" tabindex="0" role="region" '
        'aria-label="Downloads"><table><caption>De bron staat in elk bestand</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _file(address: str, ending: str, name: str) -> str:
    return (
        f'<a href="{escape(address, quote=True)}" target="_self" download '
        f'aria-label="Download {escape(name, quote=True)}">.{ending}</a>'
    )
