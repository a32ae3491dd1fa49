"""Everything that is published, written to a place of plain files: only what changed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from typing import Protocol

import msgspec

from data_loaders.files.errors import DataError
from endpoints.guard.settings import read_settings
from endpoints.http.site import URL_SETTING, site_url
from endpoints.plain.addresses import Group, Wanted, groups
from endpoints.plain.making import ABSENT, FAILED, MADE, PlainFile, make_group
from endpoints.plain.nginx import common_headers, nginx_config

MANIFEST, NGINX = "_manifest.json", "_nginx.conf"
_HANDS = 8
"""Files that are sent at a time; an address far away answers slowly."""
_NICENESS = 10
_FEW = 4
_INTERNAL = {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store"}


class Outlet(Protocol):
    """A place to write to; `coding` is how it has texts packed, empty when it packs by itself."""

    coding: str

    def read(self, path: str) -> bytes:
        """Return a file, empty when there is none. Raises DataError."""

    def write(self, path: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Put a file in its place in one step. Raises DataError."""

    def remove(self, path: str) -> None:
        """Remove a file. Raises DataError."""


class Kept(msgspec.Struct, array_like=True):
    """What is known of a file that was written; `headers` is a place in the list of them."""

    mark: str
    digest: str
    size: int
    headers: int


class Manifest(msgspec.Struct):
    """What stands in a place: the files by path, and the headers that sorts of them have."""

    files: dict[str, Kept] = {}
    headers: list[dict[str, str]] = []


@dataclass
class Summary:
    """What a run did, in numbers of files; `absent` are those of which the source is gone.

    `problems` are sentences, each with the number of files that could not be made for it; 0 when
    it is not even known which.
    """

    written: int = 0
    removed: int = 0
    files: int = 0
    size: int = 0
    absent: list[str] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)


def publish_files(outlet: Outlet, wanted: Wanted, *, clear: bool = False) -> Summary:
    """Write what changed since the last time, of what is wanted.

    A file that cannot be made now stays as it is, and so does one of which the source is gone,
    unless `clear` and there was no problem: an outage must not empty websites. Raises DataError.
    """
    if not site_url():
        raise DataError(f"Zet eerst {URL_SETTING}: dat adres staat in de pagina's en de catalogus.")
    before = outlet.read(MANIFEST)
    manifest = _read(before)
    there, summary = set[str](), Summary()
    found = groups(wanted, lambda problem: summary.problems.update({problem: 0}))
    try:
        with ThreadPoolExecutor(_HANDS) as hands:
            for made in _all_made(found, manifest, outlet.coding):
                there |= {item.path for item in made if item.status != ABSENT}
                summary.problems.update(item.problem for item in made if item.status == FAILED)
                changed = _changed(made, manifest)
                list(hands.map(partial(_write, outlet), changed))
                _remember(made, manifest)
                summary.written += len(changed)
        summary.absent = sorted(set(filter(wanted.has, manifest.files)) - there)
        for path in summary.absent if clear and not summary.problems else ():
            outlet.remove(path)
            del manifest.files[path]
            summary.removed += 1
    finally:
        _finish(outlet, manifest, before)
    summary.files = len(manifest.files)
    summary.size = sum(kept.size for kept in manifest.files.values())
    return summary


def _read(content: bytes) -> Manifest:
    """Return what is known of a place; nothing when that is damaged: all is written again."""
    try:
        return msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Manifest()


def _all_made(found: Iterable[Group], manifest: Manifest, coding: str) -> Iterator[list[PlainFile]]:
    """Return what came of each group, made on all cores, after whatever else they have to do.

    Of a few this process makes them itself: others to do it would not have begun by then.
    """
    found = iter(found)
    few = list(islice(found, _FEW + 1))
    if len(few) <= _FEW:
        yield from (make_group(group, _marks(group, manifest), coding) for group in few)
        return
    cores = read_settings().processes
    apart = get_context("spawn")  # a process with threads is not to be copied
    with ProcessPoolExecutor(cores, apart, initializer=os.nice, initargs=(_NICENESS,)) as pool:
        under_way: set[Future[list[PlainFile]]] = set()
        for group in chain(few, found):
            under_way.add(pool.submit(make_group, group, _marks(group, manifest), coding))
            if len(under_way) > 4 * cores:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        yield from (future.result() for future in under_way)


def _marks(group: Group, manifest: Manifest) -> list[str]:
    return [manifest.files[path].mark if path in manifest.files else "" for path in group]


def _write(outlet: Outlet, made: PlainFile) -> None:
    outlet.write(made.path, made.body, made.headers)


def _changed(made: Iterable[PlainFile], manifest: Manifest) -> list[PlainFile]:
    new = [item for item in made if item.status == MADE]
    return [
        item
        for item in new
        if item.path not in manifest.files or manifest.files[item.path].digest != item.digest
    ]


def _remember(made: Iterable[PlainFile], manifest: Manifest) -> None:
    for item in made:
        if item.status == MADE:
            shared = common_headers(item.headers)
            if shared not in manifest.headers:
                manifest.headers.append(shared)
            place = manifest.headers.index(shared)
            manifest.files[item.path] = Kept(item.mark, item.digest, len(item.body), place)


def _finish(outlet: Outlet, manifest: Manifest, before: bytes) -> None:
    """Write down what stands there, when that changed; also after a run that was broken off."""
    manifest.files = dict(sorted(manifest.files.items()))
    after = msgspec.json.encode(manifest)
    if after != before:
        files = ((path, manifest.headers[kept.headers]) for path, kept in manifest.files.items())
        outlet.write(NGINX, nginx_config(files).encode(), _INTERNAL)
        outlet.write(MANIFEST, after, _INTERNAL)
