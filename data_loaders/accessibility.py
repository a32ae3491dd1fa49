"""The accessibility statement: `assets/data/toegankelijkheid.toml`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from data_loaders.files.paths import DATA
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.files.tomlfile import read_toml

STATEMENT_FILE = DATA / "toegankelijkheid.toml"
Status = Literal["A", "B", "C", "D", "E"]
STATUSES: dict[Status, str] = {
    "A": "voldoet volledig",
    "B": "voldoet gedeeltelijk",
    "C": "eerste maatregelen genomen",
    "D": "voldoet niet",
    "E": "geen toegankelijkheidsverklaring",
}
"""The five of the register of statements."""


class Deviation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What does not meet a criterion. `ready` is when it will: who runs the site can promise it."""

    criterion: str = msgspec.field(name="criterium")
    what: str = msgspec.field(name="wat")
    cause: str = msgspec.field(name="oorzaak")
    effect: str = msgspec.field(name="gevolg")
    measure: str = msgspec.field(name="maatregel")
    ready: str = msgspec.field(name="gereed", default="")


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of who can use the site. What only its owner can fill in may be empty.

    `term` is within what time an answer comes, `register` the address of the statement there,
    `signed` the function of who agreed to it, with the day.
    """

    status: Status
    standard: str = msgspec.field(name="standaard")
    made: date = msgspec.field(name="opgesteld")
    tests: tuple[str, ...] = msgspec.field(name="onderzoek")
    deviations: tuple[Deviation, ...] = msgspec.field(name="afwijking", default=())
    term: str = msgspec.field(name="termijn", default="")
    register: str = ""
    signed: str = msgspec.field(name="akkoord", default="")

    @property
    def told(self) -> str:
        """The status as the register says it."""
        return f"{self.status} – {STATUSES[self.status]}"


def load_statement() -> Statement:
    """Return the statement. Raises DataError for what is no statement, with the place."""
    return _load(file_state(STATEMENT_FILE))


@lru_cache(maxsize=1)
def _load(_state: Fingerprint) -> Statement:
    return read_toml(STATEMENT_FILE, Statement)
