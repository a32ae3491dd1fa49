"""Telling a function (`projectleider VIA-T`) from the name of a person.

Who delivers a measurement is public, so a report takes functions only. Two words with a
capital are a name, unless they are words of our own registers: projects, organisations, areas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from data_loaders.agreements.hca import Focus, WorkTable
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.projects import ProgrammeLine, Project
from data_loaders.agreements.registers import load
from data_loaders.documents import load_documents
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions

_WORD = re.compile(r"[^\s,;:/()\[\]\"|]+")
_INITIALS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*\.?")
_TITLES = frozenset(
    ["dhr", "heer", "mevr", "mevrouw", "mw", "drs", "ir", "ing", "mr", "dr", "prof"]
)
_BETWEEN = frozenset(
    ["van", "de", "der", "den", "ten", "ter", "het", "'t", "von", "el", "la", "le", "di"]
)
_FUNCTION = re.compile(
    r"(?:leid(?:er|ster)|manager|medewerk(?:er|ster)|adviseur|co[oö]rdinator|secretaris|directeur"
    r"|regisseur|makelaar|bestuurder|wethouder|voorzitter|controller|analist|onderzoeker"
    r"|ambtenaar|kwartiermaker|trekker|aanjager|consulent|functionaris|beheerder|specialist)$"
)
_ALSO = frozenset(
    ["hoofd", "burgemeester", "lector", "docent", "team", "bureau", "afdeling", "bestuur"]
)


def looks_like_name(text: str) -> str:
    """Return the words of a text that look like the name of a person; empty when none do."""
    for run in _runs(text):
        if len(run) > 1 and not _known_words().issuperset(_plain(word[0]) for word in run):
            return text[run[0].start() : run[-1].end()]
    return ""


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Return the words in a row that could together be a name, without `van` and `de`."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if _is_part(word[0]):
            run.append(word)
        elif word[0].lower() not in _BETWEEN:
            yield run
            run = []
    yield run


def _is_part(word: str) -> bool:
    plain = _plain(word)
    if plain in _TITLES:
        return True
    if not word[0].isupper() or _FUNCTION.search(plain) or plain in _ALSO:
        return False
    return any(letter.islower() for letter in word) or bool(_INITIALS.fullmatch(word))


def _plain(word: str) -> str:
    return word.rstrip(".").lower()


def _known_words() -> frozenset[str]:
    found: list[str] = []
    for names in (_agreed_names, _taking_part, _area_names, _document_names):
        with suppress(DataError):  # a register that cannot be read only makes this stricter
            found += names()
    return _words(tuple(found))


def _agreed_names() -> list[str]:
    return [
        *(project.name for project in load(Project)),
        *(line.name for line in load(ProgrammeLine)),
        *(focus.name for focus in load(Focus)),
        *(table.name for table in load(WorkTable)),
    ]


def _taking_part() -> list[str]:
    found = load(Organisation)
    return [name for item in found for name in (item.name, item.short, *item.aliases)]


def _area_names() -> list[str]:
    return [region.name for region in load_regions().regions]


def _document_names() -> list[str]:
    return [text for item in load_documents().values() for text in (item.title, item.publisher)]


@lru_cache(maxsize=2)
def _words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_plain(word) for text in texts for word in _WORD.findall(text))
