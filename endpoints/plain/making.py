"""The answer to an address, made as the server makes it, without a server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from starlette.requests import Request
from starlette.routing import Match
from starlette.types import Scope

from components.exhibit.plain_path import PAGE
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.files.paths import ROOT
from endpoints.guard.headers import OwnHeaders
from endpoints.guard.settings import read_settings
from endpoints.http.resource import Resource, as_refusal, finished
from endpoints.plain.addresses import Group
from endpoints.publish import ROUTES

MADE, SAME, ABSENT, FAILED = 200, 304, 404, 503
_CODE = ("assets", "components", "data_loaders", "endpoints")


@dataclass(frozen=True)
class PlainFile:
    """What came of one address: MADE, SAME as it was, ABSENT, or FAILED with a sentence why.

    `mark` is equal as long as the data, the settings and the code are; `digest` as long as body
    and headers are.
    """

    path: str
    status: int
    mark: str = ""
    digest: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


def make_group(group: Group, marks: Sequence[str], coding: str) -> list[PlainFile]:
    """Return what there is at these addresses, in this coding where that helps.

    `marks` are those of what was made before, empty for none.
    """
    return list(_make_each(group, marks, coding))


def _make_each(group: Group, marks: Sequence[str], coding: str) -> Iterator[PlainFile]:
    for path, mark in zip(group, marks, strict=True):
        made = _make(path, mark, coding)
        yield made
        if made.status == ABSENT and path == group[0] and path.endswith(f".{PAGE}"):
            yield from (PlainFile(other, ABSENT) for other in group[1:])
            return


def _make(path: str, known: str, coding: str) -> PlainFile:
    request, resource = _asked(path, coding)
    try:
        plan = resource.plan(request)
        mark = _digest(repr((_release(), read_settings(), plan.key, plan.mark())).encode())
        if mark == known:
            return PlainFile(path, SAME, mark)
        answer = plan.make()
    except NotFetchedError:
        return PlainFile(path, ABSENT)
    except DataError as problem:
        return PlainFile(path, FAILED, problem=str(problem))
    except Exception as problem:  # what is wrong with one leaves the others alone
        refusal = as_refusal(problem)
        status = ABSENT if refusal.status < 500 else FAILED
        return PlainFile(path, status, problem=refusal.sentence)
    if answer.status != MADE:
        return PlainFile(path, FAILED, problem="Tekenen lukt nu niet.")
    response = finished(request, answer)
    message = {"headers": response.raw_headers}
    OwnHeaders(read_settings()).complete(f"/{path}", message)
    headers = {name.decode(): value.decode() for name, value in message["headers"]}
    body = bytes(response.body)
    digest = _digest(repr(sorted(headers.items())).encode() + body)
    return PlainFile(path, MADE, mark, digest, body, headers)


def _asked(path: str, coding: str) -> tuple[Request, Resource]:
    """Return the question for a path, and what answers it."""
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{path}",
        "query_string": b"",
        "headers": [(b"accept-encoding", coding.encode())] if coding else [],
        "root_path": "",
    }
    for route in ROUTES:
        match, found = route.matches(scope)
        if match is Match.FULL:
            assert isinstance(route.app, Resource)
            return Request({**scope, **found}), route.app
    raise AssertionError(path)


@lru_cache(maxsize=1)
def _release() -> str:
    """Return what changes when the code does, or what ships with it."""
    found = [file for folder in _CODE for file in (ROOT / folder).rglob("*")]
    files = [file for file in sorted(found) if file.is_file() and file.suffix != ".pyc"]
    return _digest(b"".join(file.read_bytes() for file in [*files, ROOT / "requirements.txt"]))


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=10).hexdigest()
