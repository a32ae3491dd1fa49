"""What is said of what people reported, when it cannot be read now."""

from __future__ import annotations

from components.words.formatting import format_date
from data_loaders.clock import dutch_time
from data_loaders.reports.reading import last_reports


def outage() -> tuple[str, ...]:
    """Return up to when it is known what was reported, in a sentence; nothing when all is well."""
    found = last_reports()
    if not found.problem:
        return ()
    if found.as_of is None:
        return ("Wat betrokkenen hebben gemeld, zoals metingen, is nu niet te lezen.",)
    when = dutch_time(found.as_of)
    return (
        "Wat betrokkenen hebben gemeld, zoals metingen, is bekend tot en met "
        f"{format_date(when.date())} {when:%H:%M} uur; wat daarna kwam, is nu niet te lezen.",
    )
