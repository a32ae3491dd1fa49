"""The process that draws: it may fail, hang or die, and the next drawing is there."""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from faultserver import FaultServer
from publishcases import ROOT, Page
from starlette.requests import Request

from components.render.svg import slim
from endpoints.figures import drawings
from endpoints.figures import renderer as module
from endpoints.figures.renderer import Renderer
from endpoints.figures.tile import plan_tile
from endpoints.http.errors import RenderError

SPEC = '{"data":{"values":[{"a":1}]},"mark":"bar","encoding":{"x":{"field":"a"}}}'


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    made = Renderer()
    yield made
    made.close()


@pytest.mark.parametrize("library", ["vl_convert", "typst"])
def test_the_server_itself_never_loads_the_library_that_draws(library: str) -> None:
    """One would hold Python's lock for as long as a drawing takes, the other its memory."""
    code = f"import endpoints.publish, sys; sys.exit('{library}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_equal_specifications_give_equal_drawings(renderer: Renderer) -> None:
    first, again = renderer.svg(SPEC), renderer.svg(SPEC)
    assert first == again and first.startswith("<svg")


def test_a_drawing_does_not_tell_what_was_drawn_before_it(renderer: Renderer) -> None:
    """Two servers, and two days of publishing, give the same bytes for the same figure."""
    color = '"x":{"field":"a"},"color":{"field":"a","type":"quantitative"}'
    spec = SPEC.replace('"x":{"field":"a"}', color).replace('"bar"', '{"type":"bar","clip":true}')
    first, again = renderer.svg(spec), renderer.svg(spec)
    assert first != again  # Vega counts on
    slimmed = slim(first, "b-", "serif")
    assert slimmed == slim(again, "b-", "serif")
    ids = re.findall(r' id="([^"]+)"', slimmed.inner)
    assert ids and set(re.findall(r"url\(#([^)]+)\)", slimmed.inner)) == set(ids)
    assert not set(ids) & set(re.findall(r' id="([^"]+)"', slim(first, "c-", "serif").inner))


def test_an_image_has_twice_the_size(renderer: Renderer) -> None:
    png = renderer.png('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>')
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (60, 40)


@pytest.mark.parametrize("spec", ["no json", '{"mark":"nothing-known"}', "[]", "{}"])
def test_what_cannot_be_drawn_harms_no_other_drawing(renderer: Renderer, spec: str) -> None:
    with pytest.raises(RenderError):
        renderer.svg(spec)
    assert renderer.svg(SPEC).startswith("<svg")


def test_nothing_is_fetched_for_a_drawing(renderer: Renderer) -> None:
    with FaultServer(lambda _request: pytest.fail("something was fetched")) as server:
        with pytest.raises(RenderError):
            renderer.svg(f'{{"data":{{"url":"{server.url}/x"}},"mark":"bar","encoding":{{}}}}')
        assert server.paths == []


def test_a_killed_process_is_replaced(renderer: Renderer) -> None:
    renderer.svg(SPEC)
    assert renderer._process
    os.kill(renderer._process.pid, signal.SIGKILL)
    renderer._process.wait(10)
    assert renderer.svg(SPEC).startswith("<svg")


def test_a_process_killed_while_it_draws_costs_one_drawing(renderer: Renderer) -> None:
    renderer.svg(SPEC)
    assert renderer._process
    os.kill(renderer._process.pid, signal.SIGSTOP)  # it hangs, so that the order is under way
    problems: list[BaseException] = []
    thread = threading.Thread(target=lambda: _note(problems, renderer))
    thread.start()
    time.sleep(0.1)
    os.kill(renderer._process.pid, signal.SIGKILL)
    thread.join(10)
    assert [type(problem) for problem in problems] == [RenderError]
    assert renderer.svg(SPEC).startswith("<svg")


def _note(problems: list[BaseException], renderer: Renderer) -> None:
    try:
        renderer.svg(SPEC)
    except RenderError as problem:
        problems.append(problem)


def test_a_hanging_process_is_given_up() -> None:
    impatient = Renderer(patience_s=0.3)
    try:
        _start_without_haste(impatient)
        os.kill(impatient._process.pid, signal.SIGSTOP)  # type: ignore[union-attr]
        with pytest.raises(RenderError):  # who waits for it, waits for ever
            impatient.svg(SPEC)
    finally:
        impatient.close()


def _start_without_haste(impatient: Renderer) -> None:
    impatient._patience_s = 20.0
    impatient.svg(SPEC)
    impatient._patience_s = 0.3


def test_a_process_is_replaced_after_its_lifetime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIFETIME", 2)
    short = Renderer()
    try:
        pids = []
        for _ in range(3):
            short.svg(SPEC)
            assert short._process
            pids.append(short._process.pid)
        assert pids[0] == pids[1] != pids[2]
    finally:
        short.close()


def test_the_process_ends_with_the_server() -> None:
    code = (
        "import os; from endpoints.figures.renderer import Renderer; r = Renderer();"
        f"r.svg('{SPEC}'); print(r._process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    pid = int(done.stdout)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and Path(f"/proc/{pid}").exists():
        time.sleep(0.05)
        if "Z" in _state(pid):
            return
    assert not Path(f"/proc/{pid}").exists()


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return "Z"


def test_a_tile_without_its_figure_still_has_its_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "WORKER", tmp_path / "is-er-niet.py")
    broken = Renderer()
    monkeypatch.setattr(drawings, "RENDERER", broken)
    request = Request(
        {"type": "http", "path": "/tegel/werkloosheid-nederland", "path_params": PARAMS, **SCOPE}
    )
    answer = plan_tile(request).make()
    broken.close()
    page = Page(gzip.decompress(answer.body).decode("utf-8"))
    assert answer.status == 503 and answer.headers["Cache-Control"] == "no-store"
    assert "De figuur is nu niet te tekenen" in page.words["p"]
    assert len(page.rows) > 5 and not page.all("svg")


PARAMS = {"path": "werkloosheid-nederland"}
SCOPE: dict[str, object] = {"method": "GET", "query_string": b"", "headers": []}
