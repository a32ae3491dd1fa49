"""The part of the page: choosing a day, seeing what changed, and never waiting for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from keptstore import KeptStore
from streamlit.testing.v1 import AppTest

from components.files.formats import BUTTONS
from components.since import ready as since_ready
from components.since.ready import likely_days, prepare_likely, ready_since
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.since.changes import changes_since
from data_loaders.since.records import Since

WW = ("GM0202", "2026MM01", "WW")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    since_ready._MADE.clear()
    yield
    since_ready._MADE.clear()


def page() -> AppTest:
    def show() -> None:
        from components.screens.beraad_since import show_since

        show_since()

    return AppTest.from_function(show, default_timeout=60)


def html(app: AppTest) -> str:
    return "".join(item.proto.body for item in app.get("html"))


def test_nothing_is_chosen_to_begin_with_and_that_is_explained(kept: KeptStore) -> None:
    app = page().run()
    assert not app.exception
    assert "Kies de dag van het vorige beraad" in html(app)
    assert "sinds" not in app.query_params
    assert app.text_input[0].label == "Datum van het vorige beraad"


def test_day_goes_to_the_link_and_what_changed_is_shown(kept: KeptStore) -> None:
    kept.benefits(date(2026, 6, 1), months=2)
    kept.benefits(date(2026, 8, 1), months=3, changes={WW: 990.0})
    app = page().run()
    app.text_input[0].set_value("1 juli 2026").run()
    for _ in range(100):
        if "Herziene cijfers" in html(app):
            break
        time.sleep(0.1)
        app.run()
    assert not app.exception
    assert app.query_params["sinds"] == "2026-07-01"
    assert "990 mensen (voorlopig)" in html(app)
    assert "Wat hier niet te zeggen is" in html(app)
    assert len(app.get("download_button")) == len(BUTTONS)


def test_link_opens_with_its_day(kept: KeptStore) -> None:
    app = page()
    app.query_params["sinds"] = "2026-07-01"
    app.run()
    assert app.text_input[0].value == "01-07-2026"
    assert "Kies de dag" not in html(app)


@pytest.mark.parametrize("text", ["morgen", "2031-01-01", "<script>", "31-02-2026"])
def test_what_is_no_day_is_told_and_stays_out_of_the_link(text: str, kept: KeptStore) -> None:
    app = page()
    app.query_params["sinds"] = text
    app.run()
    assert not app.exception
    assert app.text_input[0].value == ""
    app.text_input[0].set_value(text).run()
    assert "Dit is geen dag van 2000 tot vandaag" in html(app)
    assert "<script>" not in html(app)


def test_likely_day_takes_one_press(kept: KeptStore) -> None:
    app = page().run()
    app.button[0].click().run()
    assert app.query_params["sinds"] == likely_days(dutch_today())[0].isoformat()


def test_page_does_not_wait_while_it_is_worked_out(
    kept: KeptStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def slow(day: date, today: date) -> Since:
        assert go.wait(30)
        return changes_since(day, today)

    monkeypatch.setattr(since_ready, "changes_since", slow)
    app = page()
    app.query_params["sinds"] = "2026-07-01"
    try:
        app.run()
        assert not go.is_set()  # who waits for the answer, waits until this test gives up
        assert "Dit wordt uitgerekend" in html(app)
    finally:
        go.set()
    assert ready_since(date(2026, 7, 1), dutch_today(), patience_s=30)
    app.run()
    assert "Dit wordt uitgerekend" not in html(app)


def test_answers_are_kept_up_to_a_number_and_made_anew_when_data_change(kept: KeptStore) -> None:
    today = date(2026, 11, 21)
    first = ready_since(date(2026, 7, 1), today, patience_s=30)
    assert first is ready_since(date(2026, 7, 1), today, patience_s=30)
    kept.benefits(date(2026, 8, 1), months=3)
    assert ready_since(date(2026, 7, 1), today, patience_s=30) is not first
    for back in range(since_ready.MOST + 3):
        assert ready_since(today - timedelta(days=back), today, patience_s=30)
    assert len(since_ready._MADE) == since_ready.MOST


def test_too_many_at_once_wait_their_turn(kept: KeptStore, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    monkeypatch.setattr(since_ready, "changes_since", lambda *_: go.wait(30))
    monkeypatch.setattr(since_ready, "since_html", lambda _: "")
    try:
        for back in range(40):
            day = date(2026, 7, 1) - timedelta(days=back)
            assert ready_since(day, date(2026, 11, 21), patience_s=0) is None
        assert len(since_ready._MADE) == since_ready.MOST
    finally:
        go.set()


def test_day_to_come_is_refused_and_not_remembered(kept: KeptStore) -> None:
    with pytest.raises(DataError, match="moet nog komen"):
        ready_since(date(2031, 1, 1), date(2026, 11, 21), patience_s=30)
    assert not since_ready._MADE


def test_likely_questions_are_worked_out_in_the_background(kept: KeptStore) -> None:
    prepare_likely()
    deadline = time.monotonic() + 30
    while len(since_ready._MADE) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    for day in likely_days(dutch_today()):
        assert ready_since(day, dutch_today(), patience_s=30)
