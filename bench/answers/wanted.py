"""Which answers there are to ask over HTTP, read from what the product says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode

from bench.answers.site import DAY, PUBLIC, Site

Query = Mapping[str, str | Sequence[str]]
API = "/api/v1/"
ENDINGS = ("", ".svg", ".png", ".csv", ".excel.csv", ".xlsx", ".json", ".csv-metadata.json")
_DECK = 16  # slides of a deck that we make up


@dataclass(frozen=True)
class Wanted:
    """A request: `kind` is the folder its answer is kept in."""

    kind: str
    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What the product says it has: figures with their choices, goals, projects, registers."""

    figures: Mapping[str, Mapping[str, Any]]
    goals: Sequence[str]
    projects: Sequence[str]
    registers: Sequence[str]
    areas: Sequence[str]
    operations: Mapping[str, Any]


def ask_known(site: Site) -> Known:
    """Return what there is, from the API and its OpenAPI document."""
    data = site.json(f"{API}openapi.json")["paths"]
    operations = {f"{API.rstrip('/')}{path}": item for path, item in data.items()}
    operations |= site.json("/api/tegels/openapi.json")["paths"]
    figures = [item["indicator_id"] for item in site.json(f"{API}indicators")["gegevens"]]
    with ThreadPoolExecutor(4) as pool:
        details = pool.map(lambda name: site.json(f"{API}indicators/{name}"), figures)
        return Known(
            figures=dict(zip(figures, details, strict=True)),
            goals=_names(operations, "/tegel/doel/{naam}"),
            projects=_names(operations, "/tegel/project/{naam}"),
            registers=[item["naam"] for item in site.json(f"{API}registers")["gegevens"]],
            areas=[item["gebied_code"] for item in site.json(f"{API}areas")["gegevens"]],
            operations=operations,
        )


def _names(operations: Mapping[str, Any], path: str) -> list[str]:
    parameters = operations[path]["get"]["parameters"]
    return next(list(p["schema"]["examples"]) for p in parameters if p["name"] == "naam")


def tiles(known: Known) -> Iterator[Wanted]:
    """Return every tile in every format; each parameter one value at a time."""
    yield Wanted("tegel.html", "/tegel")
    for name, details in known.figures.items():
        forms: list[Query] = [{"vorm": form} for form in details["vormen"][1:]]
        areas: list[Query] = [{"gebied": code} for code in _some(details["gebieden"])]
        plain: Query = {}
        whole, dark = {"omvang": "alles"}, {"thema": "donker"}
        for ending, choices in {
            "": [plain, dark, *forms, *_choices(details)],
            ".svg": [plain, dark, *forms, *areas],
            ".png": [plain, {"thema": "donker", "vorm": details["vormen"][0]}],
            ".csv": [plain, whole, *forms, *areas],
            ".excel.csv": [plain, whole],
            ".xlsx": [plain, whole],
            ".json": [plain, *forms],
            ".csv-metadata.json": [plain],
        }.items():
            for query in choices:
                yield _tile(name, ending, query)
    for path in _agreements(known):
        yield from (_tile(path, ending) for ending in ENDINGS)
        yield from (_tile(path, ending, {"thema": "donker"}) for ending in ("", ".svg"))


def _tile(path: str, ending: str, query: Query = MappingProxyType({})) -> Wanted:
    return Wanted(f"tegel{ending or '.html'}", _address(f"/tegel/{path}{ending}", query))


def _choices(details: Mapping[str, Any]) -> Iterator[Query]:
    """Return every area and characteristic, the last periods, and two areas in every form."""
    areas, periods = list(details["gebieden"]), list(details["periodes"])
    if len(areas) > 1:
        yield from ({"gebied": code} for code in areas)
        yield from ({"vorm": form, "gebied": areas[-2:]} for form in details["vormen"])
    yield from ({"kenmerk": name} for name in details["kenmerken"])
    for period in dict.fromkeys([*periods[:1], *periods[-1:]]):
        yield {"vorm": "cijfer", "periode": period}


def _some(areas: Sequence[str]) -> Sequence[str]:
    return areas[:3] if len(areas) > 1 else ()


def _agreements(known: Known) -> list[str]:
    goals = [f"doel/{name}" for name in known.goals]
    return goals + [f"project/{name}" for name in known.projects]


