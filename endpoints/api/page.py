"""The page that explains the API to people: plain HTML, made from the same table."""

from __future__ import annotations

from components.markup.templates import macro
from components.render.tile_page import FRAMED_POLICY, Listing, TilePlace, plain_page
from data_loaders.monitor import MONITOR
from endpoints.api.endpoints import BASE, ENDPOINTS, Endpoint
from endpoints.figures.structured import data_catalog
from endpoints.http.answers import Answer, answer_of
from endpoints.http.frame import page_frame
from endpoints.http.parameters import Parameter

MOST_IN_CELL = 10
TITLE = f"Open data van de {MONITOR.short}"
_INTRO = (
    "Alle cijfers en afspraken van de monitor, als JSON en als CSV, zonder sleutel. De kolommen "
    "van versie 1 blijven: er kan een kolom bij komen, er gaat er geen weg."
)
_RULES = (
    "Een waarde die de bron niet geeft, is leeg (CSV) of null (JSON); de kolom status zegt waarom. "
    "Een lijst van waarnemingen gaat per bladzijde: volg 'volgende' tot die leeg is. "
    "Elk antwoord heeft een ETag: stuur die mee als If-None-Match, en u krijgt 304 zolang er "
    "niets is veranderd."
)
_EXAMPLE = "observations?indicator=bevolking&gebied=GM0202&format=csv"


def api_page(root: str, base: str) -> Answer:
    """Return the page; `root` is the way to the root, `base` the address of the site if known."""
    start = root + BASE
    files = {
        f"{start}alles.zip": "Alles in één ZIP, met beschrijving van elke kolom (CSVW)",
        f"{start}alles/waarnemingen.csv": "Een bestand daaruit; zo is elk bestand er ook apart",
        f"{start}openapi.json": "Beschrijving voor machines (OpenAPI 3.1)",
        f"{root}nieuw.atom": "Wat er nieuw is in de gegevens (Atom)",
        f"{root}catalogus.ttl": "Catalogus in Turtle (DCAT-AP-NL 3.0)",
        f"{root}catalogus.jsonld": "Catalogus in JSON-LD",
        f"{start}{_EXAMPLE}": "Voorbeeld: inwoners van Arnhem als CSV",
    }
    sections = [_section(endpoint, start) for endpoint in ENDPOINTS]
    body = macro("api", "page", TITLE, _INTRO, _RULES, list(files.items()), sections)
    links = (
        ("text/turtle", f"{base}catalogus.ttl", "Catalogus"),
        ("application/atom+xml", f"{base}nieuw.atom", "Wat er nieuw is"),
    )
    found = Listing()
    if base:
        found = Listing(f"{base}api", f"{base}og/bronnen.png", data_catalog(base), links)
    page = plain_page(TITLE, body, TilePlace(root, found=found), page_frame(root, "api"))
    return answer_of(page, "text/html", headers={"Content-Security-Policy": FRAMED_POLICY})


def _section(endpoint: Endpoint, start: str) -> tuple[str, str, str, list[list[str]]]:
    """Return the path of an endpoint, its address if it has one, what it gives, its parameters."""
    address = "" if endpoint.names else start + endpoint.path
    rows = [[item.name, item.description, ", ".join(_few(item))] for item in endpoint.parameters]
    return f"/{BASE}{endpoint.path}", address, endpoint.summary, rows


def _few(parameter: Parameter) -> list[str]:
    """Return the values of a parameter when they fit in a cell."""
    known = list(parameter.choices()) if parameter.choices else []
    return known if len(known) <= MOST_IN_CELL else []
