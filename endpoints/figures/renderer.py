"""Drawings out of specifications, by a process of its own that may die without harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import IO

from endpoints.http.errors import RenderError

WORKER = Path(__file__).with_name("render_worker.py")
DONE = b"+"  # what the worker puts before a drawing
PATIENCE_S = 20.0
LIFETIME = 400
"""Drawings after which a process is replaced: it grows a little with each."""


class Renderer:
    """One process that draws, started when first needed; one order at a time."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        """Start nothing yet. An order that takes longer than `patience_s` is given up."""
        self._patience_s = patience_s
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def svg(self, spec: str) -> str:
        """Return the SVG of a Vega-Lite specification (JSON). Raises RenderError."""
        return self._order("svg", spec).decode("utf-8")

    def png(self, svg: str) -> bytes:
        """Return an SVG as PNG at twice its size. Raises RenderError."""
        return self._order("png", svg)

    def pdf(self, handout: str) -> bytes:
        """Return a handout, the data of its template (JSON), as PDF. Raises RenderError."""
        return self._order("pdf", handout)

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._stop()

    def _order(self, make: str, source: str) -> bytes:
        order = json.dumps({"make": make, "from": source}).encode("utf-8") + b"\n"
        with self._lock:
            try:
                mark, answer = self._ask(self._running(), order)
            except (OSError, EOFError, RuntimeError) as error:  # no process, no thread, no answer
                self._stop()
                raise RenderError("het tekenen is afgebroken") from error
        if mark != DONE:
            raise RenderError(answer.decode("utf-8", "replace"))
        return answer

    def _ask(self, process: subprocess.Popen[bytes], order: bytes) -> tuple[bytes, bytes]:
        """Return what a process answers; it is ended when that takes too long."""
        assert process.stdin
        assert process.stdout
        timer = Timer(self._patience_s, process.kill)
        timer.start()
        try:
            process.stdin.write(order)
            process.stdin.flush()
            return _read(process.stdout)
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        """Return the process, a new one when there is none or it has drawn enough."""
        if self._process and (self._process.poll() is not None or self._made >= LIFETIME):
            self._stop()
        if self._process is None:
            self._process, self._made = _start(), 0
        self._made += 1
        return self._process

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()
        self._process = None


def _start() -> subprocess.Popen[bytes]:
    """Start a process that draws. It ends by itself when this one is gone."""
    return subprocess.Popen(
        [sys.executable, "-P", str(WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"TZ": "UTC"},  # days are days, wherever the server stands
    )


def _read(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    head = _exactly(pipe, 5)
    return head[:1], _exactly(pipe, int.from_bytes(head[1:], "big"))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    found = pipe.read(size)
    if len(found) != size:
        raise EOFError
    return found
