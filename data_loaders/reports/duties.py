"""Who reports what and when: `assets/data/doorgeven.toml`."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from data_loaders.files.paths import DATA
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.files.tomlfile import read_toml
from data_loaders.reports.record import ReportKind

DUTIES_FILE = DATA / "doorgeven.toml"


class Duty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked of a kind, of whom and when; `agreed` is where that stands, if anywhere."""

    kind: ReportKind = msgspec.field(name="soort")
    name: str = msgspec.field(name="naam")
    what: str = msgspec.field(name="wat")
    who: str = msgspec.field(name="wie")
    when: str = msgspec.field(name="wanneer")
    agreed: str = msgspec.field(name="staat", default="")


class _Duties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: tuple[Duty, ...] = msgspec.field(name="soort")


def load_duties() -> tuple[Duty, ...]:
    """Return what is asked, in the order of the file. Raises DataError."""
    return _load(file_state(DUTIES_FILE))


@lru_cache(maxsize=1)
def _load(_state: Fingerprint) -> tuple[Duty, ...]:
    return read_toml(DUTIES_FILE, _Duties).kinds
