"""What the Regio Deal comes down to on a day, and how much there is of each part. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from components.deal.goals import GOALS
from components.deal.partners import parties_in
from components.deal.phrases import projects_text
from components.deal.progress import progress_of
from components.markup.hero import totals
from components.words.formatting import counted
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.files.text import Fingerprint


@dataclass(frozen=True)
class DealFinding:
    """The finding in a title, its two totals, and the number of things in each part of the page."""

    title: str
    side: Markup
    counts: dict[str, int]


@lru_cache(maxsize=2)
def deal_finding(_marks: Fingerprint, today: date) -> DealFinding:
    """Return how many projects promise how much, and what was measured. Raises DataError."""
    projects = list(load_by_id(Project))
    progress, parties = progress_of(projects, today), parties_in(projects)
    count, measured = len(progress.goals), progress.measured
    known = f"van {measured} is er een meting" if measured else "nog niets gemeten"
    named = sum(not party.is_group for party in parties)
    return DealFinding(
        title=f"{projects_text(len(projects))}, {counted(count, *GOALS)}: {known}",
        side=totals([(f"{measured} van {count}", "doelen gemeten"), (str(named), "organisaties")]),
        counts={"projecten": len(projects), "partners": len(parties), "doelen": count},
    )
