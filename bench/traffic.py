"""What travels between a page and its server, from Chromium's own network events."""

from __future__ import annotations

import base64
import re
import time
import zlib
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.protocol import has_shapes

WEB = {"http", "https", "ws", "wss"}


class Traffic:
    """Counts of one page. Sizes in bytes."""

    def __init__(self, cdp: CDPSession, address: str) -> None:
        """Listen to a page of the server at `address` (host:port)."""
        self.address = address
        self.http_bytes = 0
        self.socket_bytes = 0
        self.socket_raw_bytes = 0
        self.requests = 0
        self.runs = 0
        self.foreign: set[str] = set()
        self.deck: set[str] = set()
        self.shapes = False
        self.open_requests: set[str] = set()
        self._cached: set[str] = set()
        self._last = time.monotonic()
        self._packer: _Packer | None = None
        handlers = {
            "requestWillBeSent": self._asked,
            "requestServedFromCache": self._from_memory,
            "responseReceived": self._answered,
            "loadingFinished": self._finished,
            "loadingFailed": self._failed,
            "webSocketCreated": self._socket_made,
            "webSocketHandshakeResponseReceived": self._socket_open,
            "webSocketFrameReceived": self._frame,
        }
        for name, handler in handlers.items():
            cdp.on(f"Network.{name}", handler)
        cdp.send("Network.enable")

    def quiet_ms(self) -> float:
        """Return how long ago anything travelled, in ms."""
        return (time.monotonic() - self._last) * 1000

    def _note_url(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in WEB and parts.netloc != self.address:
            self.foreign.add(parts.netloc)
        if "deckgl" in parts.path.lower():
            self.deck.add(parts.path.rpartition("/")[2])

    def _asked(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"]
        self._note_url(url)
        if urlsplit(url).scheme in WEB:
            self.open_requests.add(event["requestId"])
            self._last = time.monotonic()

    def _from_memory(self, event: dict[str, Any]) -> None:
        self._cached.add(event["requestId"])

    def _answered(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._cached.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if self._close(event) and event["requestId"] not in self._cached:
            self.requests += 1
            self.http_bytes += round(event["encodedDataLength"])

    def _failed(self, event: dict[str, Any]) -> None:
        self._close(event)

    def _close(self, event: dict[str, Any]) -> bool:
        known = event["requestId"] in self.open_requests
        self.open_requests.discard(event["requestId"])
        self._last = time.monotonic()
        return known

    def _socket_made(self, event: dict[str, Any]) -> None:
        self._note_url(event["url"])
        self.requests += 1

    def _socket_open(self, event: dict[str, Any]) -> None:
        headers = {k.lower(): v for k, v in event["response"]["headers"].items()}
        self._packer = _Packer(headers.get("sec-websocket-extensions", ""))

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        binary = frame["opcode"] == 2
        content = base64.b64decode(frame["payloadData"]) if binary else b""
        self._last = time.monotonic()
        self.socket_raw_bytes += len(content)
        self.socket_bytes += self._packer.size(content) if self._packer else len(content)
        self.shapes = self.shapes or has_shapes(content)
        if binary and ForwardMsg.FromString(content).WhichOneof("type") == "script_finished":
            self.runs += 1


class _Packer:
    """The size of messages as they went over the line.

    Chromium only tells the unpacked size, so the server's compression is done again, with
    the window that both sides agreed on.
    """

    def __init__(self, extensions: str) -> None:
        found = re.search(r"server_max_window_bits=(\d+)", extensions)
        self.fresh = "server_no_context_takeover" in extensions
        self.bits = int(found.group(1)) if found else 15
        self.packed = "permessage-deflate" in extensions
        self.state = self._new_state()

    def _new_state(self) -> Any:
        return zlib.compressobj(wbits=-self.bits, memLevel=5)

    def size(self, content: bytes) -> int:
        """Return the size of one message on the line in bytes."""
        if not self.packed:
            return len(content)
        if self.fresh:
            self.state = self._new_state()
        # The last four bytes of a flush are always the same and are not sent.
        return len(self.state.compress(content) + self.state.flush(zlib.Z_SYNC_FLUSH)) - 4
