"""Clocks that run ahead, here or at the source, stop nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from madetables import benefits
from refreshcases import NEW, NEWER, OLD, TABLE, Monitor, watch

from data_loaders.clock import dutch_date, dutch_today
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.default import default_store
from data_loaders.storage.state import SourceState


def test_state_of_a_clock_that_ran_ahead_does_not_stop_the_refreshing(fed: Monitor) -> None:
    ahead = datetime.now(UTC) + timedelta(days=20_000)
    state = SourceState(last_attempt=ahead, last_success=ahead, next_due=ahead)
    default_store().write_state(dataset_of(TABLE), state)
    fed.serve(benefits(4, modified=NEW))
    fed.patch.setattr("data_loaders.commands.refreshing.NICE", 0)
    assert "1 bronnen gevraagd, 0 niet gelukt." in fed.refresh("--due").said
    assert fed.series().frame["period"].max() == "2026-04"
    due = fed.state().next_due
    assert due is not None and due < datetime.now(UTC) + timedelta(days=1)
    assert fed.refresh("--due").requests == []


def test_source_that_is_not_due_is_left_alone(fed: Monitor) -> None:
    fed.patch.setattr("data_loaders.commands.refreshing.NICE", 0)
    fed.serve(benefits(4, modified=NEW))
    result = fed.refresh("--due")
    assert (result.code, result.requests) == (0, [])
    assert fed.refresh().code == 0


def test_version_stored_by_a_clock_that_ran_ahead_is_followed_by_the_next(
    monitor: Monitor, protocol: str
) -> None:
    monitor.serve(benefits(), services=[protocol])
    with pytest.MonkeyPatch.context() as patch:
        for module in ("storage.version", "refresh.job"):
            patch.setattr(
                f"data_loaders.{module}.utc_now", lambda: datetime(2090, 1, 1, tzinfo=UTC)
            )
        assert monitor.refresh().code == 0
    before = watch(monitor)
    assert monitor.state().last_success == datetime(2090, 1, 1, tzinfo=UTC)
    monitor.serve(benefits(4, modified=NEW), services=[protocol])
    before.recovered(monitor.refresh())
    assert monitor.versions() == 2
    success = monitor.state().last_success
    assert success is not None and success.year < 2090


def test_date_of_change_in_the_future_does_not_stop_what_comes_after(
    fed: Monitor, protocol: str
) -> None:
    fed.serve(benefits(4, modified="2099-01-01"), services=[protocol])
    fed.refresh()
    before = watch(fed)
    fed.serve(benefits(5, modified=NEWER), services=[protocol])
    before.recovered(fed.refresh())


def test_copy_that_is_confirmed_again_is_live_again(fed: Monitor) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=40)
    default_store().write_state(dataset_of(TABLE), SourceState(last_success=long_ago))
    assert fed.series().provenance.checked == dutch_date(long_ago)
    fed.serve(benefits(modified=OLD))
    assert "ongewijzigd" in fed.refresh().said
    assert fed.series().provenance.checked == dutch_today()
