"""Signing in by a real provider on loopback: who gets in, for how long, and who does not."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
import requests
from desk import told
from signing import ADMINISTRATOR, CLIENT, Provider, Visitor, serving_inside, ticket
from sitework import rerun
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection

from data_loaders.access.insiders import Insider
from data_loaders.reports.desk import invite

DOOR, FAILED = "Alleen na aanmelden", "/beheer?aanmelden=mislukt"


def wait_for(connection: ClientConnection, words: str) -> None:
    """Run the page until it says this."""
    deadline = time.monotonic() + 90
    while words not in told(connection):
        assert time.monotonic() < deadline, words
        time.sleep(0.5)


def page_of(visitor: Visitor, query: str = "") -> str:
    with visitor.open() as connection:
        return told(connection, query=query)


def test_who_signs_in_is_in_and_the_menu_leads_there(visitor: Visitor) -> None:
    assert DOOR in page_of(visitor)
    answer = visitor.sign_in(ADMINISTRATOR)
    assert (answer.status_code, answer.headers["location"]) == (302, f"{visitor.site.url}/beheer")
    assert answer.headers["cache-control"] == "no-store"
    page = page_of(visitor)
    assert f"aangemeld als {ADMINISTRATOR} (beheerder)" in page and DOOR not in page
    with visitor.open() as connection:
        assert " Beheer " in told(connection, "over").partition("Zoek")[0]


def test_the_cookies_of_a_sign_in_are_short_and_not_for_scripts(visitor: Visitor) -> None:
    answer = visitor.sign_in(ADMINISTRATOR)
    lines = answer.raw.headers.getlist("set-cookie")
    assert {line.partition("=")[0] for line in lines} == {
        "_streamlit_user",
        "_streamlit_user_tokens",
        "_streamlit_session",
    }
    for line in lines:
        (made,) = SimpleCookie(line).values()
        assert made["httponly"] and made["samesite"] == "lax" and made["path"] == "/"
        assert made.key == "_streamlit_session" or made["max-age"] == "3600"


def test_a_role_comes_from_a_claim_and_goes_with_it(provider: Provider, visitor: Visitor) -> None:
    account = "wisselt@voorbeeld.nl"
    provider.know(account, roles=["iets anders", "inzender"])
    visitor.sign_in(account)
    assert f"aangemeld als {account} (inzender)" in page_of(visitor)
    provider.know(account, roles=["iets anders"])
    visitor.sign_in(account)
    page = page_of(visitor)
    assert DOOR in page and f"Uw account {account} heeft hier geen rol." in page


def test_a_role_that_is_taken_away_is_gone_in_a_page_that_stands_open(
    visitor: Visitor, desk_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(desk_store))
    account, boss = "tijdelijk@voorbeeld.nl", Insider(ADMINISTRATOR, "beheerder")
    invite(account, "inzender", ["hca"], boss)
    visitor.sign_in(account)
    with visitor.open() as connection:
        wait_for(connection, f"aangemeld als {account} (inzender)")
        assert "Wie u hier een rol geeft" not in told(connection, query="deel=mensen")
        invite(account, "geen", [], boss)
        wait_for(connection, f"Uw account {account} heeft hier geen rol.")


def test_a_page_that_stands_open_closes_when_the_sign_in_is_over(
    provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = tmp_path_factory.mktemp("opslag")
    with serving_inside(provider, MONITOR_BEHEER_MINUTEN="1", MONITOR_STORE=str(store)) as site:
        one = Visitor(site)
        provider.know("kort@voorbeeld.nl", roles=["beheerder"], iat=int(time.time()) - 30)
        one.sign_in("kort@voorbeeld.nl")
        with one.open() as connection:
            page = told(connection)
            assert "(beheerder)" in page and "verstuur eerst wat u hebt ingevuld" in page
            wait_for(connection, "aanmelding is verlopen")


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        pytest.param({"iat": int(time.time()) - 3700}, "aanmelding is verlopen", id="verlopen"),
        ({"email_verified": False}, "geen bevestigd adres"),
        ({"email": ""}, "geen bevestigd adres"),
        ({"email": ["a@b.nl"]}, "geen bevestigd adres"),
        ({"email": "a b@voorbeeld.nl"}, "geen bevestigd adres"),
        ({"roles": {"beheerder": True}}, "heeft hier geen rol"),
        ({"roles": "beheerders"}, "heeft hier geen rol"),
    ],
    ids=lambda part: str(part)[:40],
)
def test_what_a_provider_says_must_be_for_us_of_now_and_of_somebody(
    provider: Provider, visitor: Visitor, claims: dict[str, object], why: str
) -> None:
    account = "proef@voorbeeld.nl"
    provider.know(account, **({"roles": ["beheerder"]} | claims))
    visitor.sign_in(account)
    page = page_of(visitor)
    assert DOOR in page
    assert why in page
    assert "(beheerder)" not in page


@pytest.mark.parametrize("asked_by", [{}, {"azp": CLIENT}])
@pytest.mark.parametrize("audience", ["andere-toepassing", ["a", "b"], "", None, 5])
def test_a_token_for_another_application_signs_nobody_in(
    provider: Provider, visitor: Visitor, audience: object, asked_by: dict[str, str]
) -> None:
    """Streamlit and Authlib let through what we asked for another (`azp`): that is for us."""
    provider.know("elders@voorbeeld.nl", roles=["beheerder"], aud=audience, **asked_by)
    answer = visitor.sign_in("elders@voorbeeld.nl")
    page = page_of(visitor)
    assert DOOR in page and "(beheerder)" not in page
    assert answer.headers["location"].endswith(FAILED) or "niet voor deze monitor" in page


def test_a_token_that_is_over_or_from_another_issuer_signs_nobody_in(
    provider: Provider, visitor: Visitor
) -> None:
    for claims in ({"exp": int(time.time()) - 600}, {"iss": "https://ander.voorbeeld.nl"},
                   {"nonce": "van een ander"}):  # fmt: skip
        provider.know("laat@voorbeeld.nl", roles=["beheerder"], **claims)
        answer = visitor.sign_in("laat@voorbeeld.nl")
        assert answer.headers["location"].endswith(FAILED), claims
        assert "_streamlit_user" not in visitor.cookies
    assert "Het aanmelden is niet gelukt" in page_of(visitor, "aanmelden=mislukt")


def test_a_replayed_answer_of_the_provider_signs_nobody_in(visitor: Visitor) -> None:
    back = visitor.agree(visitor.begin(), ADMINISTRATOR)
    visitor.ask(back)
    kept = visitor.cookies.pop("_streamlit_user")
    again = visitor.ask(back)
    assert again.headers["location"].endswith(FAILED)
    assert "_streamlit_user" not in visitor.cookies and kept
    elsewhere = Visitor(visitor.site)
    assert elsewhere.ask(back).headers["location"].endswith(FAILED)
    assert elsewhere.cookies == {}


def test_a_sign_in_that_another_began_is_not_finished_here(visitor: Visitor) -> None:
    """Else who opens a link would work in the account of who sent it."""
    attacker = Visitor(visitor.site)
    back = attacker.agree(attacker.begin(), ADMINISTRATOR)
    assert visitor.ask(back).headers["location"].endswith(FAILED)
    visitor.begin()  # a sign-in of one's own under way makes no difference
    assert visitor.ask(back).headers["location"].endswith(FAILED)
    assert "_streamlit_user" not in visitor.cookies


def test_one_client_may_not_go_on_signing_in(visitor: Visitor) -> None:
    def begin(_: int) -> int:
        return visitor.ask(f"/auth/login?provider={ticket()}").status_code

    with ThreadPoolExecutor(20) as pool:  # one by one a slow machine lets it be in time
        statuses = list(pool.map(begin, range(120)))
    assert set(statuses) == {302, 429} and statuses.count(302) >= 20
    assert Visitor(visitor.site).ask(f"/auth/login?provider={ticket()}").status_code == 302


def test_only_our_own_page_begins_a_sign_in(visitor: Visitor) -> None:
    for asked in ("", "?provider=default", f"?provider={ticket('x' * 40)}"):
        answer = visitor.ask(f"/auth/login{asked}")
        assert answer.headers["location"] == f"{visitor.site.url}/beheer"
        assert visitor.cookies == {}


def test_a_cookie_that_we_did_not_sign_is_nobody(visitor: Visitor) -> None:
    claims = '{"is_logged_in": true, "aud": "monitor", "iat": 9999999999, "email": "x@y.nl"}'
    forged = create_signed_value(
        "een ander geheim van meer dan 32 tekens", "_streamlit_user", claims
    )
    visitor.cookies["_streamlit_user"] = forged.decode()
    assert DOOR in page_of(visitor)
    visitor.cookies.clear()
    visitor.sign_in(ADMINISTRATOR)
    good = visitor.cookies["_streamlit_user"]
    visitor.cookies["_streamlit_user"] = visitor.cookies["_streamlit_user_tokens"]
    assert DOOR in page_of(visitor)
    visitor.cookies["_streamlit_user"] = f"x{good}"
    assert DOOR in page_of(visitor)


def test_signing_out_takes_the_cookies_and_leads_to_the_provider(
    provider: Provider, visitor: Visitor
) -> None:
    visitor.sign_in(ADMINISTRATOR)
    answer = visitor.ask("/auth/logout")
    assert answer.headers["location"].startswith(f"{provider.url}/oauth2/end_session?")
    assert not [name for name in visitor.cookies if name.startswith("_streamlit_user")]
    assert DOOR in page_of(visitor)
    back = visitor.ask("/oauth2callback")  # where the provider sends who signed out
    assert back.headers["location"] == f"{visitor.site.url}/beheer"


def test_another_site_signs_nobody_in_or_out(visitor: Visitor) -> None:
    visitor.sign_in(ADMINISTRATOR)
    for path in ("/auth/logout", f"/auth/login?provider={ticket()}"):
        for came_from in ("cross-site", "same-site"):
            answer = visitor.ask(path, headers={"Sec-Fetch-Site": came_from})
            assert answer.status_code == 403
    assert "_streamlit_user" in visitor.cookies


def test_a_socket_without_the_token_of_our_page_is_nobody(visitor: Visitor) -> None:
    """What another site can have a browser send, it sends with the cookies of that browser."""
    visitor.sign_in(ADMINISTRATOR)
    visitor.ask("/_stcore/health")
    for token in ((), ("2|00000000|00|1",)):
        with visitor.socket("streamlit", *token) as connection:
            assert DOOR in told(connection)
    with pytest.raises(InvalidStatus):
        visitor.socket("streamlit", origin="https://kwaad.voorbeeld.com")


def session_of(visitor: Visitor) -> str:
    with visitor.open() as connection:
        connection.send(rerun("beheer"))
        while True:
            message = ForwardMsg.FromString(connection.recv(timeout=60))
            if message.WhichOneof("type") == "new_session":
                return message.new_session.initialize.session_id


def test_the_number_of_a_session_is_no_key_to_it(visitor: Visitor) -> None:
    """Neither that of somebody who is in, nor one that was laid ready before a sign-in."""
    anonymous = Visitor(visitor.site)
    ready = session_of(anonymous)
    visitor.sign_in(ADMINISTRATOR)
    inside = session_of(visitor)
    for who, number, expected in ((anonymous, inside, DOOR), (visitor, ready, "(beheerder)")):
        who.ask("/_stcore/health")
        token = who.cookies.get("_streamlit_xsrf", "x")
        with who.socket("streamlit", token, number) as connection:
            assert expected in told(connection)


def test_the_public_side_gets_no_cookie(visitor: Visitor) -> None:
    for path in ("/", "/over", "/beheer", "/_stcore/health", "/_stcore/host-config", "/healthz",
                 "/api/v1/doelen", "/static/js/niets.js", "/tegel/bevolking"):  # fmt: skip
        answer = requests.get(f"{visitor.site.url}{path}", timeout=60)
        assert "set-cookie" not in answer.headers, path
    with visitor.open() as connection:
        assert connection.response and "Set-Cookie" not in connection.response.headers
    assert visitor.cookies == {}
    shell = requests.get(f"{visitor.site.url}/beheer", timeout=60)
    assert shell.headers["x-robots-tag"] == "noindex"
    assert "frame-ancestors 'none'" in shell.headers["content-security-policy"]
    assert "beheer" not in requests.get(f"{visitor.site.url}/sitemap.xml", timeout=60).text


def test_processes_behind_one_port_sign_in_together(
    provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What one process signs another must know: a browser comes back to any of them."""
    store = tmp_path_factory.mktemp("opslag")
    with serving_inside(provider, MONITOR_PROCESSES="3", MONITOR_STORE=str(store)) as site:
        for _ in range(8):
            one = Visitor(site)
            assert one.sign_in(ADMINISTRATOR).headers["location"] == f"{site.url}/beheer"
            assert "(beheerder)" in page_of(one)
