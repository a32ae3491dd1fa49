"""Reports of every kind, about goals, actions and lines of the real registers."""

from __future__ import annotations

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load
from data_loaders.reports.record import Report

YOUTH, FIRMS = "contact-jongeren", "via-t-bedrijven"
LINES = tuple(item.id for item in load(Amount) if item.kind == "post")
_BY = {"source": "Kwartaalbericht", "function": "programmamanager"}


def measurement(value: float | None = 31_500.0, **more: object) -> Report:
    fields = {"subject": YOUTH, "period": "2026-06-30"} | more
    unit = load_goals()[str(fields["subject"])].unit
    return Report(kind="measurement", value=value, unit=unit, **_BY | fields)  # type: ignore[arg-type]


def state(said: str = "loopt", **more: object) -> Report:
    fields = {"subject": "actie-01", "period": "2026-10-12", "sentence": "Eerste gidsen begonnen."}
    return Report(kind="action_state", state=said, **_BY | fields | more)  # type: ignore[arg-type]


def note(**more: object) -> Report:
    fields = {"subject": "bijstand-aandeel", "period": "2026-10-12", "sentence": "Anders geteld."}
    return Report(kind="note", **_BY | fields | more)  # type: ignore[arg-type]


def count(value: float | None = 12.0, **more: object) -> Report:
    detail = (("vrager", "jongere"), ("onderwerp", "scholing"), ("kanaal", "inloop"))
    fields = {"subject": "werkcentrum", "period": "2026-10", "detail": detail}
    return Report(kind="count", value=value, **_BY | fields | more)  # type: ignore[arg-type]


def spending(value: float | None = 1_234.5, **more: object) -> Report:
    fields = {"subject": LINES[0], "period": "2026-09-30"}
    return Report(kind="spending", value=value, **_BY | fields | more)  # type: ignore[arg-type]


EACH = (measurement(), state(), note(), count(), spending())
