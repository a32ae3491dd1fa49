"""Where projects land: the map, the same as a table, and what no map can show. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from components.charts.base import palette_of
from components.charts.map_drawing import can_draw
from components.charts.map_model import AreaMap, MapArea
from components.charts.theme import ThemeName
from components.deal.links import project_link
from components.deal.phrases import REACH_TITLES, place_text, projects_text
from components.markup.templates import macro
from components.words.formatting import join_words
from components.words.legend import DASHED, Swatch
from components.words.links import Link
from data_loaders.agreements.project_search import (
    ProjectChoice,
    Reach,
    find_projects,
    reach_of,
    subregions_of,
)
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_source
from data_loaders.geo.regions import Region, Subregion, load_regions

LEAST_LARGEST = 3
"""The largest circle stands for the highest number, or for this one when that is less."""
NONE_HERE = "geen project noemt deze gemeente"


@dataclass(frozen=True)
class Places:
    """The map with its title, legend and table, and the projects on no map, as HTML.

    `map` is None without boundaries: the table still tells everything.
    """

    title: str
    unplaced: str
    map: AreaMap | None
    legend: Markup
    beside: Markup
    below: Markup


@lru_cache(maxsize=64)
def places(
    choice: ProjectChoice, link: Link, theme: ThemeName, _marks: Fingerprint
) -> Places | None:
    """Return where the projects of a choice land; None when there are no projects.

    Chosen municipalities get an edge; the other ones stay on the map. Raises DataError.
    """
    found = find_projects(replace(choice, municipalities=()))
    if not found.projects:
        return None
    known = load_by_id(Project)
    projects = [known[project] for project in found.projects]
    shown = places_map(projects, choice.municipalities, theme)
    return Places(
        title=places_finding(projects),
        unplaced=_unplaced(projects),
        map=shown if can_draw(shown) else None,
        legend=macro("basis", "legend", _legend(projects, choice, theme)),
        beside=_beside(projects, link),
        below=_below(projects, link),
    )


def places_map(projects: Sequence[Project], chosen: Sequence[str], theme: ThemeName) -> AreaMap:
    """Return how many of the projects name each municipality, and the parts that they name."""
    counts = {r.code: len(_here(projects, r)) for r in load_regions().municipalities()}
    most = max([LEAST_LARGEST, *counts.values()])
    areas = [
        MapArea(
            code=region.code,
            name=region.name,
            told=f"{region.name}: {place_told(projects, region)}",
            text=str(counts[region.code] or ""),
            share=counts[region.code] / most,
            is_chosen=region.code in chosen,
        )
        for region in load_regions().municipalities()
    ]
    parts = tuple(part.municipalities for part in _parts(projects))
    return AreaMap(tuple(areas), theme, has_circles=True, around=parts)


def place_told(projects: Sequence[Project], region: Region) -> str:
    """Return which of the projects name a municipality, and which a part it lies in."""
    here = _here(projects, region)
    names = "; ".join(f"{item.name}{_mark(item)}" for item in here)
    text = f"{projects_text(len(here))}: {names}" if here else NONE_HERE
    return text + "".join(f"; {item.name} ({part})" for item, part in _around(projects, region))


def _parts(projects: Sequence[Project]) -> list[Subregion]:
    """Return the parts of the region, larger than a municipality, that projects name."""
    named = [part for item in projects if reach_of(item) != "regio" for part in subregions_of(item)]
    return [
        part for part in load_regions().subregions if part in named and len(part.municipalities) > 1
    ]


def _here(projects: Sequence[Project], region: Region) -> list[Project]:
    return [project for project in projects if region.code in project.municipalities]


def _around(projects: Sequence[Project], region: Region) -> list[tuple[Project, str]]:
    """Return the projects that name a subregion with this municipality, and its name."""
    return [
        (project, part.name)
        for project in projects
        if region.code not in project.municipalities and reach_of(project) != "regio"
        for part in subregions_of(project)
        if region.code in part.municipalities
    ]


def _mark(project: Project) -> str:
    return " (afgeleid)" if project.municipalities_origin == "afgeleid" else ""


def places_finding(projects: Sequence[Project]) -> str:
    """Return the finding: which municipality most projects name."""
    counts = {r.name: len(_here(projects, r)) for r in load_regions().municipalities()}
    most = max(counts.values(), default=0)
    if not most:
        return "Geen van deze projecten noemt een gemeente als plaats"
    names = [name for name, count in counts.items() if count == most]
    if len(names) > 3:
        return f"{len(names)} gemeenten komen elk {most} keer voor als plaats van een project"
    verb = "komt" if len(names) == 1 else "komen elk"
    return f"{join_words(names)} {verb} het vaakst voor: bij {projects_text(most)}"


def _unplaced(projects: Sequence[Project]) -> str:
    """Return how many projects name no municipality; empty when all do."""
    unnamed = sum(not project.municipalities for project in projects)
    return f"{unnamed} van de {len(projects)} noemen geen gemeente." if unnamed else ""


def _legend(projects: Sequence[Project], choice: ProjectChoice, theme: ThemeName) -> list[Swatch]:
    palette = palette_of(theme)
    swatches = [Swatch(palette.steps[1], "Het aantal projecten dat de gemeente noemt")]
    swatches += [
        Swatch(DASHED, f"{part.name}: een streek die een project noemt")
        for part in _parts(projects)
    ]
    if choice.municipalities:
        swatches.append(Swatch(palette.signal, "Gekozen gemeente (rand)"))
    return swatches


def _beside(projects: Sequence[Project], link: Link) -> Markup:
    """Return the projects that are on no map: for the whole region, or without a place."""
    reaches: tuple[Reach, ...] = ("streek", "regio", "niet genoemd")
    groups, count = [], 0
    for reach in reaches:
        here = [project for project in projects if reach_of(project) == reach]
        entries = [(project_link(project, link), place_text(project)) for project in here]
        if here:
            groups.append((f"{REACH_TITLES[reach]} ({len(here)})", entries))
            count += len(here)
    return macro("regio-deal", "beside", count, groups)


def _below(projects: Sequence[Project], link: Link) -> Markup:
    """Return the same as a table, and whose boundaries are drawn."""
    rows = []
    for region in load_regions().municipalities():
        here = _here(projects, region)
        names = Markup("; ").join(project_link(item, link) + _mark(item) for item in here)
        parts = _around(projects, region)
        around = Markup("; ").join(project_link(item, link) + f" ({part})" for item, part in parts)
        rows.append([region.name, str(len(here)), names or NONE_HERE, around])
    columns = ["Gemeente", "Aantal projecten", "Projecten", "Via een streek"]
    caption = "Projecten die een gemeente als plaats noemen"
    table = macro("basis", "table", caption, columns, rows, css_class="amm-deal")
    return macro("regio-deal", "below_map", table, boundaries_source())
