"""What a note on a figure or a goal is, and the rules it keeps, wherever it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

import msgspec
from msgspec import field

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.persons import looks_like_name
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.periods import Frequency, period_span
from data_loaders.registry import load_registry

MAX_TEXT = 600
_MAIL = re.compile(r"\S@\S")


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note. `by` is a function, never a name; `source` where the explanation stands."""

    id: str
    indicator: str = field(name="indicator_id", default="")
    goal: str = field(name="doel_id", default="")
    characteristic: str = field(name="kenmerk", default="")
    area: str = field(name="gebied", default="")
    start: str = field(name="van", default="")
    end: str = field(name="tot", default="")
    text: str = field(name="tekst")
    by: str = field(name="door")
    day: date = field(name="datum")
    source: str = field(name="bron")


NOTE_COLUMNS = tuple(item.encode_name for item in msgspec.structs.fields(Note))


def note_faults(row: Mapping[str, str]) -> Iterator[str]:
    """Yield everything that is wrong with a note, as Dutch sentences."""
    yield from _reference_faults(row)
    for column in ("tekst", "door", "bron"):
        if _MAIL.search(row[column]):
            yield f"in kolom '{column}' staat een e-mailadres: dit wordt openbaar"
        if not row[column].isprintable():
            yield f"in kolom '{column}' staat een nieuwe regel of een onzichtbaar teken"
    for column in ("tekst", "door"):
        if name := looks_like_name(row[column]):
            yield (
                f"in kolom '{column}' staat '{name}': noem een functie, geen persoon; "
                "is het geen naam, gebruik dan kleine letters"
            )
    if len(row["tekst"]) > MAX_TEXT:
        yield f"de tekst heeft {len(row['tekst'])} tekens; er passen er {MAX_TEXT}"
    if row["datum"] > dutch_today().isoformat():
        yield f"de datum {row['datum']} ligt in de toekomst"


def _reference_faults(row: Mapping[str, str]) -> Iterator[str]:
    if bool(row["indicator_id"]) == bool(row["doel_id"]):
        yield "noem een cijfer ('indicator_id') of een doel ('doel_id'), en niet allebei"
    elif row["doel_id"]:
        if row["doel_id"] not in load_goals():
            yield f"het doel '{row['doel_id']}' bestaat niet"
        if any(row[column] for column in ("kenmerk", "gebied", "van", "tot")):
            yield "een kanttekening bij een doel heeft geen kenmerk, gebied of periode"
    elif row["indicator_id"] in load_registry().indicators:
        yield from _figure_faults(row, load_registry().get(row["indicator_id"]))
    elif row["indicator_id"] not in {broken.id for broken in load_registry().broken}:
        yield f"het cijfer '{row['indicator_id']}' bestaat niet"


def _figure_faults(row: Mapping[str, str], indicator: Indicator) -> Iterator[str]:
    if row["gebied"] and load_regions().find(row["gebied"]) is None:
        yield f"het gebied '{row['gebied']}' is onbekend"
    yield from _period_faults(row, indicator.frequency)
    with suppress(DataError):  # a figure that was not fetched yet, or that says itself what ails it
        names = set(load_series(indicator.id).frame["characteristic"])
        if row["kenmerk"] and row["kenmerk"] not in names:
            yield f"het cijfer '{indicator.id}' heeft geen kenmerk '{row['kenmerk']}'"


def _period_faults(row: Mapping[str, str], frequency: Frequency) -> Iterator[str]:
    spans = []
    for column in ("van", "tot"):
        try:
            spans += [period_span(row[column], frequency)] if row[column] else []
        except ValueError as error:
            yield f"in kolom '{column}': {error}"
    known = [span for span in spans if span]
    if len(known) == 2 and known[0][0] > known[1][0]:
        yield "'van' ligt na 'tot'"
