"""The register of contradictions: where documents, tables and their own totals disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA

CONTRADICTIONS_FILE = DATA / "tegenstrijdigheden.csv"
COLUMNS = (
    "id",
    "ernst",
    "onderwerp",
    "cijfers",
    "omschrijving",
    "document_1",
    "paragraaf_1",
    "waarde_1",
    "document_2",
    "paragraaf_2",
    "waarde_2",
    "keuze",
    "reden",
    "soort",
    "melding",
    "moet",
    "mag_niet",
    "waar",
)
SEVERITIES = ("ernstig", "licht")
Kind = Literal[
    "tegenstrijdigheid", "kanttekening", "schrijfwijze", "verwijzing", "klein", "vervallen"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a record is. A remark (kanttekening) contradicts nothing, but has to be known. Names and
spelling, and references to the wrong section, are lists of their own. What is small (klein) or
withdrawn (vervallen) keeps its number and is no longer on screen."""
OFF_SCREEN: frozenset[Kind] = frozenset({"klein", "vervallen"})
NOWHERE = "nergens"
"""Stands in `waar` when nothing that the monitor shows can follow a choice, or break it."""
_SEEN = f"'melding', 'moet' of 'mag_niet' in, of zet '{NOWHERE}' in kolom 'waar'"


@dataclass(frozen=True)
class Place:
    """One side of a contradiction: which document, which section, what it says."""

    document: str
    section: str
    value: str


@dataclass(frozen=True)
class Rule:
    """What can be seen of a choice: words that must stand, and words that must not.

    Of `forbidden`, words joined by ` + ` may not stand together. `places` are addresses of tiles
    (`pendel-uit`, `doel/contact-jongeren`), of pages (`/hca-doelen`), or `alles`.
    """

    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contradiction:
    """Two places that disagree, our choice between them, and the reason.

    `warning` is one sentence that stands with the figure wherever it is shown: without it the
    figure would be read wrongly.
    """

    id: str
    severity: str
    topic: str
    indicators: tuple[str, ...]
    description: str
    first: Place
    second: Place
    choice: str
    reason: str
    kind: Kind = "tegenstrijdigheid"
    warning: str = ""
    rule: Rule = Rule()

    @property
    def is_shown(self) -> bool:
        """Whether it stands on screen beside what it is about, and not only in a list."""
        is_grave = self.kind == "tegenstrijdigheid" and self.severity == "ernstig"
        return is_grave or (bool(self.warning) and self.kind not in OFF_SCREEN)

    @property
    def is_listed(self) -> bool:
        """Whether it is on the reading list of smaller differences."""
        return self.kind in {"tegenstrijdigheid", "kanttekening"} and not self.is_shown


@lru_cache(maxsize=1)
def load_contradictions() -> tuple[Contradiction, ...]:
    """Read the register. Raises DataError for a damaged file, a double id or a wrong word."""
    rows = read_rows(CONTRADICTIONS_FILE, COLUMNS)
    seen: set[str] = set()
    for row in rows:
        if row["id"] in seen:
            raise row.error(f"het nummer '{row['id']}' staat er twee keer in")
        seen.add(row["id"])
    return tuple(_contradiction(row) for row in rows)


def contradictions_of(indicator_id: str) -> tuple[Contradiction, ...]:
    """Return the contradictions that concern one figure, grave ones first."""
    found = [c for c in load_contradictions() if indicator_id in c.indicators]
    return tuple(sorted(found, key=lambda c: (SEVERITIES.index(c.severity), c.id)))


def warnings_of(indicator_id: str) -> tuple[str, ...]:
    """Return what must stand with a figure wherever it is shown; a broken register says nothing."""
    try:
        return tuple(item.warning for item in contradictions_of(indicator_id) if item.warning)
    except DataError:
        return ()


def contradictions_with(ids: Iterable[str]) -> tuple[Contradiction, ...]:
    """Return the contradictions with these ids, grave ones first; unknown ids are left out."""
    wanted = set(ids)
    found = [item for item in load_contradictions() if item.id in wanted]
    return tuple(sorted(found, key=lambda c: (SEVERITIES.index(c.severity), c.id)))


def contradictions_at(place: str) -> tuple[Contradiction, ...]:
    """Return the contradictions of which the choice goes for a tile: `doel/contact-jongeren`."""
    return contradictions_with(c.id for c in load_contradictions() if place in c.rule.places)


def _contradiction(row: Row) -> Contradiction:
    if row["ernst"] not in SEVERITIES:
        raise row.error(f"de ernst '{row['ernst']}' is onbekend")
    kind = next((kind for kind in KINDS if kind == row["soort"]), None)
    if kind is None:
        raise row.error(f"de soort '{row['soort']}' is onbekend")
    for column in ("omschrijving", "document_1", "waarde_1", "keuze", "reden"):
        if not row[column]:
            raise row.error(f"kolom '{column}' is leeg")
    rule = _rule(row)
    seen = (row["melding"], *rule.required, *rule.forbidden)
    if kind not in OFF_SCREEN and not (any(seen) or rule.places == (NOWHERE,)):
        raise row.error(f"niemand kan zien of de keuze gevolgd is: vul {_SEEN}")
    return Contradiction(
        id=row["id"],
        severity=row["ernst"],
        topic=row["onderwerp"],
        indicators=tuple(row["cijfers"].split()),
        description=row["omschrijving"],
        first=Place(row["document_1"], row["paragraaf_1"], row["waarde_1"]),
        second=Place(row["document_2"], row["paragraaf_2"], row["waarde_2"]),
        choice=row["keuze"],
        reason=row["reden"],
        kind=kind,
        warning=row["melding"],
        rule=rule,
    )


def _rule(row: Row) -> Rule:
    """Return what can be seen of a choice; without a place that is at the figures concerned."""
    required, forbidden = (
        tuple(filter(None, map(str.strip, row[column].split("|"))))
        for column in ("moet", "mag_niet")
    )
    return Rule(required, forbidden, tuple((row["waar"] or row["cijfers"]).split()))
