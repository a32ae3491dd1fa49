"""The parameters of the data API: one table that checks requests and describes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request

from components.exhibit.asked import Option
from components.files.formats import IN_API
from components.words.formatting import join_words
from data_loaders.cache import fetched_indicators
from data_loaders.documents import load_topics
from data_loaders.geo.names import areas_named, unknown_area
from data_loaders.geo.regions import load_regions
from endpoints.http.parameters import Parameter
from endpoints.http.resource import RequestError, unknown_value

MOST = 10_000
USUAL = 1_000
LEVELS = ("gemeente", "arbeidsmarktregio", "regio", "provincie", "land")
FORMATS = ("json", *(item.ending for item in IN_API if item.api == "rows"))
SHEETS = tuple(item.ending for item in IN_API if item.api == "sheet")
"""Formats of one register, or of one figure: each file names one source."""
JSON_STAT = "jsonstat"
WHEN = r"[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"


def _area_codes(word: str) -> tuple[str, ...]:
    found = areas_named(word, load_regions())
    if not found:
        options = [Option(area.name, "gebied", area.code) for area in load_regions().regions]
        raise RequestError(400, unknown_area(word), options)
    return found


def _named(parameter: str, names: Callable[[], Mapping[str, str]]) -> Callable[[str], list[str]]:
    """Return what finds the ids that a word, an id or a name in any case, stands for."""

    def ids_of(word: str) -> list[str]:
        known, asked = names(), word.casefold()
        if found := [key for key, name in known.items() if asked in {key, name.casefold()}]:
            return found
        raise unknown_value(parameter, list(known))

    return ids_of


def _indicators() -> dict[str, str]:
    return {name: item.title for name, item in fetched_indicators().items()}


def _topics() -> dict[str, str]:
    return {name: topic.title for name, topic in load_topics().items()}


INDICATOR = Parameter(
    "indicator",
    "Alleen deze cijfers (indicator_id of naam); mag vaker.",
    choices=lambda: list(fetched_indicators()),
    many=True,
    codes_of=_named("indicator", _indicators),
)
TOPIC = Parameter(
    "onderwerp",
    "Alleen cijfers van dit onderwerp, zoals het in de gegevens staat; mag vaker.",
    lambda: list(load_topics()),
    many=True,
    codes_of=_named("onderwerp", _topics),
)
CHARACTERISTIC = Parameter(
    "kenmerk",
    "Alleen dit kenmerk, in zijn geheel of een deel ervan (voor of na de puntkomma); mag vaker.",
    many=True,
)
AREA = Parameter(
    "gebied",
    "Alleen deze gebieden: een code (gebied_code) of een naam; mag vaker. Gebieden buiten de regio "
    "komen er alleen bij als u ze hier noemt.",
    choices=lambda: [region.code for region in load_regions().every()],
    many=True,
    codes_of=_area_codes,
)
LEVEL = Parameter("niveau", "Alleen dit soort gebied; mag vaker.", lambda: LEVELS, many=True)
FROM = Parameter(
    "van", "Peildatum op of na deze dag: 2024, 2024-Q1, 2024-06 of 2024-06-30.", pattern=WHEN
)
UNTIL = Parameter("tot", "Peildatum op of voor deze dag, net zo geschreven.", pattern=WHEN)
PAGE = Parameter("pagina", "De hoeveelste bladzijde.", span=(1, 100_000), default="1")
SIZE = Parameter("aantal", "Regels per bladzijde.", span=(1, MOST), default=str(USUAL))
IN_PATH = ("onderwerp", "pagina", "format")
SIZE_OF_FILE = str(MOST)
"""What can stand in a path in the place of the query, and how long a page is there."""
FORMAT = Parameter(
    "format", "Vorm van het antwoord. Zonder dit telt de kop Accept.", lambda: FORMATS
)
OBSERVATION_FORMAT = Parameter(
    "format",
    "Vorm van het antwoord. Zonder dit telt de kop Accept. "
    f"{join_words([*SHEETS, JSON_STAT])} zijn voor één cijfer tegelijk.",
    lambda: (*FORMATS, *SHEETS, JSON_STAT),
)
REGISTER_FORMAT = Parameter("format", FORMAT.description, lambda: (*FORMATS, *SHEETS))


def accepted_format(request: Request) -> str:
    """Return the format that the header Accept asks for; JSON when it leaves the choice."""
    accepted = request.headers.get("accept", "")
    return "csv" if "text/csv" in accepted and "application/json" not in accepted else "json"
