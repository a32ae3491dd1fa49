"""From an answer on the line to bytes that are whole, small enough and of the right kind."""

from __future__ import annotations

import codecs
import io
import re

import msgspec
from requests import Response

from data_loaders.net.errors import SourceError, TransientError, status_error

_STEP = 64 * 1024
_JSON = re.compile(r"application/(.+\+)?json")
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


def read_answer(response: Response, host: str, limit: int) -> None:
    """Read the body of an answer, decoded in bounded steps, unless it points elsewhere.

    Raises SourceError unless it is a 200 with JSON of at most `limit` bytes, and what
    urllib3 raises when it is cut off or comes too late.
    """
    if response.is_redirect:
        return
    _check_head(response, host)
    with io.BytesIO() as body:  # closed, so that an error does not hold on to what was read
        while step := response.raw.read(_STEP, decode_content=True):
            if body.tell() + len(step) > limit:
                sentence = f"{host} geeft een antwoord van meer dan {limit // 2**20} MB."
                raise SourceError(sentence, "too_much", host, 200)
            body.write(step)
        response._content = body.getvalue().removeprefix(codecs.BOM_UTF8)


def _check_head(response: Response, host: str) -> None:
    if response.status_code != 200:
        raise status_error(response, host)
    media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not _JSON.fullmatch(media):
        given = "een webpagina" if "html" in media else "een ander soort bestand"
        sentence = f"{host} geeft {given} in plaats van cijfers."
        raise SourceError(sentence, "answer", host, 200)
    packing = response.headers.get("Content-Encoding", "").lower()
    if not {part.strip() for part in packing.split(",")} <= _ENCODINGS:
        sentence = f"{host} geeft een antwoord dat niet uit te pakken is."
        raise SourceError(sentence, "answer", host, 200)


def next_page(body: bytes, host: str) -> str | None:
    """Return the next page that a JSON answer names. Raises SourceError for broken JSON."""
    try:
        text = io.TextIOWrapper(io.BytesIO(body), "utf-8")
        while text.read(_STEP):  # as a whole, one odd character makes it four times as large
            pass
        msgspec.json.decode(body, type=msgspec.Raw)
        page = msgspec.json.decode(body, type=_Page)
    except msgspec.ValidationError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if "truncated" in str(error):
            sentence = f"{host} geeft maar een deel van het antwoord."
            raise TransientError(sentence, "answer", host, 200) from None
        raise unreadable(host) from None
    links = (link.href for link in page.links if link.rel == "next")
    return page.odata3 or page.odata4 or next(links, None)


def with_next_page(body: bytes, page: str) -> bytes:
    """Return a JSON answer that names `page` as its next one."""
    said = msgspec.json.decode(body)
    for name in _Page.__struct_encode_fields__:
        if said.get(name) and name != "links":
            said[name] = page
    for link in said.get("links") or ():
        if link.get("rel") == "next":
            link["href"] = page
    return msgspec.json.encode(said)


def unreadable(host: str) -> SourceError:
    """Return the error for an answer that is no sound JSON."""
    return SourceError(f"{host} geeft een antwoord dat niet te lezen is.", "answer", host, 200)
