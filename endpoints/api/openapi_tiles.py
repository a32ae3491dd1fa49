"""The description of tiles, sharing, presentations and the catalogue (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from components.deal.letter import QUARTER, letter_quarters
from components.exhibit import asked as choice
from components.exhibit.areas import EXTENTS
from components.exhibit.kind import Kind
from components.exhibit.kinds import KINDS
from components.exhibit.measure import MEASURES
from components.exhibit.plain_path import SCOPE, WHOLE
from components.files.formats import FORMATS
from data_loaders.clock import dutch_today
from data_loaders.decks import link as deck_link
from data_loaders.documents import load_topics
from data_loaders.geo.regions import load_regions
from data_loaders.monitor import MONITOR
from endpoints.api.operations import Tag, api_document, in_path, operation
from endpoints.figures import handout, letter
from endpoints.figures.feed import GOALS, MEDIA_TYPE
from endpoints.figures.oembed import OEMBED_PARAMETERS
from endpoints.figures.share import SHARE_PARAMETERS
from endpoints.figures.tile_address import DATA_ENDINGS, FIGURES
from endpoints.http.parameters import Parameter
from endpoints.http.site import site_url

DESCRIPTION = (
    f"Cijfers, doelen en projecten van de {MONITOR.name} om te laten zien: als pagina, beeld of "
    "bestand. Parameters die hier niet staan, slaan wij over."
)
THEME = Parameter(
    choice.THEME, "Licht of donker. Zonder dit volgt de tegel de lezer.", lambda: choice.THEMES
)
TILE_PARAMETERS = {
    item.name: item
    for item in (
        Parameter(
            choice.AREA,
            f"Code of naam van een gebied; hoogstens {choice.MAX_AREAS}.",
            lambda: [region.code for region in load_regions().every()],
            many=True,
        ),
        Parameter(
            choice.FORM,
            "Hoe het cijfer te zien is; compact is één getal, voor een smalle plaats.",
            lambda: (*choice.FORMS, choice.COMPACT),
        ),
        Parameter(choice.PERIOD, "Een periode van het cijfer, zoals 2024 of 2024-12."),
        Parameter(choice.CHARACTERISTIC, "Een kenmerk van het cijfer."),
        Parameter(
            choice.MEASURE,
            "Hoe aantallen van gebieden van verschillende grootte naast elkaar staan.",
            lambda: tuple(MEASURES),
        ),
        Parameter(choice.EXTENT, "Hoe ver de kaart gaat.", lambda: tuple(EXTENTS)),
        Parameter(choice.SINCE, "De dag waarna veranderingen tellen, zoals 2026-09-30."),
    )
}
SMALLEST = Parameter(
    choice.FORM, "Compact is één getal, voor een smalle plaats.", lambda: (choice.COMPACT,)
)
SCOPE_PARAMETER = Parameter(
    SCOPE, "Alles wat er van het cijfer is; zonder dit wat de tegel laat zien.", lambda: (WHOLE,)
)
DECK_PARAMETERS = (
    Parameter(deck_link.VERSION, "De versie van de manier van schrijven: 1."),
    Parameter(deck_link.TITLE, "De titel van de presentatie."),
    Parameter(deck_link.DAY, "De dag van het beraad (jjjj-mm-dd)."),
    Parameter(deck_link.TILES, "De dia's, zoals de pagina Beraad ze in haar link zet."),
)
LETTER_PARAMETER = Parameter(
    QUARTER, "Het kwartaal van de brief.", lambda: tuple(letter_quarters(dutch_today()))
)


def tiles_openapi() -> dict[str, Any]:
    """Return the description as an object."""
    paths: dict[str, Any] = {}
    for kind in KINDS.values():
        paths |= _tiles(kind)
    asked = [item.described() for item in OEMBED_PARAMETERS]
    json = {"application/json": {"schema": {"type": "object"}}}
    paths["/oembed"] = operation("/oembed", "insluiten", "Een link als tegel (oEmbed)", json, asked)
    paths |= _decks() | _feeds() | _letters()
    for name, media_type in (("jsonld", "application/ld+json"), ("ttl", "text/turtle")):
        path = f"/catalogus.{name}"
        about = "Catalogus (DCAT-AP-NL 3.0)"
        paths[path] = operation(path, "catalogus", about, {media_type: {}})
    tags = [
        *(Tag(kind.name, kind.group) for kind in KINDS.values()),
        Tag("insluiten", "Een link als tegel"),
        Tag("beraad", "Presentaties"),
        Tag("nieuwsbrief", "De brief van een kwartaal"),
        Tag("catalogus", "Alle gegevens, voor dataportalen"),
    ]
    named = (f"Tegels van de {MONITOR.short}", DESCRIPTION, site_url().rstrip("/") or "../..")
    return api_document(named, tags, paths, {})


def _tiles(kind: Kind) -> dict[str, Any]:
    """Return the paths of the tiles of a kind in every format, and of the page to share one."""
    named = "id" in kind.deck.parts
    names = [in_path([name for name, _ in kind.entries()])] if named else []
    asked = [*(TILE_PARAMETERS[name] for name in kind.parameters), THEME]
    asked += [] if kind.has_forms else [SMALLEST]
    about = f"{'een ' if named else ''}{kind.label[:1].lower()}{kind.label[1:]}"
    path, paths = kind.path_of("{naam}"), {}
    for ending in ("", *FORMATS):
        extra = [SCOPE_PARAMETER] if kind is FIGURES and ending in DATA_ENDINGS else []
        described = [item.described() for item in (*asked, *extra)]
        media_type = FORMATS[ending].media_type if ending else "text/html"
        whole = f"/tegel/{path}.{ending}" if ending else f"/tegel/{path}"
        told: tuple[str, dict[str, Any], list[dict[str, Any]]] = (
            f"Tegel van {about}",
            {media_type: {}},
            [*names, *described],
        )
        paths[whole] = operation(whole, kind.name, *told)
    shown = [item.described() for item in (*asked, *SHARE_PARAMETERS)]
    place = f"/deel/{path}"
    about = f"Pagina om {about} te delen"
    paths[place] = operation(place, kind.name, about, {"text/html": {}}, [*names, *shown])
    return paths


def _feeds() -> dict[str, Any]:
    """Return the paths of what is new: of everything, and of one topic."""
    whole, one = "/nieuw.atom", "/nieuw/{onderwerp}.atom"
    content: dict[str, Any] = {MEDIA_TYPE: {}}
    topics = in_path([*load_topics(), GOALS], "onderwerp")
    about = "Wat er nieuw is (Atom)"
    return {
        whole: operation(whole, "catalogus", about, content),
        one: operation(one, "catalogus", f"{about}, van één onderwerp", content, [topics]),
    }


def _letters() -> dict[str, Any]:
    """Return the paths of the letter of a quarter, on paper and for a mailing tool."""
    asked = [LETTER_PARAMETER.described()]
    return {
        f"/nieuwsbrief.{ending}": operation(
            f"/nieuwsbrief.{ending}",
            "nieuwsbrief",
            "Nieuwsbrief met alle projecten",
            {media_type.partition(";")[0]: {}},
            asked,
        )
        for ending, (_write, media_type) in letter.LETTERS.items()
    }


def _decks() -> dict[str, Any]:
    """Return the paths of a deck: shown, on paper, and as a PowerPoint file."""
    asked = [item.described() for item in DECK_PARAMETERS]
    found = {
        "tonen": ("Presentatie op een scherm", "text/html"),
        "handout.pdf": ("Presentatie op papier", handout.PDF),
        "presentatie.pptx": ("Presentatie in PowerPoint", handout.PPTX),
    }
    return {
        f"/beraad/{path}": operation(f"/beraad/{path}", "beraad", summary, {media_type: {}}, asked)
        for path, (summary, media_type) in found.items()
    }
