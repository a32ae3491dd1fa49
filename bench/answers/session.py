"""One visitor in Chromium, and what Streamlit sent it: charts as they were asked, and files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from playwright.sync_api import Page, WebSocket
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.answers.files import READERS, digest
from bench.answers.site import Site
from bench.servers import BenchError

_POLL_MS, _STILL, _TRIES = 150, 3, 200
_STATE = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
  const done = app && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true], [data-testid*=Skeleton]')
    && charts.every(chart => chart.querySelector('svg g.mark-group, canvas.marks'));
  return [Boolean(done), app ? app.innerText : '', app ? app.querySelectorAll('*').length : 0,
    document.title, document.querySelectorAll('[data-testid=stException]').length];
}"""


class Session:
    """An open page. `elements` are what it shows now, by their place on it."""

    def __init__(self, page: Page, site: Site) -> None:
        """Listen to what the server sends."""
        self.page, self.site = page, site
        self.elements: dict[tuple[int, ...], Element] = {}
        self._before: dict[tuple[int, ...], Element] = {}
        self._known: dict[str, ForwardMsg] = {}
        self._begun = self._ended = 0
        page.on("websocket", self._listen)

    def open(self, path: str) -> None:
        """Go to a path of the site and wait until it stands still."""
        self.page.goto(f"{self.site.url}{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until every run has ended and the page stays the same for a moment."""
        shown, still = None, 0
        for _ in range(_TRIES):
            self.page.wait_for_timeout(_POLL_MS)
            state = self.page.evaluate(_STATE)
            quiet = state[0] and 0 < self._begun <= self._ended
            still = still + 1 if quiet and state == shown else 0
            shown = state
            if still == _STILL:
                return
        raise BenchError(f"{self.page.url}: de pagina komt niet tot rust")

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._receive)

    def _receive(self, frame: str | bytes) -> None:
        message = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
        if message.WhichOneof("type") == "ref_hash":
            place = tuple(message.metadata.delta_path)
            message = self._known[message.ref_hash]
        else:
            place = tuple(message.metadata.delta_path)
            self._known[message.hash] = message
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._begun += 1
            self._before, self.elements = self.elements, {}
        elif kind == "script_finished":
            self._ended += 1
            if message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
                self.elements = self._before | self.elements
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.elements[place] = message.delta.new_element

    def _of(self, kind: str) -> Iterator[Any]:
        """Return the elements of a kind in the order of the page."""
        for _, element in sorted(self.elements.items()):
            if element.WhichOneof("type") == kind:
                yield getattr(element, kind)

    def charts(self) -> list[str]:
        """Return the specification of every chart, in lines, with its alt text and data."""
        lines = []
        for number, chart in enumerate(self._of("vega_lite_chart"), start=1):
            lines += [f"== grafiek {number} alt={chart.alt!r}"]
            lines += [json.dumps(json.loads(chart.spec), ensure_ascii=False, indent=1)]
            lines += [f"gegevens {d.name} {digest(d.data.data)}" for d in chart.datasets]
        return lines

    def geometry(self) -> list[str]:
        """Return the addresses from which the charts take their shapes."""
        specs = [json.loads(chart.spec) for chart in self._of("vega_lite_chart")]
        return sorted({url for spec in specs for url in _urls(spec)})

    def files(self) -> Iterator[tuple[str, str]]:
        """Return the label and the content of every file that a button gives."""
        for button in self._of("download_button"):
            label = f"{button.label} ({button.help})" if button.help else str(button.label)
            if not button.url:
                yield label, "wordt pas bij de klik gemaakt"
                continue
            answer = self.site.ask(button.url)
            media = answer.headers.get("content-type", "").partition(";")[0]
            told = [str(answer.status), media, answer.headers.get("content-disposition", "")]
            told += [sha256(answer.body).hexdigest()]
            if reader := READERS.get(media):
                told += list(reader(answer.body))
            else:
                told += [answer.body.decode("utf-8", "replace")]
            yield label, "\n".join(told)


def _urls(spec: object) -> Iterator[str]:
    if isinstance(spec, dict):
        if isinstance(spec.get("url"), str):
            yield spec["url"]
        spec = list(spec.values())
    if isinstance(spec, list):
        for part in spec:
            yield from _urls(part)
