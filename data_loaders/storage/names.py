"""Names of datasets, files and versions: what may end up in a path, and what is kept apart.

A name starts with a letter or a digit, so everything that starts with `_` is ours.
"""

from __future__ import annotations

import re

from data_loaders.files.errors import DataError

VERSIONS = "_versions"
MANIFEST = "_manifest.json"
STATE = "_state.json"

_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
_VERSION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,99}")
_FOLDER = re.compile(r"(\d{8})-([0-9a-f]{16})")
_MOST_CHARACTERS = 200


def is_dataset(name: str) -> bool:
    """Tell whether this can be the name of a dataset."""
    return len(name) <= _MOST_CHARACTERS and all(map(_PART.fullmatch, name.split("/")))


def check_dataset(name: str) -> str:
    """Return the name of a dataset (`cbs/03759ned`). Raises DataError when it is unusable."""
    if not is_dataset(name):
        raise DataError(f"'{name[:_MOST_CHARACTERS]}' kan geen naam van een dataset zijn.")
    return name


def is_file(name: str) -> bool:
    """Tell whether this can be the name of a file of a version."""
    return _PART.fullmatch(name) is not None


def check_file(name: str) -> str:
    """Return the name of a file of a version. Raises DataError when it is unusable."""
    if not is_file(name):
        raise DataError(f"'{name[:_MOST_CHARACTERS]}' kan geen bestandsnaam zijn.")
    return name


def check_version_id(version_id: str) -> str:
    """Return the source's own name of a version, often a time. Raises DataError."""
    if not _VERSION_ID.fullmatch(version_id):
        raise DataError(f"'{version_id[:_MOST_CHARACTERS]}' kan geen versie zijn.")
    return version_id


def folder_name(number: int, digest: str) -> str:
    """Return the folder name of a version; these names sort in the order of the versions.

    `digest` is the sha256 of the manifest: two versions with one number, made by two
    machines that share a copy, differ in it.
    """
    return f"{number:08d}-{digest[:16]}"


def is_folder_name(name: str) -> bool:
    """Tell whether this is the folder name of a version."""
    return _FOLDER.fullmatch(name) is not None


def folder_key(name: str) -> tuple[int, int]:
    """Return the number and the digest in a folder name; (0, 0) when it is none."""
    found = _FOLDER.fullmatch(name)
    return (int(found[1]), int(found[2], 16)) if found else (0, 0)
