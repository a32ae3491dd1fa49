"""Two services of CBS: one stands in for the other, and the figures are the same."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cbsserver import is_data, is_info
from faultserver import Reply, Request, drip_body, hang, html, refuse_to_talk, reset, status
from madetables import benefits, population
from refreshcases import (
    IMPATIENT,
    NEW,
    OLD,
    PROTOCOLS,
    QUICK,
    TABLE,
    V3,
    Monitor,
    at,
    changed,
    of_service,
    watch,
)

OTHER = {"v3": "v4", "v4": "v3"}
FAULTS: dict[str, Callable[[Reply], Reply]] = {
    "reset before the answer": lambda _: refuse_to_talk(),
    "reset in mid-body": lambda reply: reset(reply, len(reply.body) // 2),
    "hangs before the body": lambda _: hang(),
    "429": lambda _: status(429),
    "500": lambda _: status(500),
    "a web page": lambda _: html(),
    "gone": lambda _: status(404),
}
MOMENTS: dict[str, Callable[[Request], bool]] = {"asked": is_info, "fetched": is_data}
CASES = [
    *((fault, "asked") for fault in FAULTS),
    ("reset in mid-body", "fetched"),
    ("hangs before the body", "fetched"),
    ("500", "fetched"),
]


def services_asked(requests: list[Request]) -> list[str]:
    """Return the services in the order in which they were first asked."""
    found = ["v4" if of_service("v4")(request) else "v3" for request in requests]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("fault", "moment"), CASES)
def test_other_service_stands_in_for_one_that_fails(
    following: Monitor, protocol: str, fault: str, moment: str
) -> None:
    """The good copy came through `protocol`, which fails now."""
    before = watch(following)
    broken = of_service(protocol)
    following.settings = IMPATIENT if fault.startswith("hangs") else QUICK
    following.serve(
        benefits(4, modified=NEW),
        spoil=at(lambda request: broken(request) and MOMENTS[moment](request), FAULTS[fault]),
    )
    before.recovered(following.refresh())


@pytest.mark.parametrize("months", [3, 4])
def test_both_services_give_the_same_series(monitor: Monitor, months: int) -> None:
    frames = []
    for service in PROTOCOLS:
        shutil.rmtree(monitor.root, ignore_errors=True)
        monitor.serve(benefits(months), services=[service])
        assert monitor.refresh().code == 0
        frames.append(monitor.series().frame)
    assert len(frames[0]) == 80 * months
    assert frames[0].equals(frames[1])


def test_service_that_is_back_is_asked_first_again(fed: Monitor) -> None:
    asked = []
    for month, services in ((4, ["v4"]), (5, PROTOCOLS), (6, ["v4"]), (7, PROTOCOLS)):
        fed.serve(benefits(month, modified=f"2026-{month + 4:02}-01"), services=services)
        result = fed.refresh()
        assert result.code == 0, result.said
        assert fed.series().frame["period"].max() == f"2026-{month:02}"
        asked.append(services_asked(result.requests))
    assert asked == [["v3", "v4"], ["v3"], ["v3", "v4"], ["v3"]]


def test_unchanged_table_costs_one_request(fed: Monitor) -> None:
    before = watch(fed)
    fed.serve(benefits(modified=OLD))
    result = fed.refresh()
    assert result.code == 0
    assert len(result.requests) == 1
    assert "ongewijzigd" in result.said
    assert fed.stored() == before.stored


def test_unchanged_table_of_the_newer_service_costs_one_request(monitor: Monitor) -> None:
    monitor.serve(population("2026-06-24"))
    assert monitor.refresh(table="03759ned").code == 0
    result = monitor.refresh(table="03759ned")
    assert services_asked(result.requests) == ["v4"]
    assert (result.code, len(result.requests)) == (0, 1)


def test_same_edition_on_the_other_service_is_not_fetched_again(
    following: Monitor, protocol: str
) -> None:
    before = watch(following)
    following.serve(benefits(modified=OLD), services=[OTHER[protocol]])
    result = following.refresh()
    assert result.code == 0
    assert "ongewijzigd" in result.said
    assert not any(map(is_data, result.requests))
    assert following.stored() == before.stored


def test_table_one_service_does_not_have_is_asked_of_the_other(
    following: Monitor, protocol: str
) -> None:
    following.serve(benefits(modified=OLD), services=[protocol])
    result = following.refresh()
    assert "ongewijzigd" in result.said
    assert len(result.requests) == {"v3": 1, "v4": 2}[protocol]


def test_copy_that_ships_stands_until_a_newer_one_came(monitor: Monitor) -> None:
    shipped = monitor.seen("bevolking")
    monitor.serve(population("2026-06-24"), spoil=lambda *_: status(500))
    assert monitor.refresh(table="03759ned").code == 1
    assert monitor.seen("bevolking") == shipped
    newer = population("2026-06-24")
    newer.rows[-1]["Bevolking op 1 januari"] += 1
    monitor.serve(newer)
    assert monitor.refresh(table="03759ned").code == 0
    assert monitor.seen("bevolking") != shipped
    assert monitor.series("bevolking").provenance.checked is not None


def test_older_edition_than_the_one_that_ships_is_refused(monitor: Monitor) -> None:
    shipped = monitor.seen("bevolking")
    monitor.serve(population("2026-06-01"))
    assert monitor.refresh(table="03759ned").code == 1
    assert "ouder dan onze kopie" in monitor.state("03759ned").error
    assert monitor.seen("bevolking") == shipped


def test_service_that_drips_leaves_time_for_the_other(fed: Monitor) -> None:
    broken = of_service("v3")
    fed.serve(benefits(4, modified=NEW), spoil=at(broken, lambda reply: drip_body(reply, 0.05)))
    fed.seconds = 1.5
    before = watch(fed)
    before.recovered(fed.refresh())


def test_service_with_pages_without_end_leaves_requests_for_the_other(fed: Monitor) -> None:
    def more(request: Request, reply: Reply) -> Reply:
        if not is_data(request) or not of_service("v3")(request):
            return reply
        number = 1 + int(request.query.get("$skiptoken", 0))
        link = f"{V3}{request.path}?$skiptoken={number}"
        return changed(reply, lambda page: page.update({"odata.nextLink": link}))

    fed.serve(benefits(4, modified=NEW), spoil=more)
    before = watch(fed)
    before.recovered(fed.refresh())


def test_table_of_a_service_that_hangs_does_not_hold_up_another(monitor: Monitor) -> None:
    """The first hangs until the other has its figures: in a row neither would come."""
    came = threading.Event()

    def wait(request: Request, reply: Reply) -> Reply:
        if "03759ned" in request.path and is_data(request):
            came.set()
        if TABLE in request.path and is_info(request):
            assert came.wait(20)
        return reply

    monitor.settings = replace(QUICK, read_timeout=25, patience=30)
    monitor.serve(benefits(), population("2026-06-24"), spoil=wait)
    result = monitor.refresh("--only", "03759ned")
    assert result.code == 0, result.said
    assert result.said.index("03759ned") < result.said.index(TABLE)


def test_pages_with_relative_links_are_all_read(monitor: Monitor, protocol: str) -> None:
    monitor.serve(benefits(), services=[protocol])
    assert monitor.refresh().code == 0
    whole = monitor.series().frame

    def relative(reply: Reply) -> Reply:
        def change(page: Any) -> None:
            for name in ("odata.nextLink", "@odata.nextLink"):
                if name in page:
                    page[name] = page[name].rpartition("/")[2]

        return changed(reply, change)

    monitor.serve(benefits(), services=[protocol], page_size=20, spoil=at(is_data, relative))
    result = monitor.refresh("--force")
    assert result.code == 0, result.said
    assert sum(map(is_data, result.requests)) > 2
    assert monitor.series().frame.equals(whole)


@pytest.mark.parametrize("fault", ["no rows", "text"])
def test_other_service_stands_in_for_one_with_unusable_data(fed: Monitor, fault: str) -> None:
    def spoil(page: Any) -> None:
        if fault == "no rows":
            page["value"] = []
        else:
            page["value"][0]["Werkloosheid_4"] = "?"

    broken = of_service("v3")
    fed.serve(
        benefits(4, modified=NEW),
        spoil=at(
            lambda request: broken(request) and is_data(request),
            lambda reply: changed(reply, spoil),
        ),
    )
    before = watch(fed)
    before.recovered(fed.refresh())
