"""The rules a measurement keeps: by itself, and beside those that stand. Pure but for names.

The same rules hold for what is added, for what is delivered in a file, and for what is read
back as published. Every fault is one Dutch sentence about one column.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from data_loaders.agreements.goals import Goal
from data_loaders.agreements.measurement_rows import COUNTING, Book, Fault, Measurement
from data_loaders.agreements.persons import looks_like_name

EARLIEST = date(2019, 1, 1)
"""No agreement is older; a baseline may be measured before its own agreement starts."""
LARGEST = 1e9
TEXT_LIMITS = {"bron": 300, "door": 100, "toelichting": 500}

_CONTINUOUS = frozenset(
    [
        "fte",
        "euro",
        "uur",
        "uren",
        "ha",
        "hectare",
        "km",
        "kilometer",
        "m2",
        "m3",
        "kwh",
        "mwh",
        "gwh",
        "kw",
        "mw",
        "ton",
        "kg",
        "per",
    ]
)
_ID = re.compile(r"M[0-9]{4,}")
_FORMULA = tuple("=+-@＝＋－＠")
_MAIL = re.compile(r"\S@\S")
_PHONE = re.compile(r"(?:\d[\s().-]*){8}")


def faults_of(
    item: Measurement,
    book: Book,
    goals: Mapping[str, Goal],
    unread: Collection[str] = frozenset(),
) -> list[Fault]:
    """Return everything that is wrong with a measurement that comes after those in `book`.

    Columns in `unread` are left alone: what stood there could not be read.
    """
    found = [
        *_goal_faults(item, goals),
        *_replaced_faults(item, book),
        *_day_faults(item),
        *_value_faults(item, goals.get(item.goal)),
        *text_faults(item.source, item.by, item.note),
    ]
    found = [fault for fault in found if fault.column not in unread]
    in_doubt = {fault.column for fault in found} | set(unread)
    if item.goal in goals and item.value is not None and not COUNTING & in_doubt:
        gone = {old.id for old in book.replaced_with(item)}
        others = [other for other in book.standing(item.goal) if other.id not in gone]
        found += _beside_faults(item, others, goals[item.goal])
    return found


def value_fault(value: float, goal: Goal) -> str:
    """Return why a goal cannot have this value, as a sentence; empty when it can."""
    if not math.isfinite(value) or value > LARGEST:
        return "dit getal is te groot, of geen getal"
    if value < 0:
        return f"{dutch_number(value)} kan niet: een meting is nul of meer"
    if goal.is_share and value > 100:
        return f"{dutch_number(value)} kan niet: een percentage is ten hoogste 100"
    if not float(value).is_integer() and counts_whole(goal):
        return f"{dutch_number(value)} is geen heel getal; de eenheid is '{goal.unit}'"
    return ""


def counts_whole(goal: Goal) -> bool:
    """Tell whether a goal counts people or things, so that half a one cannot be.

    Shares, averages (`per week`), fte, money, time and measures such as hectares can.
    """
    words = set(re.findall(r"\w+", goal.unit.lower()))
    return not goal.is_share and not words & _CONTINUOUS and goal.target.is_integer()


def exact_number(value: float) -> str:
    """Return a number for machines that reads back as the same one: no exponent, no `.0`."""
    return f"{Decimal(repr(value + 0.0)):f}".removesuffix(".0")


def dutch_number(value: float) -> str:
    """Return a number for people: 1234.5 becomes 1.234,5, with every decimal it has."""
    if not math.isfinite(value):
        return "geen getal"
    whole, _, part = exact_number(value).partition(".")
    return f"{Decimal(whole):,f}".replace(",", ".") + (f",{part}" if part else "")


def dutch_day(day: date) -> str:
    """Return a day for people: 30-06-2026."""
    return f"{day:%d-%m-%Y}"


def text_faults(source: str, by: str, note: str) -> Iterator[Fault]:
    """Yield what is wrong with the texts of anything that is reported; all become public."""
    texts = {"bron": source, "door": by, "toelichting": note}
    for column, text in texts.items():
        sentence = _text_fault(text, TEXT_LIMITS[column])
        if sentence:
            yield Fault(column, sentence)
    if not source:
        yield Fault("bron", "noem de bron, zoals een rapport of een telling")
    if not by:
        yield Fault("door", "noem de functie van wie dit vastlegt")
    elif _PHONE.search(by):
        yield Fault("door", "noem een functie, geen telefoonnummer")
    elif name := looks_like_name(by):
        sentence = f"noem een functie, geen persoon; is '{name}' geen naam, gebruik kleine letters"
        yield Fault("door", sentence)


def _goal_faults(item: Measurement, goals: Mapping[str, Goal]) -> Iterator[Fault]:
    if item.value is None and item.replaces:
        return  # what is withdrawn may be of a goal, or in a unit, that is no more
    goal = goals.get(item.goal)
    if goal is not None:
        if item.unit != goal.unit:
            yield Fault("eenheid", f"de eenheid van {goal.id} is '{goal.unit}'")
    elif not item.goal:
        yield Fault("doel_id", "noem het doel")
    else:
        close = difflib.get_close_matches(item.goal.lower(), goals, n=3, cutoff=0.5)
        hint = f"; bedoelt u {' of '.join(close)}?" if close else ""
        yield Fault("doel_id", f"het doel '{item.goal[:60]}' bestaat niet{hint}")


def _replaced_faults(item: Measurement, book: Book) -> Iterator[Fault]:
    if not item.replaces:
        return
    old = book.rows.get(item.replaces)
    if old is None or not _ID.fullmatch(item.replaces):
        yield Fault("vervangt", f"de meting '{item.replaces[:20]}' bestaat niet")
    elif old.goal != item.goal:
        yield Fault("vervangt", f"{old.id} is een meting van een ander doel: {old.goal}")
    elif not book.is_open(old):
        by = book.replaced_by.get(old.id)
        why = f"is al vervangen door {by}" if by else "trekt een meting in en is er zelf geen"
        yield Fault("vervangt", f"{old.id} {why}")
    elif item.value is None and item.day != old.day:
        sentence = f"{old.id} heeft een andere peildatum: {dutch_day(old.day)}"
        yield Fault("peildatum", sentence)
    elif item.value is None and item.unit != old.unit:
        yield Fault("eenheid", f"de eenheid van {old.id} is '{old.unit}'")


def _day_faults(item: Measurement) -> Iterator[Fault]:
    if item.day > item.recorded:
        yield Fault("peildatum", f"{dutch_day(item.day)} ligt in de toekomst")
    elif item.day < EARLIEST:
        yield Fault("peildatum", f"{dutch_day(item.day)} is te lang geleden: voor {EARLIEST.year}")


def _value_faults(item: Measurement, goal: Goal | None) -> Iterator[Fault]:
    if item.value is not None:
        sentence = value_fault(item.value, goal) if goal else ""
        if sentence:
            yield Fault("waarde", sentence)
        elif goal and goal.is_share and 0 < item.value < 1 and not item.note:
            yield Fault(
                "waarde",
                f"dit betekent {dutch_number(item.value)} %; klopt dat, zeg dat dan in de "
                f"toelichting (een half is hier 50)",
            )
    elif not item.replaces:
        yield Fault("waarde", "vul een getal in; nul alleen als er nul is gemeten")
    elif not item.note:
        yield Fault("toelichting", f"zeg waarom {item.replaces} wordt ingetrokken")


def _text_fault(text: str, limit: int) -> str:
    if len(text) > limit:
        return f"deze tekst heeft {len(text)} tekens; er passen er {limit}"
    if text != text.strip():
        return "haal de spaties aan het begin en het eind weg"
    if not text.isprintable():
        return "er staat een nieuwe regel of een onzichtbaar teken in"
    if text.startswith(_FORMULA):
        return f"begin niet met {text[0]} want een rekenblad leest dat als formule"
    if _MAIL.search(text):
        return "noem geen e-mailadres: dit wordt openbaar"
    return ""


def _beside_faults(item: Measurement, others: Sequence[Measurement], goal: Goal) -> Iterator[Fault]:
    """Hold a measurement against the others of its goal, given by reference date."""
    for other in others:
        if other.day == item.day:
            sentence = f"op {dutch_day(item.day)} is er al een meting: {other.id}"
            yield Fault("peildatum", f"{sentence}; noem die bij 'vervangt' als deze haar verbetert")
            return
    if not goal.cumulative or item.note:
        return
    before = [other for other in others if other.day < item.day][-1:]
    after = [other for other in others if other.day > item.day][:1]
    fell = [other for other in before if other.amount > item.amount]
    fell += [other for other in after if other.amount < item.amount]
    for other in fell:
        yield Fault(
            "waarde",
            f"dit doel telt op en kan niet dalen: op {dutch_day(other.day)} staat "
            f"{dutch_number(other.amount)} ({other.id}); zeg in de toelichting wat er is gebeurd",
        )
