"""What the measurement of several processes says of what it found."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from bench.load import loopback_address
from bench.nginx import shipped_site
from bench.report import Row
from bench.scaling import Rate, Stay, _adds, _limits_of_kill


def test_configuration_that_ships_goes_before_any_number_of_servers() -> None:
    for ports in ([9001], [9001, 9002], [9001, 9002, 9003]):
        text = shipped_site(9000, ports)
        lines = [line.strip() for line in text.splitlines() if " server 127.0.0.1:" in line]
        checked = "max_fails=1 fail_timeout=5s;  # change"
        assert lines == [f"server 127.0.0.1:{port} {checked}" for port in ports]
        assert "listen 127.0.0.1:9000;" in text
        assert "hash $remote_addr consistent;" in text


def test_each_visitor_has_an_address_of_its_own() -> None:
    found = [loopback_address(number) for number in range(1000)]
    assert len(set(found)) == 1000
    assert all(one.split(".")[3] not in ("0", "255") for one, _ in pairwise(found))


@pytest.mark.parametrize(("factor", "passed"), [(1.5, True), (1.2, False)])
def test_a_second_process_is_held_against_what_the_machine_can_give(
    factor: float, passed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    ceiling = Rate(100, 0.95).ceiling
    assert ceiling == 1.9
    budget = _adds("tegels", Row("", "aantal", 100, 100 * factor), ceiling)
    assert (budget.passed, budget.found) == (passed, f"{factor:.2f} x".replace(".", ","))


def test_who_lost_more_than_a_reload_is_counted() -> None:
    assert all(b.passed for b in _limits_of_kill(Counter({"200": 9, "304": 2}), Stay(9, 4, 0)))
    tiles, pages = _limits_of_kill(Counter({"200": 9, "502": 2, "geen antwoord": 1}), Stay(9, 4, 3))
    assert (tiles.passed, tiles.found) == (False, "2 x 502, 1 x geen antwoord")
    assert (pages.passed, pages.found) == (False, "3 keer opnieuw laden zonder pagina")
