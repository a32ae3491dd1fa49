"""One answer to a request: made once, sent in the way each client asks for it."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

# A proxy may go on giving what it has while we are asked again, and for a week when we are down.
KEEP = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
NOT_KEPT = "no-store"
_WORTH_PACKING = 400  # bytes
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKED_ALREADY = ("image/png", "application/zip", "application/pdf", _OFFICE)


@dataclass(frozen=True)
class Answer:
    """An answer of which the content is final. `packed` tells that `body` is gzip."""

    body: bytes
    media_type: str
    status: int = 200
    packed: bool = False
    tag: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_kept(self) -> bool:
        """Whether the next one who asks may have this answer too."""
        return self.status == 200 and self.headers.get("Cache-Control") != NOT_KEPT


def answer_of(
    content: bytes | str,
    media_type: str,
    status: int = 200,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    """Return an answer with this content, packed when that helps. Equal content, equal tag."""
    body = content.encode("utf-8", "replace") if isinstance(content, str) else content
    packed = not media_type.startswith(_PACKED_ALREADY) and len(body) > _WORTH_PACKING
    kept = {
        "Cache-Control": KEEP if status == 200 else NOT_KEPT,
        "X-Content-Type-Options": "nosniff",
    }
    return Answer(
        gzip.compress(body, 6, mtime=0) if packed else body,
        media_type,
        status,
        packed,
        f'W/"{hashlib.sha256(body).hexdigest()[:24]}"' if status == 200 else "",
        kept | dict(headers),
    )


def strong_mark(body: bytes) -> str:
    """Return the ETag of these very bytes."""
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def respond(request: Request, answer: Answer) -> Response:
    """Return an answer as this client can have it: not changed, packed, or plain."""
    headers = dict(answer.headers)
    if answer.packed:
        headers["Vary"] = ", ".join(filter(None, [headers.get("Vary"), "Accept-Encoding"]))
    if answer.tag:
        headers["ETag"] = answer.tag
        if _has(request, answer.tag):
            return Response(status_code=304, headers=headers)
    body = answer.body
    if answer.packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    elif answer.packed:
        body = gzip.decompress(body)
    media_type = answer.media_type
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Response(body, answer.status, headers | {"Content-Type": media_type})


def _has(request: Request, tag: str) -> bool:
    """Tell whether the client has this content; whoever packed it in between, it is the same."""
    known = request.headers.get("if-none-match", "")
    bare = tag.removeprefix("W/")
    return known.strip() == "*" or bare in {
        part.strip().removeprefix("W/") for part in known.split(",")
    }
