"""An answer as a text file: what it is, its digest, and its content in lines that diff well.

Two answers are equal when the digests are; the lines below are there to see what differs. What
a moment or a port leaves behind is masked, and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bench.answers.files import READERS, digest
from bench.answers.site import Answer
from bench.answers.wanted import Wanted

# Headers of the line, not of the answer: a moment, a length that the content has as well.
_UNTOLD = {"date", "content-length", "connection", "keep-alive", "transfer-encoding", "server"}
_LONGEST_NAME = 150
_LOOPBACK = ("127.0.0.1", "localhost")
_EXPIRES = re.compile(r"(?m)^Expires: .*$")  # security.txt: half a year from the day it is asked


class Masks:
    """Replaces where the server happened to stand, and moments that cannot be fixed."""

    def __init__(self, place: str) -> None:
        """Mask `place`, host:port."""
        host, _, port = place.partition(":")
        names = _LOOPBACK if host in _LOOPBACK else (host,)
        end = rf"(:|%3A){port}\b" if port else r"\b"  # also when it stands in a query
        self._place = re.compile(f"({'|'.join(map(re.escape, names))}){end}")

    def __call__(self, text: str) -> str:
        """Return a text without them."""
        return _EXPIRES.sub("Expires: MOMENT", self._place.sub("SITE", text))


def write(folder: Path, wanted: Wanted, answer: Answer, masks: Masks) -> None:
    """Keep an answer in its own file below `folder`."""
    put(folder, wanted.kind, masks(_name(wanted)), "\n".join(_lines(wanted, answer, masks)))


def put(folder: Path, kind: str, name: str, text: str) -> None:
    """Keep a text under a name of any length, that says what it is of."""
    safe = quote(name.lstrip("/").replace("/", "!") or "begin", safe="!=&,+-_. ")
    if len(safe) > _LONGEST_NAME:
        safe = f"{safe[:_LONGEST_NAME]}~{digest(name.encode())[:12]}"
    place = folder / kind / f"{safe}.txt"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("x", encoding="utf-8", newline="") as file:  # never two under one name
        file.write(text.rstrip("\n") + "\n")


def _name(wanted: Wanted) -> str:
    method = "" if wanted.method == "GET" else f"{wanted.method} "
    headers = "".join(f" {name}={value}" for name, value in wanted.headers.items())
    return f"{method}{wanted.path.lstrip('/')}{headers}"


def _lines(wanted: Wanted, answer: Answer, masks: Masks) -> Iterator[str]:
    yield f"{wanted.method} {masks(wanted.path)}"
    yield f"status: {answer.status}"
    for name, value in sorted(answer.headers.items()):
        if name not in _UNTOLD:
            yield f"{name}: {'ja' if name == 'etag' else masks(value)}"
    media = answer.headers.get("content-type", "").partition(";")[0]
    if answer.headers.get("content-encoding"):
        yield f"sha256: {digest(answer.body)}"
        return
    if reader := READERS.get(media):
        yield f"sha256: {digest(answer.body)}"
        yield ""
        yield from map(masks, reader(answer.body) if answer.body else ())
        return
    try:
        text = masks(answer.body.decode("utf-8"))
    except UnicodeDecodeError:
        yield f"sha256: {digest(answer.body)}, {len(answer.body)} bytes"
        return
    yield f"sha256: {digest(text.encode())}"
    yield ""
    yield readable(text, media)


def readable(text: str, media: str) -> str:
    """Return a text with a line for every tag or every value; what it says stays the same."""
    if media.endswith("json") and text:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=1)
    if media in {"text/html", "image/svg+xml", "application/xml"}:
        return text.replace("><", ">\n<").replace("</style>", "\n</style>").replace("}", "}\n")
    return text