def shares(known: Known) -> Iterator[Wanted]:
    """Return the page to share each tile, and what oEmbed says of each."""
    for name, details in known.figures.items():
        choices: list[Query] = [{}, {"soort": "pagina", "breedte": "400", "thema": "donker"}]
        choices += [{"vorm": details["vormen"][-1], "gebied": details["gebieden"][0]}]
        yield from (Wanted("deel", _address(f"/deel/{name}", query)) for query in choices)
    yield from (Wanted("deel", f"/deel/{path}") for path in _agreements(known))
    links = [f"tegel/{name}" for name in (*known.figures, *_agreements(known))]
    links += [f"tegel/{name}?vorm={d['vormen'][-1]}" for name, d in known.figures.items()]
    links += [f"regio-in-beeld?cijfer={name}" for name in known.figures]
    links += [f"hca-doelen?akkoorddoel={name}" for name in known.goals]
    links += [f"regio-deal?project={name}" for name in known.projects]
    for link in links:
        yield Wanted("oembed", _address("/oembed", {"url": f"{PUBLIC}/{link}"}))
    small = {"url": f"{PUBLIC}/tegel/{next(iter(known.figures))}", "maxwidth": "300"}
    yield Wanted("oembed", _address("/oembed", small))
    yield Wanted("oembed", _address("/oembed", small | {"maxheight": "200", "format": "json"}))


def api(known: Known) -> Iterator[Wanted]:
    """Return every operation of the API, with and without its parameters, and the catalogue."""
    yield from (Wanted("api", path) for path in ("/api", "/api/v1", API, f"{API}openapi.json"))
    yield Wanted("api", f"{API}alles.zip")
    names = {"indicators": list(known.figures), "registers": list(known.registers)}
    for path in known.operations:
        if path.startswith("/catalogus"):
            yield Wanted("catalogus", path)
        elif path.startswith(API) and path != f"{API}alles.zip":
            operation = path.removeprefix(API).partition("/")[0]
            filled = [path.replace("{naam}", name) for name in names.get(operation, [])]
            for address in filled if "{naam}" in path else [path]:
                yield from _in_every_format(address, known.operations[path]["get"])
    for name in known.figures:
        for form in ("json", "csv", "xlsx", "jsonstat"):
            query = {"indicator": name, "format": form, "aantal": "10000"}
            yield Wanted("api", _address(f"{API}observations", query))
    some: list[Query] = [{"gebied": code} for code in known.areas]
    some += [
        {"onderwerp": t}
        for t in sorted({str(d["gegevens"][0]["onderwerp"]) for d in known.figures.values()})
    ]
    some += [{"niveau": "gemeente", "van": "2024", "tot": "2024-12", "aantal": "50"}]
    some += [{"pagina": "2", "aantal": "10"}, {"indicator": list(known.figures)[:2]}]
    yield from (Wanted("api", _address(f"{API}observations", query)) for query in some)
    yield Wanted("api", f"{API}areas", headers={"Accept": "text/csv"})


def _in_every_format(path: str, operation: Mapping[str, Any]) -> Iterator[Wanted]:
    yield Wanted("api", path)
    for parameter in operation.get("parameters", []):
        if parameter["name"] == "format":
            for form in parameter["schema"]["enum"]:
                yield Wanted("api", f"{path}?format={form}")


def made_up_decks(known: Known) -> list[str]:
    """Return the queries of decks that together hold every kind of slide."""
    slides = [f"c.{name}" for name in known.figures]
    several = [name for name, details in known.figures.items() if len(details["vormen"]) > 3]
    slides += [f"c.{name}..{form}" for name in several[:3] for form in "kslt"]
    slides += [f"d.{name}" for name in known.goals] + [f"p.{name}" for name in known.projects]
    slides += ["a", "b", "w.2026-09-30", "w.2026-06-30"]
    parts = [slides[start : start + _DECK] for start in range(0, len(slides), _DECK)]
    return [
        f"v=1&titel=Deel%20{number}&dag={DAY}&tegels={quote('~'.join(part), safe='~.')}"
        for number, part in enumerate(parts, start=1)
    ]


def showings(queries: Sequence[str]) -> Iterator[Wanted]:
    """Return each deck as it is shown and as files; the first also dark and by itself."""
    for query in queries:
        yield Wanted("beraad-tonen", f"/beraad/tonen?{query}")
        yield Wanted("beraad-pdf", f"/beraad/handout.pdf?{query}")
        yield Wanted("beraad-pptx", f"/beraad/presentatie.pptx?{query}")
    for more in ("thema=donker", "wissel=20"):
        yield Wanted("beraad-tonen", f"/beraad/tonen?{queries[0]}&{more}")


def _address(path: str, query: Query) -> str:
    return f"{path}?{urlencode(query, doseq=True)}" if query else path
