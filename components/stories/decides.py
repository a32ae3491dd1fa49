"""Who decides what in Regionaal Beraad and Akkoord, and what a partner promises. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.stories.parties import ROOM
from components.stories.roles import organisation_address, spellings
from components.words.disputes import disputes_about
from components.words.formatting import format_number, join_words
from components.words.source import each_section, records_source
from components.words.table import Table
from data_loaders.agreements.agenda import Party
from data_loaders.agreements.hca import Cover, Effect, Governing
from data_loaders.agreements.money import Financing
from data_loaders.agreements.organisations import plain_name
from data_loaders.agreements.registers import load
from data_loaders.files.text import Fingerprint

CORE = "kernpartner"
ORDER = ("Netwerkteam", "PO", "Regionaal Beraad")
"""The bodies in the order in which a proposal goes up."""
MANDATE = "4.2.2"
"""The section of the agreements on who may spend and who reports to whom."""
POSITIONS = {
    "orgaan": "Organen",
    "werkgroep": "Werkgroepen en teams",
    "via kernpartner": "Via de gemeenten",
    "partner": "Andere partners",
    "samenwerking": "Samenwerking buiten de regio",
    "voorganger": "Voorgangers",
}
UNSAID = "Wanneer en hoe vaak het Regionaal Beraad vergadert, staat in geen document."
ACCORD = "hca-akkoord-2023"


@lru_cache(maxsize=2)
def beraad_html(_mark: Fingerprint) -> Markup:
    """Return the Regionaal Beraad: who is in it, how a proposal goes up, and the mandate."""
    parties, rules = load(Party), [item for item in load(Financing) if item.section == MANDATE]
    bodies = {item.body: item for item in parties if item.position == "orgaan"}
    steps = [(bodies[name], _upward(name, rules)) for name in ORDER if name in bodies]
    known = spellings()
    core = [(item, _address(item.name, known)) for item in parties if item.position == CORE]
    others = [
        (title, [(i, _address(i.name, known)) for i in parties if i.position == position])
        for position, title in POSITIONS.items()
    ]
    return macro(
        ROOM,
        "beraad",
        steps,
        UNSAID,
        core,
        others,
        _mandate(rules),
        disputes_about(rules),
        records_source(each_section([*parties, *rules])),
    )


def _upward(body: str, rules: Sequence[Financing]) -> list[str]:
    """Return what a body brings to the next one."""
    return [item.subject for item in rules if body in item.giver and item.receiver]


def _mandate(rules: Sequence[Financing]) -> Table:
    rows = tuple(
        (
            item.subject,
            join_words(item.giver) or "niet genoemd",
            join_words(item.receiver) or "niet genoemd",
            item.status,
            item.condition,
        )
        for item in rules
    )
    return Table("Mandaat en verslag", ("Wat", "Van", "Aan", "Stand", "Voorwaarde"), rows)


def _address(name: str, known: dict[str, str]) -> str:
    key = known.get(plain_name(name))
    return f"./{organisation_address(key)}" if key else ""


@lru_cache(maxsize=2)
def accord_html(_mark: Fingerprint) -> Markup:
    """Return who does what in the Human Capital Akkoord, and what other documents say of that."""
    items, known = load(Governing), spellings()
    told = [(item, _whom(item, known)) for item in items if item.task]
    own = [row for row in told if row[0].document == ACCORD]
    others = [row for row in told if row[0].document != ACCORD]
    return macro(ROOM, "accord", own, others, records_source(items))


def _whom(item: Governing, known: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, _address(name, known)) for name in item.organisations]


@lru_cache(maxsize=2)
def promises_html(_mark: Fingerprint) -> Markup:
    """Return what a partner promises, what it gets for that, and what the others bring."""
    effects = load(Effect)
    given = [item for item in load(Cover) if item.kind == "bijdrage"]
    lists = [
        (title, [_effect(item) for item in effects if item.kind == kind])
        for kind, title in (
            ("toezegging", "Wat een partner toezegt"),
            ("meedoen", "Wat meedoen geeft"),
            ("verklaring", "Wat de verklaring zegt"),
        )
    ]
    rows = [(join_words(item.giver), item, _amount(item)) for item in given]
    shown = [item for item in effects if item.kind in ("toezegging", "meedoen", "verklaring")]
    return macro(ROOM, "promises", rows, lists, records_source([*given, *shown]))


def _effect(item: Effect) -> str:
    if item.amount is None:
        return item.text
    years = f", {item.years} jaar lang" if item.years else ""
    return f"{item.text}: {format_number(item.amount)} {item.unit}{years}"


def _amount(item: Cover) -> str:
    if item.amount is None:
        return "geen bedrag genoemd" if item.form == "geld" else "geen uren genoemd"
    years = f", {item.years} jaar lang" if item.years else ""
    return f"{item.uncertainty} {format_number(item.amount)} {item.unit}{years}".strip()
