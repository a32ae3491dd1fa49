"""From an answer on the line to bytes that are whole, small enough and of the right kind."""

from __future__ import annotations

import codecs
import io
from collections.abc import Collection
from fnmatch import fnmatch

import msgspec
from requests import Response

from data_loaders.net.budget import Budget
from data_loaders.net.errors import SourceError, TransientError
from data_loaders.net.failures import status_error

JSON_TYPES = ("application/json", "application/*+json")

_STEP = 64 * 1024
# Only what is unpacked in bounded steps.
_ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}


class _Link(msgspec.Struct):
    rel: str = ""
    href: str = ""


class _Page(msgspec.Struct):
    """The ways in which OData 3, OData 4 and OGC API Features name the next page."""

    odata3: str | None = msgspec.field(name="odata.nextLink", default=None)
    odata4: str | None = msgspec.field(name="@odata.nextLink", default=None)
    links: list[_Link] = []


def check_head(response: Response, host: str, types: Collection[str]) -> None:
    """Raise SourceError unless this is a 200 with one of the media types asked for."""
    if response.status_code != 200:
        raise status_error(response, host)
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not any(fnmatch(media, pattern) for pattern in types):
        given = "een webpagina" if "html" in media else "een ander soort bestand"
        sentence = f"{host} geeft {given} in plaats van cijfers."
        raise SourceError(sentence, "answer", host, 200)
    packing = response.headers.get("Content-Encoding", "").lower()
    if not {part.strip() for part in packing.split(",")} <= _ENCODINGS:
        sentence = f"{host} geeft een antwoord dat niet uit te pakken is."
        raise SourceError(sentence, "answer", host, 200)


def read_body(response: Response, host: str, budget: Budget) -> bytes:
    """Return the decoded body, read in bounded steps.

    Raises SourceError when it is larger than allowed, and what urllib3 raises when it is
    cut off or comes too late.
    """
    limit = budget.settings.max_bytes
    body = io.BytesIO()
    while step := response.raw.read(_STEP, decode_content=True):
        if body.tell() + len(step) > limit:
            sentence = f"{host} geeft een antwoord van meer dan {limit // 2**20} MB."
            raise SourceError(sentence, "too_much", host, 200)
        if not budget.remaining():
            raise TimeoutError("the budget is spent")
        body.write(step)
    return body.getvalue().removeprefix(codecs.BOM_UTF8)


def check_json(body: bytes, host: str) -> str | None:
    """Return the next page that a JSON answer names. Raises SourceError for broken JSON."""
    try:
        _check_utf8(body)
        msgspec.json.decode(body, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if "truncated" in str(error):
            sentence = f"{host} geeft maar een deel van het antwoord."
            raise TransientError(sentence, "answer", host, 200) from None
        raise unreadable(host) from None
    try:
        page = msgspec.json.decode(body, type=_Page)
    except msgspec.ValidationError:
        return None
    return page.odata3 or page.odata4 or _next(page.links)


def unreadable(host: str) -> SourceError:
    """Return the error for an answer that is no sound JSON."""
    return SourceError(f"{host} geeft een antwoord dat niet te lezen is.", "answer", host, 200)


def _check_utf8(body: bytes) -> None:
    # In steps: decoded as a whole, one odd character makes it four times as large.
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(body), _STEP):
        decoder.decode(body[start : start + _STEP])


def _next(links: list[_Link]) -> str | None:
    return next((link.href for link in links if link.rel == "next"), None)
