"""Answers that are kept: within their memory, made once, fairly, and never longer than allowed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from endpoints.http import answer_cache
from endpoints.http.answer_cache import AnswerCache, Asker
from endpoints.http.answers import Answer, answer_of
from endpoints.http.clients import Bucket
from endpoints.http.errors import BusyError


def made(text: str, status: int = 200) -> Answer:
    return answer_of(text, "text/plain", status)


def on_loop(work: Callable[[], Awaitable[None]]) -> None:
    """Run a coroutine on a loop of its own: a browser may have one in this thread."""

    async def run() -> None:
        await work()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result(60)


@contextmanager
def held() -> Iterator[tuple[Callable[[], Answer], threading.Event, threading.Event]]:
    """Give a `make` that tells when it begins, and goes on until it may."""
    begun, release = threading.Event(), threading.Event()

    def slow() -> Answer:
        begun.set()
        release.wait(30)
        return made("traag")

    try:
        yield slow, begun, release
    finally:
        release.set()


async def until(event: threading.Event) -> None:
    assert await asyncio.to_thread(event.wait, 30)


async def settled() -> None:
    """Let everything that can go on without waiting go on."""
    for _ in range(50):
        await asyncio.sleep(0.002)


def test_an_answer_is_made_once_for_all_who_ask_at_the_same_time() -> None:
    calls = []

    async def work() -> None:
        with held() as (slow, begun, release):

            def counted() -> Answer:
                calls.append(1)
                return slow()

            cache = AnswerCache()
            asked = [asyncio.create_task(cache.answer("a", lambda: 1, counted)) for _ in range(20)]
            await until(begun)
            release.set()
            assert {answer.body for answer in await asyncio.gather(*asked)} == {b"traag"}

    on_loop(work)
    assert len(calls) == 1


def test_an_answer_stays_until_the_data_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "TRUSTED_S", 0.0)
    version, calls = [1], []

    def make() -> Answer:
        calls.append(version[0])
        return made(str(version[0]))

    async def work() -> None:
        cache = AnswerCache()
        for _ in range(3):
            await cache.answer("a", lambda: version[0], make)
        version[0] = 2
        assert (await cache.answer("a", lambda: version[0], make)).body == b"2"

    on_loop(work)
    assert calls == [1, 2]


def test_an_answer_is_ready_only_shortly_after_it_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work() -> None:
        cache = AnswerCache()
        assert cache.ready("a") is None
        await cache.answer("a", lambda: 1, lambda: made("x"))
        assert cache.ready("a") is not None
        monkeypatch.setattr(answer_cache, "TRUSTED_S", -1.0)
        assert cache.ready("a") is None

    on_loop(work)


def test_the_oldest_answers_leave_when_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        cache = AnswerCache(memory=1000)
        for number in range(10):
            await cache.answer(number, lambda: 1, lambda: made("x" * 300))
        assert [number for number in range(10) if cache.ready(number)] == [7, 8, 9]
        monkeypatch.setattr(answer_cache, "TRUSTED_S", -1.0)  # an answer in use outlives others
        await cache.answer(7, lambda: 1, lambda: made("x" * 300))
        await cache.answer(10, lambda: 1, lambda: made("x" * 300))
        monkeypatch.setattr(answer_cache, "TRUSTED_S", 60.0)
        assert [number for number in range(11) if cache.ready(number)] == [7, 9, 10]

    on_loop(work)


def test_refusals_and_failures_are_not_kept() -> None:
    def fail() -> Answer:
        raise ValueError

    async def work() -> None:
        cache = AnswerCache()
        await cache.answer("no", lambda: 1, lambda: made("nee", 404))
        assert cache.ready("no") is None
        with pytest.raises(ValueError):
            await cache.answer("fout", lambda: 1, fail)
        assert (await cache.answer("fout", lambda: 1, lambda: made("x"))).body == b"x"

    on_loop(work)


def test_very_large_answers_are_sent_but_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "LARGEST", 10)

    async def work() -> None:
        cache = AnswerCache()
        assert len((await cache.answer("a", lambda: 1, lambda: made("x" * 100))).body) == 100
        assert cache.ready("a") is None

    on_loop(work)


def test_too_many_in_all_are_sent_away_and_too_many_of_one_are_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work() -> None:
        with held() as (slow, _, release):
            cache = AnswerCache(waiting=5, of_one=3)

            def ask(key: object, client: str) -> asyncio.Task[Answer]:
                return asyncio.create_task(cache.answer(key, lambda: 1, slow, Asker(client)))

            asked = [ask(number, "een") for number in range(3)]
            await settled()
            with pytest.raises(BusyError) as own:
                await ask("meer", "een")
            assert own.value.status == 429
            asked += [ask(number, "twee") for number in (10, 11)]
            await settled()
            with pytest.raises(BusyError) as all_of_them:
                await ask("meer", "drie")
            assert all_of_them.value.status == 503
            release.set()
            await asyncio.gather(*asked)
            assert (await ask("meer", "een")).body == b"traag"

    on_loop(work)


def test_who_asks_for_one_does_not_wait_for_who_asks_for_many() -> None:
    order: list[str] = []

    async def work() -> None:
        with held() as (slow, begun, release):
            cache = AnswerCache(at_once=1)

            def ask(key: str, client: str) -> asyncio.Task[Answer]:
                def make() -> Answer:
                    order.append(key)
                    return made(key)

                return asyncio.create_task(cache.answer(key, lambda: 1, make, Asker(client)))

            first = asyncio.create_task(cache.answer("eerst", lambda: 1, slow, Asker("veel")))
            await until(begun)
            asked = [ask(f"veel {number}", "veel") for number in range(20)]
            await settled()
            asked.append(ask("mijne", "weinig"))
            await settled()
            release.set()
            await asyncio.gather(first, *asked)

    on_loop(work)
    assert order.index("mijne") <= 1


def test_what_nobody_waits_for_is_not_made() -> None:
    calls = []

    async def work() -> None:
        with held() as (slow, begun, release):
            cache = AnswerCache(at_once=1)
            first = asyncio.create_task(cache.answer("eerst", lambda: 1, slow))
            await until(begun)

            def make() -> Answer:
                calls.append(1)
                return made("x")

            gone = [
                asyncio.create_task(cache.answer(key, lambda: 1, make)) for key in ("a", "a", "b")
            ]
            stays = asyncio.create_task(cache.answer("b", lambda: 1, make))
            await settled()
            for task in gone:
                task.cancel()
            await settled()
            release.set()
            assert (await stays).body == b"x"
            await first
            assert (await cache.answer("a", lambda: 1, make)).body == b"x"

    on_loop(work)
    assert len(calls) == 2  # "b" for who stayed, and "a" for who asked anew


def test_what_is_kept_does_not_wait_for_drawings_nor_for_a_check_that_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answer_cache, "TRUSTED_S", -1.0)

    async def work() -> None:
        with held() as (slow, begun, release):
            cache, version = AnswerCache(at_once=1), [1]
            await cache.answer("a", lambda: version[0], lambda: made("kort"))
            drawing = asyncio.create_task(cache.answer("eerst", lambda: 1, slow))
            await until(begun)
            assert (await cache.answer("a", lambda: version[0], lambda: made("x"))).body == b"kort"
            checked = threading.Event()

            def slow_mark() -> int:
                checked.wait(30)
                return version[0]

            kept = await cache.answer("a", slow_mark, lambda: made("nieuw"))
            assert kept.body == b"kort"
            version[0] = 2  # what has changed is not given any more, once that is known
            checked.set()
            newest = asyncio.create_task(
                cache.answer("a", lambda: version[0], lambda: made("nieuw"))
            )
            release.set()
            await drawing
            assert (await newest).body == b"nieuw"

    on_loop(work)


def test_a_client_pays_for_what_its_answers_cost_and_not_for_what_is_kept() -> None:
    async def work() -> None:
        cache, now = AnswerCache(), [0.0]
        asker = Asker("een", Bucket(rate=1, size=2, clock=lambda: now[0]))

        def costly() -> Answer:
            return made("duur")

        await cache.answer("a", lambda: 1, costly, asker)
        assert asker.pays is not None
        asker.pays.spend(5)
        with pytest.raises(BusyError) as refused:
            await cache.answer("b", lambda: 1, costly, asker)
        assert refused.value.status == 429
        assert (await cache.answer("a", lambda: 1, costly, asker)).body == b"duur"
        assert (await cache.answer("b", lambda: 1, costly, Asker("twee"))).body == b"duur"
        now[0] = 10.0
        assert (await cache.answer("c", lambda: 1, costly, asker)).body == b"duur"

    on_loop(work)
