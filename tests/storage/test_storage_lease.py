"""The lease saves double work: one holder, freed at the end, taken over after its time."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sharedplace import Place

NOTE = "_lease.json"


def note(owner: str, seconds_from_now: float) -> bytes:
    return json.dumps({"owner": owner, "expires": time.time() + seconds_from_now}).encode()


def test_one_machine_holds_the_lease_and_its_end_frees_it(place: Place) -> None:
    with place.copy().lease(60, "een") as first:
        with place.copy().lease(60, "twee") as second:
            assert (first, second) == (True, False)
        with place.copy().lease(60, "drie") as third:  # the refused one freed nothing
            assert third is False
    assert place.paths() == []
    with place.copy().lease(60, "twee") as held:
        assert held


def test_error_inside_passes_through_and_frees_the_lease(place: Place) -> None:
    with pytest.raises(ZeroDivisionError), place.copy().lease(60, "een"):
        raise ZeroDivisionError
    assert place.paths() == []


LEFT = {
    "expired": lambda: note("ander", -1),
    "by a clock that is wrong": lambda: note("ander", 1e6),
    "by this process before a crash": lambda: note("ik", 30),
    "empty": lambda: b"",
    "damaged": lambda: b"{",
}


@pytest.mark.parametrize("left", LEFT)
def test_note_that_no_longer_counts_is_taken_over(place: Place, left: str) -> None:
    place.write(NOTE, LEFT[left]())
    with place.copy().lease(60, "ik") as held:
        assert held
        assert json.loads(place.read(NOTE))["owner"] == "ik"


def test_lease_that_another_took_over_is_left_to_it(place: Place) -> None:
    with place.copy().lease(60, "ik"):
        place.write(NOTE, note("ander", 30))
    assert json.loads(place.read(NOTE))["owner"] == "ander"


def test_of_machines_that_ask_at_once_one_gets_it(s3: Place) -> None:
    together = Barrier(4)

    def ask(owner: int) -> bool:
        copy = s3.copy()
        together.wait(timeout=60)
        with copy.lease(60, str(owner)) as held:
            together.wait(timeout=60)
            return held

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(ask, range(4))) == [False, False, False, True]
