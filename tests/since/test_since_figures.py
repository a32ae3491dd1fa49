"""New periods and revised figures since a day, from the versions that the store keeps."""

from __future__ import annotations

from datetime import date, time

import pytest
from keptstore import FIGURE, MUNICIPALITIES, PEOPLE, SEEKING, KeptStore

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.since.changes import changes_since
from data_loaders.since.records import Change, Since, grouped
from data_loaders.sources.cbs import dataset_of

MEETING, TODAY = date(2026, 8, 15), date(2026, 11, 21)
WW = ("GM0202", "2026MM01", "WW")
NO_VERSION = "Van voor die dag is geen versie bewaard."
TABLE = "CBS-tabel 80794ned"
ROZENDAAL = "GM0277"


def of(since: Since, subject: str = FIGURE, **wanted: object) -> list[Change]:
    return [
        item
        for item in since.changes
        if item.subject == subject and all(getattr(item, k) == v for k, v in wanted.items())
    ]


def told(since: Since) -> dict[str, str]:
    return {item.source: item.sentence for item in since.unknown}


def test_revised_value_has_old_new_and_what_the_source_says(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    final = {"2026MM01": "Definitief"}
    kept.benefits(date(2026, 10, 1), changes={WW: 990.0}, statuses=final)
    (change,) = of(changes_since(MEETING, TODAY), kind="herzien cijfer")
    assert change == Change(
        kind="herzien cijfer",
        subject=FIGURE,
        what="Mensen met een uitkering, per maand",
        area="GM0202",
        detail="WW",
        period="2026-01",
        old=1000.0,
        new=990.0,
        unit="mensen",
        old_status="voorlopig",
        new_status="definitief",
        day=date(2026, 10, 1),
        source="CBS StatLine, tabel 80794ned, CC BY 4.0; bewerking Arbeidsmarktmonitor",
        why="voorlopig werd definitief",
    )


def test_reason_is_left_out_when_the_source_gives_none(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 10, 1), changes={WW: 990.0})
    (change,) = of(changes_since(MEETING, TODAY))
    assert (change.old_status, change.new_status, change.why) == ("voorlopig", "voorlopig", "")


def test_same_value_with_another_status_is_told_apart(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 10, 1), statuses={"2026MM01": "Definitief"})
    found = of(changes_since(MEETING, TODAY))
    assert {item.kind for item in found} == {"andere status"}
    assert {item.why for item in found} == {"voorlopig werd definitief"}
    assert all(item.old == item.new is not None for item in found)
    assert len(found) == 4 * (len(MUNICIPALITIES) + 1 - 1)  # the country too, but not Rozendaal


def test_new_period_has_every_area_of_the_monitor_and_no_old_value(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1), months=2)
    kept.benefits(date(2026, 10, 1), months=4)
    found = of(changes_since(MEETING, TODAY))
    assert {item.kind for item in found} == {"nieuwe periode"}
    assert [item.period for item in found] == sorted((i.period for i in found), reverse=True)
    assert {item.period for item in found} == {"2026-03", "2026-04"}
    assert {item.old for item in found} == {None}
    assert {item.area for item in found} == {*MUNICIPALITIES, "NL01"}


def test_older_period_that_came_in_later_is_no_new_period(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1), months=3, without=["GM0202"])
    kept.benefits(date(2026, 10, 1), months=3)
    found = of(changes_since(MEETING, TODAY))
    assert {(item.kind, item.area, item.why) for item in found} == {
        ("herzien cijfer", "GM0202", "stond er nog niet")
    }


def test_value_that_is_gone_is_told(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 10, 1), changes={WW: None})
    (change,) = of(changes_since(MEETING, TODAY))
    assert (change.kind, change.old, change.new) == ("vervallen cijfer", 1000.0, None)
    assert change.why == "voorlopig werd onbekend"


def test_row_that_is_gone_is_told(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 10, 1), without=["GM0202"])
    found = of(changes_since(MEETING, TODAY))
    assert {(item.kind, item.area, item.new, item.why) for item in found} == {
        ("vervallen cijfer", "GM0202", None, "staat er niet meer")
    }


