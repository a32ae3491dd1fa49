"""A visitor without a browser: Streamlit's own protocol over a websocket.

It does what Streamlit's page does: the first run names the page and the query of the
address, later runs name the page by its hash and tell which large messages are still known.
Widget values travel in the query, as our widgets are bound to it.
"""

from __future__ import annotations

import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.servers import BenchError, Server
from components.screens.frame import FAILED as TOLD

RUN_SECONDS = 30.0
FAILED = TOLD.encode()
CHART = "vega_lite_chart"
# How GeoJSON and TopoJSON give themselves away in the text of a chart.
SHAPES = (b'"coordinates"', b'"arcs"')
# More messages than any page sends: a run that passes this never ends.
MAX_MESSAGES = 5000


@dataclass(frozen=True)
class Run:
    """One run of the script: wall time in ms from request to end, and what came back."""

    ms: float
    frames: tuple[bytes, ...]
    elements: Counter[str]

    @property
    def size(self) -> int:
        """Return the unpacked size of the answer in bytes."""
        return sum(len(frame) for frame in self.frames)


@dataclass
class Visitor:
    """One session at a server, on one page."""

    socket: ClientConnection
    place: str
    page: str
    query: str
    page_hash: str = ""
    known: dict[str, str] = field(default_factory=dict)

    def run(self) -> Run:
        """Ask for a run and wait for its end. Raises BenchError when the page shows an error."""
        request = self._request()
        started = time.perf_counter()
        self.socket.send(request)
        frames: list[bytes] = []
        elements: Counter[str] = Counter()
        for _ in range(MAX_MESSAGES):
            frame = self._receive()
            frames.append(frame)
            message = ForwardMsg.FromString(frame)
            if _is_end(message):
                break
            elements.update(self._element_of(message))
        else:
            raise BenchError(f"{self.place}: een run houdt niet op")
        ms = (time.perf_counter() - started) * 1000
        if elements["exception"] or any(FAILED in frame for frame in frames):
            raise BenchError(f"{self.place}: de pagina toont een foutmelding")
        return Run(ms, tuple(frames), elements)

    def clear_cache(self) -> None:
        """Clear Streamlit's caches for everyone, as any anonymous visitor can."""
        self.socket.send(BackMsg(clear_cache=True).SerializeToString())

    def _receive(self) -> bytes:
        try:
            frame = self.socket.recv(timeout=RUN_SECONDS)
        except TimeoutError as problem:
            raise BenchError(f"{self.place}: geen antwoord binnen {RUN_SECONDS:.0f} s") from problem
        return frame if isinstance(frame, bytes) else frame.encode()

    def _request(self) -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string = self.query
        run.page_script_hash = self.page_hash
        run.page_name = "" if self.page_hash else self.page
        run.cached_message_hashes.extend(self.known)
        run.context_info.timezone = "Europe/Amsterdam"
        run.context_info.locale = "nl-NL"
        run.context_info.color_scheme = "light"
        return bytes(message.SerializeToString())

    def _element_of(self, message: ForwardMsg) -> list[str]:
        """Return the kind of element a message brings, and remember what the server repeats."""
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "page_not_found":
            raise BenchError(f"{self.place}: de pagina bestaat niet")
        elif kind == "ref_hash":
            return [self.known.get(message.ref_hash, "")]
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element.WhichOneof("type") or ""
            if message.metadata.cacheable:
                self.known[message.hash] = element
            return [element]
        return []


def has_shapes(message: bytes) -> bool:
    """Return whether the coordinates of shapes are in a message."""
    return any(mark in message for mark in SHAPES)


def _is_end(message: ForwardMsg) -> bool:
    """Return whether a run ended; one cut off by `st.rerun` is followed by another."""
    done = message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    return message.WhichOneof("type") == "script_finished" and done


@contextmanager
def visit(server: Server, page: str = "", query: str = "", source: str = "") -> Iterator[Visitor]:
    """Open a session at `/<page>?<query>`; the query as in an address bar, not escaped.

    `source` is an address of this machine, where the visitor comes from.
    """
    with connect(
        f"ws://{server.address}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        sock=_connect(server.address, source) if source else None,
    ) as connection:
        yield Visitor(connection, f"{server.name} /{page}?{query}", page, query)


def _connect(address: str, source: str) -> socket.socket:
    host, _, port = address.partition("/")[0].rpartition(":")
    return socket.create_connection((host, int(port)), source_address=(source, 0))
