"""The projects that fit a choice: how many, in rows or as a table, and what if none. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from markupsafe import Markup

from components.deal.links import line_html, project_link
from components.deal.phrases import (
    FILTER_LABELS,
    REACH_TITLES,
    amount_parts,
    few,
    leaders_text,
    place_text,
    projects_text,
    short_place,
    unit_text,
)
from components.deal.progress import Progress, badges, progress_of
from components.deal.sides import project_disputes
from components.markup.templates import macro
from components.strips.measure import Capsule, make_capsule
from components.words.formatting import counted, format_date
from components.words.links import Link
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.project_search import (
    FoundProjects,
    ProjectChoice,
    find_projects,
    found_without,
)
from data_loaders.agreements.projects import Nature, ProgrammeLine, Project, ProjectGoal
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions

View = Literal["kaarten", "tabel"]
VIEWS: tuple[View, ...] = ("kaarten", "tabel")
"""How projects are shown, by the word in a link: as rows, or in a table."""
NONE_HERE = "Geen project noemt deze plaats."
AROUND = "een streek waar dat bij hoort"
MOST_PROMISES, MOST_LETTERS = 3, 62
"""How much of what a project promises stands in its row: so many, in so many letters."""
_FIRST: tuple[Nature, ...] = ("resultaat", "doelstelling", "aanpak")


@dataclass(frozen=True)
class ProjectRow:
    """A project in a row: who leads it and where, what it promises, and what was measured.

    Of a promise: the bound, the number and of what. `others` says how many more there are, and
    `cautions` are what must be read with them.
    """

    link: Markup
    leaders: str
    place: str
    promises: tuple[tuple[str, str, str], ...]
    others: str
    capsule: Capsule
    measured: str
    states: Markup
    cautions: tuple[str, ...]


@lru_cache(maxsize=64)
def project_list(
    choice: ProjectChoice, view: View, link: Link, _marks: Fingerprint, today: date
) -> Markup:
    """Return the projects that fit a choice, with their number. Raises DataError."""
    found = find_projects(choice)
    if not found.shown:
        body = [nothing_found(choice)]
    elif choice.municipalities:
        body = [*_by_place(choice, found, view, link, today), _placeless(found.placeless, link)]
    elif view == "tabel":
        body = [_table("Projecten", _known(found.projects), link, today)]
    else:
        body = _by_line(_known(found.projects), link, today)
    reasons = _reasons(found.shown)
    return macro("regio-deal", "projects", count_text(choice, found), reasons, body)


def count_text(choice: ProjectChoice, found: FoundProjects) -> str:
    """Return how many of all projects fit: 4 van 13 projecten."""
    text = f"{len(found.projects)} van {projects_text(len(load_by_id(Project)))}"
    if not choice.municipalities:
        return text
    around = f"; {len(found.subregional)} in {AROUND}" if found.subregional else ""
    return f"{text} in {places_of(choice)}{around}; {len(found.regionwide)} voor de hele regio"


def places_of(choice: ProjectChoice) -> str:
    """Return the chosen municipalities as a list of which any will do: Arnhem of Duiven."""
    *others, last = [load_regions().get(code).name for code in choice.municipalities]
    return f"{', '.join(others)} of {last}" if others else last


def nothing_found(choice: ProjectChoice) -> Markup:
    """Return that nothing fits, and which filter to take away to find something."""
    ways = {name: count for name, count in found_without(choice).items() if count}
    best = sorted(ways.items(), key=lambda way: -way[1])
    texts = [(FILTER_LABELS[name], projects_text(count)) for name, count in best]
    return macro("regio-deal", "nothing", texts)


def _known(found: Sequence[str]) -> list[Project]:
    return [load_by_id(Project)[project] for project in found]


def _reasons(shown: Sequence[str]) -> list[tuple[str, str]]:
    """Return of every project with a line of our own reading why it has that line."""
    return [
        (f"{item.name}: {item.line}", item.line_reason)
        for item in _known(shown)
        if item.line_origin == "afgeleid"
    ]


def _by_line(projects: Sequence[Project], link: Link, today: date) -> list[Markup]:
    lines = dict.fromkeys(
        [*(line.name for line in load(ProgrammeLine)), *(p.line for p in projects)]
    )
    grouped = {name: [item for item in projects if item.line == name] for name in lines}
    return [_group(name, found, "kaarten", link, today) for name, found in grouped.items() if found]


def _by_place(
    choice: ProjectChoice, found: FoundProjects, view: View, link: Link, today: date
) -> list[Markup]:
    """Return the projects that name a place, those of a part around it, and of the region."""
    here = places_of(choice)
    groups = {f"In {here}": found.projects}
    if found.subregional:  # which of its municipalities is not said
        groups[f"In een streek met {here}"] = found.subregional
    groups[REACH_TITLES["regio"]] = found.regionwide
    return [_group(title, _known(ids), view, link, today) for title, ids in groups.items()]


def _group(title: str, projects: Sequence[Project], view: View, link: Link, today: date) -> Markup:
    if not projects:
        body = macro("basis", "sub", NONE_HERE)
    elif view == "tabel":
        body = _table(title, projects, link, today)
    else:
        body = macro("regio-deal", "rows", [project_row(item, link, today) for item in projects])
    return macro("regio-deal", "group", title, projects_text(len(projects)), body)


def project_row(project: Project, link: Link, today: date) -> ProjectRow:
    """Return one project as a row; its name leads to all that is known of it."""
    progress = progress_of([project.id], today)
    first, count = first_promises(progress.goals), len(progress.goals)
    known = load_by_id(Organisation)
    others = count - len(first)
    text = f"{progress.measured} van {count} gemeten"
    return ProjectRow(
        link=project_link(project, link),
        leaders=few([known[leader].name for leader in project.leaders]),
        place=short_place(project),
        promises=tuple(amount_parts(goal, unit_text(goal)) for goal in first),
        others=f"en {counted(others, 'ander', 'andere')}" if others else "",
        capsule=make_capsule(project.name, _share(progress), text, 126),
        measured=text if count else "geen doel met een getal",
        states=badges(progress) if progress.measured else Markup(),
        cautions=project_disputes(project).warnings,
    )


def _share(progress: Progress) -> float | None:
    """Return which part of the goals has a measurement; None as long as none has."""
    return progress.measured / len(progress.goals) if progress.measured else None


def first_promises(goals: Sequence[ProjectGoal]) -> list[ProjectGoal]:
    """Return what to tell first: results that stand by themselves, as far as a row has room.

    Of what is counted in the same unit only the first: without its title it says no more.
    """
    ordered = sorted(goals, key=lambda goal: (bool(goal.part_of), _place(goal), goal.order))
    known = {goal.unit: goal for goal in reversed(ordered)}
    first = [goal for goal in ordered if known[goal.unit] is goal][:MOST_PROMISES]
    lengths = accumulate(len(" ".join(amount_parts(goal, unit_text(goal)))) for goal in first)
    fitting = [
        goal for goal, letters in zip(first, lengths, strict=True) if letters <= MOST_LETTERS
    ]
    return fitting or first[:1]


def _place(goal: ProjectGoal) -> tuple[bool, int]:
    """Return where a goal comes: one of a single thing last, what is promised before the way."""
    return goal.low == 1, _FIRST.index(goal.nature) if goal.nature in _FIRST else len(_FIRST)


def _table(title: str, projects: Sequence[Project], link: Link, today: date) -> Markup:
    rows = []
    for project in projects:
        progress = progress_of([project.id], today)
        rows.append(
            [
                project_link(project, link),
                line_html(project),
                leaders_text(project, load_by_id(Organisation)),
                place_text(project),
                project.aim,
                str(len(progress.goals)),
                badges(progress),
            ]
        )
    columns = ["Project", "Programmalijn", "Trekker", "Waar", "Doel", "Doelen met getal", "Stand"]
    caption = f"{title}: stand op {format_date(today)}"
    return macro("basis", "table", caption, columns, rows, css_class="amm-deal-tabel")


def _placeless(found: Sequence[str], link: Link) -> Markup:
    if not found:
        return Markup("")
    links = [project_link(item, link) for item in _known(found)]
    return macro("regio-deal", "placeless", projects_text(len(found)), links)
