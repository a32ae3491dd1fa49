"""The soak made short: what it watches, and that it sees what is wrong."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.servers import running
from bench.soak import Look, Soak, soak


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
def test_a_short_soak_of_the_product_leaves_nothing_behind() -> None:
    env = {"MONITOR_PROCESSES": "2"}
    with running("ons", lambda _: [sys.executable, "server.py"], env=env) as server:
        soak(server, 4, clients=40, visitors=4)  # what is kept has been made by then
        found = soak(server, 8, clients=40, visitors=10)
    assert found.statuses.total() > 10 and found.runs > 5  # how many is for the bench to say
    assert found.problems() == []


def test_what_grows_or_goes_wrong_is_said() -> None:
    flat = [Look(500, 100)] * 40
    assert Soak(Counter({"200": 9, "304": 1}), 5, [], flat).problems() == []
    grows = [Look(500 + 5 * n, 100 + n) for n in range(40)]
    said = Soak(Counter({"200": 9, "503": 2}), 5, ["een bezoeker van /x: weg"], grows).problems()
    assert said == [
        "2 tegels: 503",
        "een bezoeker van /x: weg",
        "geheugen van 572 naar 672 MB",
        "open bestanden van 114 naar 134",
    ]
