"""The log: what must be mended, with time, level and request; bounded, and not who came by."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST: ContextVar[str] = ContextVar("REQUEST", default="-")
LINE = "%(asctime)s %(levelname)s %(request)s %(name)s: %(message)s"
# Of the same fault so many are written a minute; of all together a good deal more.
SAME_A_MINUTE, ALL_A_MINUTE = 10, 300
MINUTE_S = 60.0
# Loggers that bring their own ways; one of them writes down every visitor.
OTHERS = ("streamlit", "uvicorn", "websockets", "asyncio")
VISITORS = "uvicorn.access"


class FewOfEach(logging.Filter):
    """Lets through the first lines of each fault in a minute, and says how many it held back.

    Who floods the server with what cannot be understood, would fill its disk otherwise.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with an empty minute."""
        super().__init__()
        self.clock, self.since = clock, clock()
        self.seen: dict[tuple[object, ...], int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a line is written."""
        if self.clock() - self.since >= MINUTE_S:
            held_back = sum(self.seen.values()) - self._written()
            self.since, self.seen = self.clock(), {}
            if held_back:
                record.msg = f"(vorige minuut {held_back} regels weggelaten) {record.msg}"
        kind = (record.name, record.lineno, record.exc_info and record.exc_info[0])
        self.seen[kind] = self.seen.get(kind, 0) + 1
        return self.seen[kind] <= SAME_A_MINUTE and self._written() <= ALL_A_MINUTE

    def _written(self) -> int:
        return sum(min(count, SAME_A_MINUTE) for count in self.seen.values())


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.request = REQUEST.get()
        return super().format(record)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request": REQUEST.get(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start_logs(as_json: bool, stream: TextIO = sys.stderr) -> None:
    """Let everything in this process write to one place, in one form.

    Called when everything is loaded: Streamlit gives each of its loggers a handler of its own,
    and turns on the log of visitors while it starts.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Json() if as_json else _Text(LINE))
    handler.addFilter(FewOfEach())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.partition(".")[0] in OTHERS and isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.WARNING)
    logging.getLogger(VISITORS).disabled = True


def tell_operator(lines: Sequence[str], as_json: bool) -> None:
    """Tell the operator what is no fault, on standard output and in the form of the log."""
    for line in lines:
        record = logging.makeLogRecord({"name": "monitor", "levelname": "INFO", "msg": line})
        print(_Json().format(record) if as_json else line, flush=True)


class RequestIds:
    """ASGI middleware that gives each request an id, for the log and in `X-Request-ID`."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on under its id."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        number = secrets.token_hex(6)
        token = REQUEST.set(number)

        async def numbered(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"x-request-id", number.encode())]
            await send(message)

        try:
            await self.app(scope, receive, numbered if scope["type"] == "http" else send)
        finally:
            REQUEST.reset(token)
