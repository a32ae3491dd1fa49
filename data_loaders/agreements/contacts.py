"""Whom to ask about a project: a function and a functional mailbox, never a person.

`assets/data/contacten.csv` holds them; no document names any, so it ships empty and whoever runs
the monitor fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from data_loaders.agreements.persons import looks_like_name
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.paths import DATA
from data_loaders.files.records import read_records
from data_loaders.files.text import Fingerprint, file_state

CONTACTS_FILE = DATA / "contacten.csv"
_MAILBOX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_BETWEEN = re.compile(r"[._]+")


class ProjectContact(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to ask about a project."""

    project: str = msgspec.field(name="project_id")
    function: str = msgspec.field(name="functie")
    mailbox: str = msgspec.field(name="postvak")


COLUMNS = tuple(item.encode_name for item in msgspec.structs.fields(ProjectContact))


def load_contacts() -> dict[str, ProjectContact]:
    """Return the contact of each project that has one, by its id. Raises DataError."""
    return _load(file_state(CONTACTS_FILE))


def contacts_mark() -> Fingerprint:
    """Return something that changes when, and only when, the contacts do."""
    return (file_state(CONTACTS_FILE),)


@lru_cache(maxsize=2)
def _load(_state: Fingerprint) -> dict[str, ProjectContact]:
    found = read_records(CONTACTS_FILE, ProjectContact, may_be_empty=True)
    return {item.project: item for item in found}


def check_contacts() -> None:
    """Check every contact: its project exists, and it names nobody. Raises DataError, with line."""
    load_contacts()
    seen: set[str] = set()
    for row in read_rows(CONTACTS_FILE, COLUMNS, may_be_empty=True):
        for sentence in _faults(row, seen):
            raise row.error(sentence)
        seen.add(row["project_id"])


def _faults(row: Row, seen: set[str]) -> Iterator[str]:
    project, function, mailbox = (row[column] for column in COLUMNS)
    if project not in load_by_id(Project):
        yield f"het project '{project}' bestaat niet"
    if project in seen:
        yield f"het project '{project}' heeft al een contact"
    if not function:
        yield "noem de functie, zoals projectleider"
    if name := looks_like_name(function):
        yield f"noem een functie, geen persoon: '{name}'"
    if not _MAILBOX.fullmatch(mailbox):
        yield f"'{mailbox}' is geen e-mailadres"
    elif looks_like_name(_words(mailbox)):
        yield f"'{mailbox}' lijkt van een persoon: noem een functioneel postvak"


def _words(mailbox: str) -> str:
    """Return what stands before the @ as words with a capital, as a name would be written."""
    return " ".join(part.capitalize() for part in _BETWEEN.split(mailbox.partition("@")[0]))
