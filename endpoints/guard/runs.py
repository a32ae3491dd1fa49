"""Scripts that run at once: few, and of one visitor after another.

Fifty scripts at once only fight for Python's lock: everybody waits for all of them.
"""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import Message, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from endpoints.http.turns import Turns

RUNS_AT_ONCE = 1
RUNS_WAITING = 1000
# A run that is not done by then no longer keeps others waiting; it goes on beside them.
LONGEST_RUN_S = 15.0
# The message that says that a run has ended is short; longer ones are not looked at.
SHORT = 512
QUIET_S = 60.0
TURNS = Turns(RUNS_AT_ONCE, RUNS_WAITING, RUNS_WAITING)


class Runs:
    """The runs of one connection: at most one turn at a time."""

    def __init__(self, client: str, turns: Turns = TURNS) -> None:
        """Take turns among all connections, on behalf of this client."""
        self.turns, self.client = turns, client
        self._timer: asyncio.TimerHandle | None = None

    async def begin(self) -> None:
        """Wait for a turn; a run that has one may start again in it. Raises BusyError."""
        if self._timer is None:
            await self.turns.enter(self.client)
            self._timer = asyncio.get_running_loop().call_later(LONGEST_RUN_S, self.end)

    def end(self) -> None:
        """End the turn, if there is one."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self.turns.leave(self.client)

    def watched(self, send: Send) -> Send:
        """Return `send`, ending the turn when the app says that its run has ended."""

        async def watch(message: Message) -> None:
            content = message.get("bytes") or b""
            if self._timer is not None and 0 < len(content) <= SHORT and _ends_run(content):
                self.end()
            await send(message)

        return watch


def _ends_run(content: bytes) -> bool:
    with suppress(DecodeError):
        message = ForwardMsg.FromString(content)
        is_end = message.WhichOneof("type") == "script_finished"
        return is_end and bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)
    return False


async def collect_when_quiet() -> None:
    """Collect garbage now and then, in a moment without a run; for ever.

    Streamlit would do so after every run, which costs more than the run (.streamlit/config.toml).
    """
    while True:
        await asyncio.sleep(QUIET_S)
        while TURNS.under_way:
            await asyncio.sleep(1)
        await asyncio.to_thread(gc.collect)
