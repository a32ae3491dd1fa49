"""The way in exists only by its settings, on this machine alone without a sign-in, and for nobody
else than who is in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from desk import told
from signing import ADMINISTRATOR, SECRET, Visitor
from sitework import Site, rerun, serving_site
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from data_loaders.files.errors import DataError
from endpoints.guard.inside import LARGEST_UPLOAD, Inside, login_secrets
from endpoints.guard.settings import read_settings

UPLOAD = f"/_stcore/upload_file/{'0' * 36}/{'1' * 36}"
LOGIN = {
    "MONITOR_BEHEER": "aanmelden",
    "MONITOR_URL": "https://monitor.voorbeeld.nl",
    "MONITOR_OIDC_URL": "https://inloggen.voorbeeld.nl/.well-known/openid-configuration",
    "MONITOR_OIDC_CLIENT": "monitor",
    "MONITOR_OIDC_SECRET": "geheim",
    "MONITOR_COOKIE_SECRET": SECRET,
    "MONITOR_BEHEERDERS": ADMINISTRATOR,
}


@pytest.fixture(scope="module")
def local() -> Iterator[Site]:
    with serving_site(MONITOR_BEHEER="lokaal") as site:
        yield site


@pytest.mark.parametrize("name", LOGIN.keys() - {"MONITOR_BEHEER"})
def test_a_sign_in_needs_every_setting(name: str) -> None:
    assert login_secrets(read_settings(LOGIN))["auth"]["redirect_uri"].endswith("/oauth2callback")
    Inside(read_settings(LOGIN))
    with pytest.raises(DataError, match=f"MONITOR_BEHEER=aanmelden kan niet zonder .*{name}"):
        Inside(read_settings({**LOGIN, name: ""}))


def test_a_sign_in_goes_over_https_or_stays_on_this_machine() -> None:
    with pytest.raises(DataError, match="alleen over https"):
        Inside(read_settings({**LOGIN, "MONITOR_URL": "http://monitor.voorbeeld.nl"}))
    Inside(read_settings({**LOGIN, "MONITOR_URL": "http://localhost:8501"}))


def test_without_the_word_the_other_settings_open_nothing() -> None:
    settings = read_settings({**LOGIN, "MONITOR_BEHEER": ""})
    assert login_secrets(settings) == {}
    assert not Inside(settings).access.mode


@pytest.mark.parametrize(
    "wide",
    [
        {"MONITOR_ADDRESS": "0.0.0.0"},
        {"MONITOR_ADDRESS": "::"},
        {"MONITOR_ADDRESS": "192.168.1.4"},
        {"MONITOR_ADDRESS": "monitor.voorbeeld.nl"},
        {"MONITOR_URL": "https://monitor.voorbeeld.nl"},
        {"MONITOR_PROXIES": "127.0.0.1"},
        {"MONITOR_FRAMES": "overal"},
        {"MONITOR_FRAMES": "https://www.voorbeeld.nl"},
    ],
)
def test_without_a_sign_in_the_server_is_for_this_machine_alone(wide: dict[str, str]) -> None:
    (name,) = wide
    with pytest.raises(DataError, match=f"MONITOR_BEHEER=lokaal .* {name} opent hem voor anderen"):
        Inside(read_settings({"MONITOR_BEHEER": "lokaal"} | wide))


def test_on_this_machine_the_desk_is_open_and_signs_nobody_in(local: Site) -> None:
    visitor = Visitor(local, client="")
    with visitor.open() as connection:
        assert "alleen op deze machine te zien" in told(connection)
    for path in ("/auth/login", "/auth/logout", "/oauth2callback"):
        assert local.ask(path).status == 404
    assert set(visitor.cookies) == {"_streamlit_xsrf"}  # what an upload must show


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "kwaad.voorbeeld.com"},
        {"Host": "kwaad.voorbeeld.com:8501"},
        {"Host": "localhost.kwaad.voorbeeld.com"},
        {"Host": ""},
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
    ],
    ids=str,
)
def test_a_name_or_a_proxy_that_leads_here_finds_nothing(
    local: Site, headers: dict[str, str]
) -> None:
    """A page of another site may have a name of its own lead to this machine."""
    for path in ("/beheer", "/", "/_stcore/health", "/_stcore/stream"):
        assert local.ask(path, headers=headers).status == 421


def file_addresses(visitor: Visitor) -> list[str]:
    """Ask for the address to send a file to, as the page does; none when nobody answers."""
    ask = BackMsg()
    ask.file_urls_request.request_id = "1"
    ask.file_urls_request.file_names.append("a.xlsx")
    found: list[str] = []
    with visitor.open() as connection:
        connection.send(ask.SerializeToString())
        connection.send(rerun("beheer"))
        while True:
            message = ForwardMsg.FromString(connection.recv(timeout=60))
            if message.WhichOneof("type") == "file_urls_response":
                found += [item.upload_url for item in message.file_urls_response.file_urls]
            if message.WhichOneof("type") == "script_finished":
                return found


def send(
    visitor: Visitor, address: str, content: bytes, method: str = "PUT", **headers: str
) -> int:
    token = {"X-Xsrftoken": visitor.cookies.get("_streamlit_xsrf", "")}
    files = {"file": ("a.xlsx", content)} if method == "PUT" else None
    return visitor.ask(address, method, files=files, headers=token | headers).status_code


def test_only_who_is_in_may_send_a_file(visitor: Visitor) -> None:
    assert file_addresses(visitor) == []
    assert send(visitor, UPLOAD, b"x") == 413
    visitor.sign_in("iemand@voorbeeld.nl")  # has an account, but no role here
    assert file_addresses(visitor) == []
    assert send(visitor, UPLOAD, b"x") == 413
    visitor.sign_in(ADMINISTRATOR)
    (address,) = file_addresses(visitor)
    with visitor.open():
        assert send(visitor, address, b"x") == 400  # of a session that is gone


def test_a_file_needs_the_token_of_our_page_and_a_size(visitor: Visitor) -> None:
    visitor.sign_in(ADMINISTRATOR)
    with visitor.open() as connection:
        connection.send(rerun("beheer"))
        while True:
            message = ForwardMsg.FromString(connection.recv(timeout=60))
            if message.WhichOneof("type") == "new_session":
                break
        session = message.new_session.initialize.session_id
        address = f"/_stcore/upload_file/{session}/{'2' * 36}"
        assert send(visitor, address, b"x" * 1000) == 204
        assert send(visitor, address, b"", "DELETE") == 204
        assert send(visitor, address, b"x", **{"X-Xsrftoken": "2|00000000|00|1"}) == 403
        assert send(visitor, address, b"x" * LARGEST_UPLOAD) == 413
        parts = (b"x" * 1000 for _ in range(10))
        assert visitor.ask(address, "PUT", data=parts).status_code == 413  # of no size
        for strange in ("/_stcore/upload_file/../x", f"{address}/3", UPLOAD[:-1]):
            assert send(visitor, strange, b"x") in (400, 405, 413)
        assert send(visitor, address, b"x", "POST") in (405, 413)


def test_an_account_may_not_go_on_sending_files(visitor: Visitor) -> None:
    """By any number of machines: it is the account that counts."""
    statuses = []
    for _ in range(3):
        one = Visitor(visitor.site)
        one.sign_in(ADMINISTRATOR)
        statuses += [send(one, UPLOAD, b"x") for _ in range(6)]
    assert 429 in statuses


def test_what_the_page_is_told_of_the_settings_holds_no_secret(visitor: Visitor) -> None:
    visitor.sign_in(ADMINISTRATOR)
    with visitor.open() as connection:
        connection.send(rerun("beheer"))
        while True:
            frame = connection.recv(timeout=60)
            assert isinstance(frame, bytes)
            assert SECRET.encode() not in frame and b"geheim-van-de-proef" not in frame
            if ForwardMsg.FromString(frame).WhichOneof("type") == "script_finished":
                break
    config = visitor.ask("/_stcore/host-config").text
    assert not re.search("geheim|oidc", json.dumps(config), re.IGNORECASE)
    assert SECRET not in visitor.site.log_text()