def test_value_that_is_hidden_now_is_told_nowhere(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    others = {("GM0221", "2026MM01", "WW"): 7.0, ("NL01", "2026MM01", "WW"): 8.0}
    later = {("GM0202", "2026MM02", "WW"): 9.0}
    kept.benefits(date(2026, 10, 1), changes={WW: "verborgen"} | others | later)
    found = of(changes_since(MEETING, TODAY))
    period = [item for item in found if item.period == "2026-01"]
    assert {item.area: (item.old, item.new) for item in period} == {
        "GM0202": (None, None),
        "GM0221": (None, 7.0),
        "NL01": (None, 8.0),  # with the old total the hidden value could be worked out
    }
    assert {item.why for item in period} == {
        "de bron toont een waarde van deze periode niet meer, om de privacy"
    }
    (other,) = [item for item in found if item.period == "2026-02"]
    assert (other.old, other.new) == (1010.0, 9.0)


def test_value_hidden_later_is_not_told_between_two_earlier_days(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 9, 1), changes={WW: 990.0})
    kept.benefits(date(2026, 10, 1), changes={WW: "verborgen"})
    (change,) = of(changes_since(MEETING, date(2026, 9, 15)))
    assert (change.old, change.new) == (None, None)


def test_value_that_was_known_in_between_only_is_not_told(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1), changes={WW: None})
    kept.benefits(date(2026, 9, 1), changes={WW: 990.0})
    kept.benefits(date(2026, 10, 1), changes={WW: "verborgen"})
    (change,) = of(changes_since(MEETING, date(2026, 9, 15)))
    assert (change.old, change.new) == (None, None)


def test_total_of_an_import_does_not_give_a_hidden_value_away(kept: KeptStore) -> None:
    values: dict[tuple[str, str], float | None] = {
        (code, "2026-03"): 100.0 + number for number, code in enumerate(MUNICIPALITIES)
    }
    kept.imported(date(2026, 8, 1), values)
    kept.imported(date(2026, 10, 1), values | {("GM0293", "2026-03"): None})
    found = of(changes_since(MEETING, TODAY), SEEKING)
    assert {"GM0293"} <= {item.area for item in found}
    assert {item.old for item in found} == {None}


def test_rozendaal_is_never_told(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1), months=2)
    kept.benefits(date(2026, 10, 1), months=3, changes={(ROZENDAAL, "2026MM01", "WW"): 3.0})
    found = of(changes_since(MEETING, TODAY), area=ROZENDAAL)
    assert {(item.old, item.new, item.new_status) for item in found} == {
        (None, None, "niet getoond")
    }
    assert {item.period for item in found} == {"2026-03"}


def test_compared_is_the_newest_version_of_that_day_with_the_newest_there_is(
    kept: KeptStore,
) -> None:
    for month, value in ((6, 1.0), (7, 2.0), (9, 3.0), (10, 4.0)):
        kept.benefits(date(2026, month, 1), changes={WW: value})
    (change,) = of(changes_since(MEETING, TODAY))
    assert (change.old, change.new) == (2.0, 4.0)
    (change,) = of(changes_since(MEETING, date(2026, 9, 30)))
    assert (change.old, change.new) == (2.0, 3.0)


def test_what_came_on_the_day_itself_was_known_that_day(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1), changes={WW: 1.0})
    kept.benefits(MEETING, changes={WW: 2.0})
    assert of(changes_since(MEETING, TODAY)) == []
    (change,) = of(changes_since(date(2026, 8, 14), TODAY))
    assert (change.old, change.new) == (1.0, 2.0)


def test_a_day_ends_at_midnight_in_the_netherlands(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1), changes={WW: 1.0})
    kept.benefits(MEETING, changes={WW: 2.0}, at=time(21, 59))  # 23:59 in the summer
    assert of(changes_since(MEETING, TODAY)) == []
    kept.benefits(MEETING, changes={WW: 3.0}, at=time(22, 1))  # 00:01 of the next day
    (change,) = of(changes_since(MEETING, TODAY))
    assert (change.old, change.new) == (2.0, 3.0)


def test_leap_day_is_a_day_like_any_other(kept: KeptStore) -> None:
    kept.benefits(date(2028, 2, 28), changes={WW: 1.0})
    kept.benefits(date(2028, 2, 29), changes={WW: 2.0})
    kept.benefits(date(2028, 3, 1), changes={WW: 3.0})
    since = [changes_since(day, date(2028, 3, 1)) for day in (date(2028, 2, 28), date(2028, 2, 29))]
    assert [of(found)[0].old for found in since] == [1.0, 2.0]


def test_nothing_new_is_no_change(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 10, 1))  # confirmed, with the same figures
    since = changes_since(MEETING, TODAY)
    assert of(since) == []
    assert TABLE not in told(since)


def test_no_version_from_before_that_day_is_said(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 16))
    kept.benefits(date(2026, 10, 1), changes={WW: 990.0})
    since = changes_since(MEETING, TODAY)
    assert of(since) == []
    assert told(since)[TABLE] == NO_VERSION


