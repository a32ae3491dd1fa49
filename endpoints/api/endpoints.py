"""The data API as a table: what there is to ask, with which parameters, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import msgspec

from components.exhibit.asked import forms_of
from data_loaders import export
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.clock import dutch_today
from data_loaders.contradictions import COLUMNS as CONTRADICTION_COLUMNS
from data_loaders.contradictions import contradictions_of
from data_loaders.export import OBSERVATION_COLUMNS
from data_loaders.files.csvtext import Record
from data_loaders.notes import notes_of
from data_loaders.open_registers import register_columns, register_names, register_rows
from data_loaders.open_types import OBSERVATIONS
from data_loaders.registry import load_registry
from endpoints.api import parameters as p
from endpoints.api.filters import fitting_rows
from endpoints.api.observations import find_observations
from endpoints.http.parameters import Parameter, Values
from endpoints.http.resource import Pairs, RequestError

BASE = "api/v1/"


@dataclass(frozen=True)
class Question:
    """A request to the API: the name in its path, if any, and the values of its parameters.

    `asked` is all that stands in the query: the columns of a register are parameters too.
    """

    name: str
    values: Values
    asked: Pairs = ()


@dataclass(frozen=True)
class RecordTable:
    """Records to send, the columns of their CSV, and how many there are on all pages together."""

    records: Sequence[Record]
    columns: Sequence[str]
    total: int
    more: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Endpoint:
    """An address of the API. `names` are what the `{naam}` in its path can be.

    `file_name` is that of the same records in the open data; a register has its own name there.
    """

    path: str
    summary: str
    find: Callable[[Question], RecordTable]
    file_name: str = ""
    parameters: tuple[Parameter, ...] = (p.FORMAT,)
    names: Callable[[], Sequence[str]] | None = None
    paged: bool = False

    @property
    def file(self) -> str:
        """Return its path without a question mark: as a file, and of pages one per topic."""
        return f"{self.path}{'/{onderwerp}/{pagina}' if self.paged else ''}.{{format}}"


def _whole(
    make: Callable[[], list[Record]], columns: Sequence[str] = ()
) -> Callable[[Question], RecordTable]:
    """Return what sends all records of a file of the open data."""

    def find(_question: Question) -> RecordTable:
        records = make()
        return RecordTable(records, columns or list(records[0]), len(records))

    return find


def _observations(question: Question) -> RecordTable:
    found = find_observations(question.values)
    return RecordTable(found.records, OBSERVATION_COLUMNS, found.total)


def _indicator(question: Question) -> RecordTable:
    if question.name not in load_registry().indicators:
        raise RequestError(404, "Dit cijfer kennen wij niet.")
    series = load_series(question.name)
    found = [r for r in export.indicator_records() if r["indicator_id"] == question.name]
    frame = series.frame
    more: dict[str, object] = {
        "actualiteit": series.provenance.freshness(dutch_today()),
        "versie": series.version,
        "gebieden": list(dict.fromkeys(frame["region_code"])),
        "periodes": sorted(frame["period"].unique()),
        "kenmerken": [name for name in dict.fromkeys(frame["characteristic"]) if name],
        "uitsplitsingen": [name for name in dict.fromkeys(frame["breakdown"]) if name],
        "vormen": list(forms_of(series)),
        "tegenstrijdigheden": [item.id for item in contradictions_of(question.name)],
        "kanttekeningen": [msgspec.to_builtins(note) for note in notes_of(question.name)],
    }
    return RecordTable(found, list(found[0]), 1, more)


def _registers(_question: Question) -> RecordTable:
    columns = ["naam", "regels", "kolommen"]
    records = [
        {
            "naam": name,
            "regels": str(len(register_rows(name))),
            "kolommen": " ".join(register_columns(name)),
        }
        for name in register_names()
    ]
    return RecordTable(records, columns, len(records))


def _register(question: Question) -> RecordTable:
    if question.name not in register_names():
        raise RequestError(404, "Dit register kennen wij niet.")
    columns = register_columns(question.name)
    rows = fitting_rows(register_rows(question.name), question.name, question.asked)
    return RecordTable(rows, columns, len(rows))


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "indicators",
        "Alle cijfers: wat ze betekenen en waar ze vandaan komen",
        _whole(export.indicator_records),
        "indicatoren",
    ),
    Endpoint(
        "indicators/{naam}",
        "Eén cijfer: ook zijn periodes, gebieden, kenmerken en actualiteit",
        _indicator,
        "indicatoren",
        names=lambda: list(fetched_indicators()),
    ),
    Endpoint(
        "observations",
        "Waarnemingen, per bladzijde",
        _observations,
        OBSERVATIONS,
        (p.INDICATOR, p.TOPIC, p.AREA, p.LEVEL, p.CHARACTERISTIC, p.FROM, p.UNTIL, p.PAGE, p.SIZE)
        + (p.OBSERVATION_FORMAT,),
        paged=True,
    ),
    Endpoint("areas", "Alle gebieden", _whole(export.region_records), "gebieden"),
    Endpoint(
        "sources",
        "Alle bronnen: documenten en tabellen",
        _whole(export.source_records),
        "bronnen",
    ),
    Endpoint("registers", "De registers van afspraken en sectoren", _registers, "registers"),
    Endpoint(
        "registers/{naam}",
        "Eén register in zijn geheel",
        _register,
        parameters=(p.REGISTER_FORMAT,),
        names=register_names,
    ),
    Endpoint(
        "contradictions",
        "Waar bronnen elkaar tegenspreken, met onze keuze",
        _whole(export.contradiction_records, CONTRADICTION_COLUMNS),
        "tegenstrijdigheden",
    ),
)
