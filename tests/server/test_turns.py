"""Turns: a few at once, one client after another, and nobody keeps a turn for ever."""

from __future__ import annotations

import asyncio

import pytest
from sitework import rerun, run_apart
from starlette.types import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from endpoints.guard import runs
from endpoints.guard.connections import Listening
from endpoints.guard.runs import Runs
from endpoints.http.clients import Bucket
from endpoints.http.errors import BusyError
from endpoints.http.turns import Turns

RUN: Message = {"type": "websocket.receive", "bytes": rerun()}
GONE: Message = {"type": "websocket.disconnect", "code": 1001}


def ended(status: int) -> bytes:
    return bytes(ForwardMsg(script_finished=status).SerializeToString())


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_clients_come_up_one_after_another() -> None:
    order: list[str] = []

    async def work() -> None:
        turns = Turns(1, 100, 100)

        async def one(client: str) -> None:
            async with turns.turn(client):
                order.append(client)
                await asyncio.sleep(0)

        await turns.enter("eerst")
        waiting = [asyncio.create_task(one("veel")) for _ in range(4)]
        await settled()
        waiting += [asyncio.create_task(one(name)) for name in ("een", "twee", "een")]
        await settled()
        assert (turns.under_way, turns.length) == (1, 7)
        turns.leave("eerst")
        await asyncio.gather(*waiting)
        assert (turns.under_way, turns.length) == (0, 0)

    run_apart(work())
    assert order == ["veel", "een", "twee", "veel", "een", "veel", "veel"]


def test_too_many_are_sent_away_and_leave_no_trace() -> None:
    async def work() -> None:
        turns = Turns(1, 2, 2)
        await turns.enter("een")
        waiting = asyncio.create_task(turns.enter("een"))
        await settled()
        with pytest.raises(BusyError) as own:
            await turns.enter("een")
        assert own.value.status == 429
        other = asyncio.create_task(turns.enter("twee"))
        await settled()
        with pytest.raises(BusyError) as full:
            await turns.enter("drie")
        assert full.value.status == 503
        waiting.cancel()
        await settled()
        turns.leave("een")
        await other
        turns.leave("twee")
        assert (turns.under_way, turns.length) == (0, 0)
        await turns.enter("een")

    run_apart(work())


def test_a_turn_that_comes_to_who_has_just_left_goes_on_to_the_next() -> None:
    async def work() -> None:
        turns = Turns(1, 9, 9)
        await turns.enter("een")
        gone = asyncio.create_task(turns.enter("twee"))
        waits = asyncio.create_task(turns.enter("drie"))
        await settled()
        turns.leave("een")
        gone.cancel()  # its turn is there, but it does not know that yet
        await waits
        turns.leave("drie")
        assert turns.under_way == 0

    run_apart(work())


def test_a_run_keeps_its_turn_until_it_has_ended() -> None:
    async def work() -> None:
        turns, sent = Turns(1, 9, 9), []

        async def send(message: Message) -> None:
            sent.append(message)

        run = Runs("een", turns)
        tell = run.watched(send)
        await run.begin()
        await run.begin()  # it starts again in the turn it has
        assert turns.under_way == 1
        for content in (b"", b"\xff", b"x" * 5000, ended(ForwardMsg.FINISHED_EARLY_FOR_RERUN)):
            await tell({"type": "websocket.send", "bytes": content})
            assert turns.under_way == 1
        await tell({"type": "websocket.send", "bytes": ended(ForwardMsg.FINISHED_SUCCESSFULLY)})
        assert turns.under_way == 0
        run.end()
        assert turns.under_way == 0
        assert len(sent) == 5

    run_apart(work())


def test_a_run_that_does_not_end_lets_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "LONGEST_RUN_S", 0.01)

    async def work() -> None:
        turns = Turns(1, 9, 9)
        await Runs("een", turns).begin()
        await asyncio.wait_for(Runs("twee", turns).begin(), 30)

    run_apart(work())


@pytest.mark.parametrize("next_message", [RUN, GONE])
def test_who_leaves_while_waiting_is_not_run(next_message: Message) -> None:
    """What it sends meanwhile is heard after its turn has come; when it leaves, nothing runs."""

    async def work() -> list[Message]:
        turns = Turns(1, 9, 9)
        await turns.enter("ander")
        coming = [RUN, next_message, GONE]
        heard: list[Message] = []

        async def receive() -> Message:
            return coming.pop(0)

        async def send(_message: Message) -> None:
            pass

        ear = Listening(receive, send, Bucket(0, 0), Runs("een", turns))
        hearing = asyncio.create_task(ear.receive())
        for _ in range(5):
            await asyncio.sleep(0.01)
        if not hearing.done():
            turns.leave("ander")
        heard.append(await hearing)
        while heard[-1]["type"] == "websocket.receive":
            heard.append(await ear.receive())
        return heard

    heard = run_apart(work())
    assert len(heard) == (3 if next_message is RUN else 1)
    assert heard[-1] == GONE