def test_version_from_before_that_day_that_was_cleared_away_is_said(kept: KeptStore) -> None:
    for number in range(6):
        kept.benefits(date(2026, 8, 10 + number), changes={WW: float(number)})
    assert len(kept.store.versions(dataset_of("80794ned"))) == 5
    assert told(changes_since(date(2026, 8, 10), TODAY))[TABLE] == NO_VERSION
    (change,) = of(changes_since(date(2026, 8, 11), TODAY))
    assert (change.old, change.new) == (1.0, 5.0)


def test_table_that_was_never_fetched_is_not_mentioned(kept: KeptStore) -> None:
    since = changes_since(MEETING, TODAY)
    assert TABLE not in told(since)
    assert "CBS-tabel 03759ned" not in told(since)  # what ships along is from before that day


def test_copy_that_ships_along_without_a_date_is_said(kept: KeptStore) -> None:
    assert told(changes_since(MEETING, TODAY))["CBS-tabel 85984NED"] == NO_VERSION


def test_copy_that_ships_along_counts_by_its_own_date(kept: KeptStore) -> None:
    kept.population(date(2026, 10, 1), 1.0)
    found = of(changes_since(MEETING, TODAY), PEOPLE, area="NL01")
    assert found
    assert {item.new - item.old for item in found if item.new and item.old} == {1.0}
    assert told(changes_since(date(2026, 6, 1), TODAY))["CBS-tabel 03759ned"] == NO_VERSION


def test_copy_that_ships_along_is_no_stand_in_for_what_was_cleared_away(kept: KeptStore) -> None:
    for number in range(6):
        kept.population(date(2026, 9, 1 + number), float(number))
    since = changes_since(MEETING, TODAY)
    assert of(since, PEOPLE) == []
    assert told(since)["CBS-tabel 03759ned"] == NO_VERSION


def test_copy_that_ships_along_counts_when_it_is_newer_than_what_was_fetched(
    kept: KeptStore,
) -> None:
    kept.population(date(2025, 1, 1), 50.0, day=date(2026, 7, 10))
    kept.population(date(2026, 10, 1), 1.0)
    found = of(changes_since(MEETING, TODAY), PEOPLE, area="NL01")
    assert {item.new - item.old for item in found if item.new and item.old} == {1.0}
    shipped_later = changes_since(date(2026, 7, 1), TODAY)
    assert told(shipped_later)["CBS-tabel 03759ned"] == NO_VERSION


def test_figure_that_cannot_be_read_takes_nothing_else_along(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 10, 1), statuses={"2026MM01": "Geheim"})
    kept.imported(date(2026, 8, 1), {("GM0202", "2026-03"): 100.0})
    kept.imported(date(2026, 10, 1), {("GM0202", "2026-03"): 110.0})
    since = changes_since(MEETING, TODAY)
    (fault,) = [item for item in since.unknown if item.is_fault]
    assert fault.source == "Mensen met een uitkering, per maand"
    assert fault.sentence == "Dit cijfer is nu niet te vergelijken."
    assert [(item.old, item.new) for item in of(since, SEEKING)] == [(100.0, 110.0)]


def test_a_fault_is_looked_at_again(kept: KeptStore, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 10, 1), changes={WW: 321.0})

    def fail(*_: object) -> None:
        raise DataError("even niet")

    with monkeypatch.context() as patch:
        patch.setattr("data_loaders.since.figures.compare", fail)
        assert any(item.is_fault for item in changes_since(MEETING, TODAY).unknown)
    monkeypatch.setattr("data_loaders.since.changes._LOOK_AGAIN_S", 1e-6)
    assert of(changes_since(MEETING, TODAY))


def test_group_is_led_by_the_region_the_monitor_starts_with(kept: KeptStore) -> None:
    kept.population(date(2026, 10, 1), 1.0)
    groups = grouped(of(changes_since(MEETING, TODAY), PEOPLE))
    assert groups
    assert {group.leading.area for group in groups} == {load_regions().default}


def test_order_is_always_the_same(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1), months=2)
    kept.benefits(date(2026, 10, 1), months=4, changes={WW: 1.0})
    changes = of(changes_since(MEETING, TODAY))
    places = [region.code for region in load_regions().regions]
    keys = [
        (c.kind != "nieuwe periode", [-int(c.period[-2:])], c.detail, places.index(c.area))
        for c in changes
    ]
    assert keys == sorted(keys)
