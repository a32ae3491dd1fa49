"""A source that cannot be reached, or whose answers never come whole, changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from cbsserver import is_data, is_info
from faultserver import (
    Reply,
    Request,
    closed_port,
    cut_json,
    drip_body,
    drip_head,
    hang,
    hang_in_body,
    hanging_port,
    refuse_to_talk,
    reset,
    shut,
    status,
)
from madetables import benefits
from refreshcases import HOSTS, IMPATIENT, NEW, ORIGINS, QUICK, Monitor, at, of_service, watch

PACE_S = 0.05
DRIP_TIME_S = 0.5

SILENT = "antwoordt niet binnen"
CUT_OFF = "is afgebroken."
FAULTS: dict[str, tuple[Callable[[Reply], Reply], str]] = {
    "reset before the answer": (lambda _: refuse_to_talk(), CUT_OFF),
    "reset in mid-body": (lambda reply: reset(reply, len(reply.body) // 2), CUT_OFF),
    "closed in mid-body": (lambda reply: shut(reply, len(reply.body) // 2), CUT_OFF),
    "hangs before the body": (lambda _: hang(), SILENT),
    "hangs in the body": (hang_in_body, SILENT),
    "drips its body": (lambda reply: drip_body(reply, PACE_S), SILENT),
    "drips its head": (lambda reply: drip_head(reply, PACE_S), SILENT),
    "429": (lambda _: status(429), "heeft het te druk."),
    "429 for an hour": (
        lambda _: status(429, {"Retry-After": "3600"}),
        "heeft het te druk en vraagt te wachten tot",
    ),
    "500": (lambda _: status(500), "heeft een storing (code 500)."),
    "502": (lambda _: status(502, {"Content-Type": "text/html"}), "heeft een storing (code 502)."),
    "503": (lambda _: status(503), "heeft een storing (code 503)."),
    "403": (lambda _: status(403), "weigert de gegevens te geven (code 403)."),
}
MOMENTS: dict[str, Callable[[Request], bool]] = {"asked": is_info, "fetched": is_data}
CASES = [
    *((fault, "asked") for fault in FAULTS if fault not in ("closed in mid-body", "503")),
    ("reset in mid-body", "fetched"),
    ("closed in mid-body", "fetched"),
    ("hangs before the body", "fetched"),
    ("hangs in the body", "fetched"),
    ("drips its body", "fetched"),
    ("429", "fetched"),
    ("500", "fetched"),
    ("503", "fetched"),
]


@contextmanager
def _unknown_name() -> Iterator[str]:
    yield "cbs.test:80"


@contextmanager
def _at(port: AbstractContextManager[int]) -> Iterator[str]:
    with port as number:
        yield f"127.0.0.1:{number}"


PLACES: dict[str, tuple[Callable[[], AbstractContextManager[str]], str]] = {
    "connection refused": (lambda: _at(closed_port()), "is niet te bereiken."),
    "nobody accepts": (lambda: _at(hanging_port()), SILENT),
    "name is unknown": (_unknown_name, "is niet te vinden."),
}


@pytest.mark.parametrize(("fault", "moment"), CASES)
def test_fault_on_the_line_leaves_the_last_good_copy(
    following: Monitor, protocol: str, fault: str, moment: str
) -> None:
    before = watch(following)
    spoil, says = FAULTS[fault]
    new = benefits(4, modified=NEW)
    following.serve(new, services=[protocol], spoil=at(_only(protocol, MOMENTS[moment]), spoil))
    following.settings = IMPATIENT
    following.seconds = DRIP_TIME_S if fault.startswith("drips") else following.seconds
    before.refused(following.refresh(), says)
    assert HOSTS[protocol] in following.state().error
    following.settings, following.seconds = QUICK, 30
    following.serve(new, services=[protocol])
    before.recovered(following.refresh())


@pytest.mark.parametrize("place", PLACES)
def test_source_that_is_not_there_leaves_the_last_good_copy(
    following: Monitor, protocol: str, place: str
) -> None:
    before = watch(following)
    where, says = PLACES[place]
    new = benefits(4, modified=NEW)
    following.serve(new, services=[protocol])
    with where() as address:
        following.settings = IMPATIENT
        following.origins = {ORIGINS[protocol]: f"http://{address}"}
        before.refused(following.refresh(), says)
        assert HOSTS[protocol] in following.state().error
    following.settings, following.origins = QUICK, {}
    before.recovered(following.refresh())


PASSING: dict[str, Callable[[Reply], Reply]] = {
    "503": lambda _: status(503),
    "429, wait a second": lambda _: status(429, {"Retry-After": "1"}),
    "reset in mid-body": lambda reply: reset(reply, 1),
    "half of the JSON": cut_json,
}


@pytest.mark.parametrize("fault", PASSING)
def test_fault_that_passes_costs_one_more_request(
    following: Monitor, protocol: str, fault: str
) -> None:
    before = watch(following)
    left = [PASSING[fault]]
    following.serve(
        benefits(4, modified=NEW),
        services=[protocol],
        spoil=at(is_data, lambda reply: left.pop()(reply) if left else reply),
    )
    result = following.refresh()
    before.recovered(result)
    first, again = filter(is_data, result.requests)
    assert first.target == again.target
    assert (again.time - first.time >= 1) is ("second" in fault)


def _only(protocol: str, moment: Callable[[Request], bool]) -> Callable[[Request], bool]:
    of_protocol = of_service(protocol)
    return lambda request: of_protocol(request) and moment(request)
