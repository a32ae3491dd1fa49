"""An answer that is not what was asked for changes nothing, and leads to no other host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from cbsserver import Spoil, is_data, is_info
from faultserver import (
    FaultServer,
    Reply,
    Request,
    always,
    bomb,
    cut_json,
    html,
    ok,
    redirect,
    status,
    typed,
)
from madetables import benefits
from refreshcases import HOSTS, NEW, ORIGINS, QUICK, Monitor, Round, at, changed, watch

MIB = 1024 * 1024
PAGE_SIZE = 20
LINKS = {"v3": "odata.nextLink", "v4": "@odata.nextLink"}
UNREADABLE = "geeft een antwoord dat niet te lezen is."

FAULTS: dict[str, tuple[Callable[[Reply], Reply], str]] = {
    "a web page": (lambda _: html(), "geeft een webpagina in plaats van cijfers."),
    "a web page that says it is JSON": (
        lambda reply: replace(html(), headers=reply.headers),
        UNREADABLE,
    ),
    "another type": (lambda reply: typed(reply, "text/csv"), "geeft een ander soort bestand"),
    "half of the JSON": (cut_json, "geeft maar een deel van het antwoord."),
    "no JSON at all": (lambda reply: replace(reply, body=b""), "."),
    "letters in no known code": (
        lambda reply: replace(reply, body=b'{"value": "\xff"}'),
        UNREADABLE,
    ),
    "a list": (lambda _: ok([1, 2]), " geeft "),
    "rows that are no rows": (lambda _: ok({"value": [1, 2]}), " geeft "),
    "nothing in it": (lambda _: ok({}), " geeft "),
    "much more than it seems": (lambda _: bomb(2 * MIB), "geeft een antwoord van meer dan 1 MB."),
    "much more, packed twice": (lambda _: bomb(2 * MIB, layers=2), " geeft "),
}
MOMENTS: dict[str, Callable[[Request], bool]] = {"asked": is_info, "fetched": is_data}
CASES = [
    *((fault, "fetched") for fault in FAULTS),
    ("a web page", "asked"),
    ("half of the JSON", "asked"),
    ("a list", "asked"),
    ("nothing in it", "asked"),
]


@pytest.fixture
def elsewhere() -> Iterator[FaultServer]:
    """A host that is no source of ours and would love to be asked."""
    with FaultServer(always(ok({"value": []}))) as server:
        yield server
        assert server.log == []


@pytest.mark.parametrize(("fault", "moment"), CASES)
def test_answer_of_another_kind_leaves_the_last_good_copy(
    following: Monitor, protocol: str, fault: str, moment: str
) -> None:
    spoil, says = FAULTS[fault]
    _refused_and_recovered(following, protocol, at(MOMENTS[moment], spoil), says)


def test_second_page_that_fails_leaves_the_last_good_copy(
    following: Monitor, protocol: str
) -> None:
    spoil = at(_is_later_page, lambda _: status(500))
    _refused_and_recovered(following, protocol, spoil, "heeft een storing (code 500).")


def test_second_page_with_other_columns_leaves_the_last_good_copy(
    following: Monitor, protocol: str
) -> None:
    def strip(reply: Reply) -> Reply:
        return changed(reply, lambda page: [row.pop("Perioden") for row in page["value"]])

    spoil = at(_is_later_page, strip)
    _refused_and_recovered(following, protocol, spoil, "de kolom 'Perioden' ontbreekt.")


def test_page_that_names_itself_as_the_next_is_left(following: Monitor, protocol: str) -> None:
    def loop(request: Request, reply: Reply) -> Reply:
        return _linked(reply, protocol, ORIGINS[protocol] + request.target)

    says = "verwijst steeds naar dezelfde pagina met gegevens."
    _refused_and_recovered(following, protocol, _on_data(loop), says)


def test_pages_without_end_are_left(following: Monitor, protocol: str) -> None:
    def more(request: Request, reply: Reply) -> Reply:
        number = 1 + int(request.query.get("$skiptoken", 0))
        return _linked(reply, protocol, f"{ORIGINS[protocol]}{request.path}?$skiptoken={number}")

    result = _refused_and_recovered(following, protocol, _on_data(more), "delen")
    assert len(result.requests) <= QUICK.max_requests


def test_next_page_on_another_host_is_not_opened(
    following: Monitor, protocol: str, elsewhere: FaultServer
) -> None:
    def astray(request: Request, reply: Reply) -> Reply:
        return _linked(reply, protocol, elsewhere.url + request.target)

    _refused_and_recovered(following, protocol, _on_data(astray), "is niet geopend.")


def test_next_page_on_a_host_with_a_name_like_ours_is_not_looked_up(
    following: Monitor, protocol: str
) -> None:
    def astray(request: Request, reply: Reply) -> Reply:
        return _linked(reply, protocol, f"{ORIGINS[protocol]}.test{request.target}")

    says = f"Een adres op {HOSTS[protocol]}.test hoort niet bij de bronnen en is niet geopend."
    _refused_and_recovered(following, protocol, _on_data(astray), says)


@pytest.mark.parametrize("moment", MOMENTS)
def test_redirect_to_another_host_is_not_followed(
    following: Monitor, protocol: str, moment: str, elsewhere: FaultServer
) -> None:
    spoil = at(MOMENTS[moment], lambda _: redirect(f"{elsewhere.url}/odata"))
    _refused_and_recovered(following, protocol, spoil, "is niet geopend.")


def _refused_and_recovered(monitor: Monitor, protocol: str, spoil: Spoil, says: str) -> Round:
    """Return the round in which the fault was there."""
    before = watch(monitor)
    new = benefits(4, modified=NEW)
    monitor.serve(new, services=[protocol], page_size=PAGE_SIZE, spoil=spoil)
    result = monitor.refresh()
    before.refused(result, says)
    monitor.serve(new, services=[protocol], page_size=PAGE_SIZE)
    before.recovered(monitor.refresh())
    return result


def _is_later_page(request: Request) -> bool:
    return is_data(request) and "$skip" in request.query


def _on_data(change: Callable[[Request, Reply], Reply]) -> Spoil:
    return lambda request, reply: change(request, reply) if is_data(request) else reply


def _linked(reply: Reply, protocol: str, url: str) -> Reply:
    """The same page, with another next one."""
    if reply.status != 200:
        return reply
    return changed(reply, lambda page: page.update({LINKS[protocol]: url}))
