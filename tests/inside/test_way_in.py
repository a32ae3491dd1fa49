"""The way in exists only by its settings, on this machine alone without a sign-in, and for nobody
else than who is in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import told
from signing import ADMINISTRATOR, SECRET, Provider, Visitor
from sitework import Site, rerun, serving_site
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from data_loaders.files.errors import DataError
from endpoints.guard.inside import Inside, login_secrets
from endpoints.guard.settings import read_settings

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


@pytest.mark.parametrize("name", sorted(LOGIN.keys() - {"MONITOR_BEHEER"}))
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
    assert set(visitor.cookies) == {"_streamlit_xsrf"}  # what a signed-in socket must show


def test_the_desk_says_when_nothing_can_be_kept(tmp_path: Path) -> None:
    broken = tmp_path / "meldingen.db"
    broken.write_bytes(b"dit is geen database" * 1000)
    with serving_site(MONITOR_BEHEER="lokaal", MONITOR_DATABASE=f"sqlite:///{broken}") as site:
        with Visitor(site, client="").open() as connection:
            page = told(connection)
            assert "De database is beschadigd" in page and "Er kan nu niets worden bewaard" in page
            assert "Overzicht" in told(connection, "")
        assert site.ask("/beheer/logboek.csv").status == 503
        assert site.ask("/tegel/bevolking").status == 200


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


def test_nobody_sends_a_file_to_an_address(visitor: Visitor) -> None:
    """A file comes over the connection of the page; Streamlit's own way in stays shut for all."""
    visitor.sign_in(ADMINISTRATOR)
    ask = BackMsg()
    ask.file_urls_request.request_id = "1"
    ask.file_urls_request.file_names.append("a.xlsx")
    with visitor.open() as connection:
        connection.send(ask.SerializeToString())
        connection.send(rerun("beheer"))
        kinds, session = set(), ""
        while "script_finished" not in kinds:
            message = ForwardMsg.FromString(connection.recv(timeout=60))
            kinds.add(message.WhichOneof("type"))
            session = session or message.new_session.initialize.session_id
        assert "file_urls_response" not in kinds
        token = {"X-Xsrftoken": visitor.cookies["_streamlit_xsrf"]}
        address = f"/_stcore/upload_file/{session}/1"
        sent = visitor.ask(address, "PUT", files={"file": ("a.xlsx", b"x")}, headers=token)
        assert sent.status_code == 413
        assert visitor.ask(address, "DELETE", headers=token).status_code == 405


def test_the_files_of_the_desk_are_for_who_is_in(provider: Provider, visitor: Visitor) -> None:
    log, template = "/beheer/logboek.csv", "/beheer/sjabloon.xlsx?van=hca"
    assert [visitor.ask(path).status_code for path in (log, template)] == [404, 404]
    visitor.sign_in("iemand@voorbeeld.nl")
    assert [visitor.ask(path).status_code for path in (log, template)] == [404, 404]
    provider.know("zender@voorbeeld.nl", roles=["inzender"])  # of nothing yet
    visitor.sign_in("zender@voorbeeld.nl")
    assert [visitor.ask(path).status_code for path in (log, template)] == [404, 404]
    visitor.sign_in(ADMINISTRATOR)
    found = visitor.ask(log)
    assert found.status_code == 200 and found.text.startswith("moment,account,gedaan,nummer")
    assert found.headers["cache-control"] == "no-store" and "set-cookie" not in found.headers
    assert visitor.ask(template).content.startswith(b"PK")
    for unknown in ("niets", "", "../hca"):
        assert visitor.ask(f"/beheer/sjabloon.xlsx?van={unknown}").status_code == 404


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
