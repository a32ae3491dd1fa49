"""What the document of the Regio Deal leaves open, counted over all projects. Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from markupsafe import Markup

from components.deal.phrases import NO_TERM, term_text
from components.deal.progress import progress_of
from components.markup.templates import macro
from components.words.source import records_source
from data_loaders.agreements.projects import ProgrammeLine, Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.text import Fingerprint


@lru_cache(maxsize=2)
def unsaid(_marks: Fingerprint, today: date) -> Markup:
    """Return what nobody can find in the document. Raises DataError."""
    projects = load_by_id(Project)
    progress = progress_of(list(projects), today)
    total, goals = len(projects), len(progress.goals)
    derived = sum(item.line_origin == "afgeleid" for item in projects.values())
    placeless = sum(not item.municipalities for item in projects.values())
    termless = sum(term_text(goal) == NO_TERM for goal in progress.goals)
    lines = {
        "Keuze": "Het document is een voorlopige keuze. Welke projecten er kwamen, staat er niet.",
        "Geld": "Geen bedrag per project en geen bedrag per programmalijn.",
        "Stand": f"Geen behaald resultaat. Van {progress.measured} van de {goals} doelen met een "
        "getal is nu een meting vastgelegd.",
        "Termijn": f"Bij {termless} van de {goals} doelen staat geen jaar.",
        "Programmalijn": f"Bij {derived} van de {total} projecten is de lijn onze lezing.",
        "Plaats": f"Bij {placeless} van de {total} projecten is geen gemeente genoemd.",
        "Contact": "Geen persoon en geen e-mailadres.",
    }
    source = records_source(load(ProgrammeLine))
    return macro("regio-deal", "left_open", list(lines.items()), source)
