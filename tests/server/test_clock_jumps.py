"""A clock that is set, a year ahead or a day back, while the server is at work."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

import movingclock
import pytest
from sitework import Answer, Site, rerun, serving_site, wait_for_end

from data_loaders.agreements.measurement_rows import COLUMNS
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.link import deck_query
from endpoints.http.answer_cache import TRUSTED_S

DAY = 86_400
TILES = ("/tegel/agenda", "/tegel/doel/contact-jongeren", "/tegel/bevolking")
OTHERS = ("/", "/bronnen", "/readyz", "/deel/agenda", "/catalogus.ttl", "/sitemap.xml")
LEDGER = "M0001,contact-jongeren,{day},12,jongeren,een telling,beleidsadviseur,{day},,"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A measurement that was added today; after a jump back that is tomorrow."""
    path = tmp_path / "metingen.csv"
    row = LEDGER.format(day=dutch_today().isoformat())
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", "utf-8")
    return path


def test_the_clock_of_a_server_jumps_ahead_and_back(tmp_path: Path, ledger: Path) -> None:
    shift = tmp_path / "verschil"
    shift.write_text("0")
    command = [sys.executable, movingclock.__file__, str(shift), "server.py"]
    with serving_site(
        command, MONITOR_METINGEN=str(ledger), MONITOR_STORE=str(tmp_path),
        MONITOR_PROXIES="127.0.0.1", MONITOR_REQUESTS_PER_MINUTE="60", MONITOR_URL="https://monitor.voorbeeld.nl",
    ) as site, site.open() as session:  # fmt: skip
        before = everything(site)
        drain(site)
        drained = time.monotonic()
        for seconds in (365 * DAY, -DAY, 0):
            shift.write_text(str(seconds))
            time.sleep(TRUSTED_S + 0.2)
            day = dutch_today() + timedelta(seconds=seconds)
            # A token comes back each second; not a year of them.
            passed, since, drained = drain(site), drained, time.monotonic()
            assert passed <= drained - since + 5
            answers = everything(site)
            assert f" {day.year}" in answers[TILES[0]].body.decode()
            assert seconds <= 0 or not same(answers, before, TILES[0])
            assert seconds != 0 or all(same(answers, before, path) for path in TILES)
            for page in ("", "uitvoeringsagenda", "hca-doelen", "bronnen"):
                session.send(rerun(page))
                wait_for_end(session)
            deck = deck_query(
                Deck("", day, (DeckTile("agenda"), DeckTile("doel", "contact-jongeren")))
            )
            assert asked(site, f"/beraad/tonen?{deck}").status == 200
        assert "Traceback" not in site.log_text()


def asked(site: Site, path: str, client: str = "198.51.100.2", tag: str = "") -> Answer:
    return site.ask(path, headers={"X-Forwarded-For": client, "If-None-Match": tag})


def everything(site: Site) -> dict[str, Answer]:
    found = {path: asked(site, path) for path in (*TILES, *OTHERS)}
    assert {path: answer.status for path, answer in found.items()} == dict.fromkeys(found, 200)
    for path in TILES:
        assert asked(site, path, tag=found[path].headers["ETag"]).status == 304
    return found


def same(answers: dict[str, Answer], before: dict[str, Answer], path: str) -> bool:
    return answers[path].headers["ETag"] == before[path].headers["ETag"]


def drain(site: Site) -> int:
    """Ask until one client may ask no more; return how often it could."""
    count = 0
    while asked(site, TILES[2], "198.51.100.1").status == 200:
        count += 1
    return count
