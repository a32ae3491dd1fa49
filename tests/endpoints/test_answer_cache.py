"""Answers that are kept: within their memory, made once, and never longer than the data allow."""

from __future__ import annotations

import threading
import time

import pytest

from endpoints.http import answer_cache
from endpoints.http.answer_cache import AnswerCache, BusyError
from endpoints.http.answers import Answer, answer_of


def made(text: str, status: int = 200) -> Answer:
    return answer_of(text, "text/plain", status)


def test_an_answer_is_made_once_for_all_who_ask_at_the_same_time() -> None:
    cache, calls, release = AnswerCache(), [], threading.Event()

    def slow() -> Answer:
        calls.append(1)
        release.wait(10)
        return made("x")

    futures = [cache.make("a", lambda: 1, slow) for _ in range(20)]
    release.set()
    assert {future.result(10).body for future in futures} == {b"x"}
    assert len(calls) == 1


def test_an_answer_stays_until_the_data_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "TRUSTED_S", 0.0)
    cache, version, calls = AnswerCache(), [1], []

    def make() -> Answer:
        calls.append(version[0])
        return made(str(version[0]))

    for _ in range(3):
        cache.make("a", lambda: version[0], make).result(10)
    version[0] = 2
    assert cache.make("a", lambda: version[0], make).result(10).body == b"2"
    assert calls == [1, 2]


def test_an_answer_is_ready_only_shortly_after_it_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = AnswerCache()
    assert cache.ready("a") is None
    cache.make("a", lambda: 1, lambda: made("x")).result(10)
    assert cache.ready("a") is not None
    monkeypatch.setattr(answer_cache, "TRUSTED_S", -1.0)
    assert cache.ready("a") is None


def test_the_oldest_answers_leave_when_memory_is_full() -> None:
    cache = AnswerCache(memory=1000)
    for number in range(10):
        cache.make(number, lambda: 1, lambda: made("x" * 300)).result(10)
    kept = [number for number in range(10) if cache.ready(number)]
    assert kept == [7, 8, 9]


def test_an_answer_in_use_outlives_others(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = AnswerCache(memory=1000)
    for number in (0, 1, 2):
        cache.make(number, lambda: 1, lambda: made("x" * 300)).result(10)
    monkeypatch.setattr(answer_cache, "TRUSTED_S", -1.0)
    cache.make(0, lambda: 1, lambda: made("x" * 300)).result(10)
    cache.make(3, lambda: 1, lambda: made("x" * 300)).result(10)
    monkeypatch.setattr(answer_cache, "TRUSTED_S", 60.0)
    assert [number for number in range(4) if cache.ready(number)] == [0, 2, 3]


def test_refusals_and_failures_are_not_kept() -> None:
    cache = AnswerCache()
    cache.make("no", lambda: 1, lambda: made("nee", 404)).result(10)
    assert cache.ready("no") is None

    def fail() -> Answer:
        raise ValueError

    with pytest.raises(ValueError):
        cache.make("fout", lambda: 1, fail).result(10)
    assert cache.make("fout", lambda: 1, lambda: made("x")).result(10).body == b"x"


def test_very_large_answers_are_sent_but_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "LARGEST", 10)
    cache = AnswerCache()
    assert len(cache.make("a", lambda: 1, lambda: made("x" * 100)).result(10).body) == 100
    assert cache.ready("a") is None


def test_too_many_at_once_are_sent_away() -> None:
    cache, release = AnswerCache(waiting=3), threading.Event()

    def slow() -> Answer:
        release.wait(10)
        return made("x")

    futures = [cache.make(number, lambda: 1, slow) for number in range(3)]
    with pytest.raises(BusyError):
        cache.make("meer", lambda: 1, slow)
    release.set()
    assert all(future.result(10) for future in futures)
    for _ in range(3000):  # the place of the last one is free a moment after its answer
        if not cache._under_way:
            break
        time.sleep(0.01)
    assert cache.make("meer", lambda: 1, slow).result(10).body == b"x"
