"""Words for projects: amounts, terms, places and parties; and tables of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.words.formatting import (
    counted,
    format_number,
    format_percent,
    format_when,
    join_words,
)
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.project_search import Reach, reach_of, subregions_of
from data_loaders.agreements.projects import Direction, Project, ProjectGoal
from data_loaders.geo.regions import load_regions

NOT_NAMED = "niet genoemd in de bron"
NO_TERM = "geen termijn genoemd"
OUR_KIND = "soort afgeleid"
PLACELESS = "plaats niet genoemd"
MOST_NAMES = 3

_BEFORE: dict[Direction, str] = {"ten minste": "ten minste", "ongeveer": "ongeveer"}
_READ = {"van": "het aantal", "tot": "het aantal", "richting": "de grens"}
"""What a reader sees at the amount, of the columns that are our reading."""
REACH_TITLES: dict[Reach, str] = {
    "streek": "Alleen een streek genoemd",
    "regio": "Voor de hele regio",
    "niet genoemd": "Plaats niet genoemd",
}
FILTER_LABELS = {
    "lines": "Programmalijn",
    "leaders": "Trekker",
    "parties": "Trekker of partner",
    "kinds": "Soort partner",
    "municipalities": "Gemeente",
    "goals": "HCA-doel",
    "text": "Zoeken",
}
"""The filters of `ProjectChoice`, as a visitor sees them."""


def amount_text(goal: ProjectGoal) -> str:
    """Return what is promised: `ten minste 2.000 per jaar`, `10 tot 15`, `1.000 meer`."""
    before, number, of = amount_parts(goal, "")
    return " ".join(filter(None, [before, number, of]))


def amount_parts(goal: ProjectGoal, unit: str) -> tuple[str, str, str]:
    """Return what is promised in three: the bound, the number, and of what (`unit`)."""
    numbers = [goal.low] if goal.high is None else [goal.low, goal.high]
    text = " tot ".join(_number(goal, number) for number in numbers)
    more = "meer" if goal.direction == "meer" else ""
    yearly = "per jaar" if goal.yearly == "ja" else ""
    return _BEFORE.get(goal.direction, ""), text, " ".join(filter(None, [more, unit, yearly]))


def _number(goal: ProjectGoal, value: float) -> str:
    decimals = 0 if value.is_integer() else 1
    if goal.kind == "percentage":
        return format_percent(value, decimals)
    return format_number(value, decimals)


def unit_text(goal: ProjectGoal) -> str:
    """Return what is counted; the sign of a percentage stands at the amount."""
    return goal.unit.removeprefix("% ")


def term_text(goal: ProjectGoal) -> str:
    """Return the term as the document gives it."""
    start, end = (format_when(day) if day else "" for day in (goal.start, goal.end))
    if start and end:
        return f"{start} tot en met {end}"
    if start:
        return f"vanaf {start}; geen einde genoemd"
    return end or NO_TERM


def reading_text(goal: ProjectGoal) -> str:
    """Return what of the amount is our reading; empty when all of it is in the document."""
    parts = list(dict.fromkeys(_READ[name] for name in goal.derived if name in _READ))
    return f"Afgeleid: {join_words(parts)}." if parts else ""


def place_text(project: Project) -> str:
    """Return where a project lands, as the document says it; our reading is marked."""
    mark = " (gemeente afgeleid)" if project.municipalities_origin == "afgeleid" else ""
    return f"{project.place or NOT_NAMED}{mark}"


def subregions_text(project: Project) -> str:
    """Return which subregions the place of a project names, with their municipalities."""
    regions = load_regions()
    texts = []
    for item in subregions_of(project):
        names = join_words([regions.get(code).name for code in item.municipalities])
        mark = " (afgeleid)" if item.origin == "afgeleid" else ""
        texts.append(f"{item.name}: {names}{mark}")
    return "; ".join(texts)


def short_place(project: Project) -> str:
    """Return where a project lands in a few words: the places it names, or what is said of them."""
    regions = load_regions()
    names = [regions.get(code).name for code in project.municipalities]
    if not names:
        return PLACELESS if reach_of(project) == "niet genoemd" else place_text(project)
    parts = [item.name for item in subregions_of(project) if len(item.municipalities) > 1]
    mark = " (afgeleid)" if project.municipalities_origin == "afgeleid" else ""
    return f"{few([*names, *parts])}{mark}"


def few(names: Sequence[str]) -> str:
    """Return the first names, and how many others there are: Arnhem, Nijmegen en 3 andere."""
    if len(names) <= MOST_NAMES:
        return join_words(names)
    others = len(names) - MOST_NAMES + 1
    return f"{', '.join(names[: MOST_NAMES - 1])} en {others} andere"


def leaders_text(project: Project, known: dict[str, Organisation]) -> str:
    """Return who leads a project."""
    return join_words([known[leader].name for leader in project.leaders])


def projects_text(count: int) -> str:
    """Return a number of projects in words."""
    return counted(count, "project", "projecten")
