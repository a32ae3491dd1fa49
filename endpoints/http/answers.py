"""One answer to a request: made once, sent in the way each client asks for it."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import Response

from endpoints.http.sending import best_coding, send_content

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


def respond(request: Request, answer: Answer) -> Response:
    """Return an answer as this client can have it: not changed, packed, or plain."""
    headers = dict(answer.headers)
    coding = best_coding(request.headers, ("gzip",)) if answer.packed else ""
    if answer.packed:
        headers["Vary"] = ", ".join(filter(None, [headers.get("Vary"), "Accept-Encoding"]))
    body = gzip.decompress(answer.body) if answer.packed and not coding else answer.body
    media_type = answer.media_type
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    if answer.tag:
        headers["ETag"] = f'{answer.tag[:-1]}-{coding}"' if coding else answer.tag
        return send_content(request.headers, body, media_type, headers, coding)
    if coding:
        headers["Content-Encoding"] = coding
    return Response(body, answer.status, headers | {"Content-Type": media_type})
