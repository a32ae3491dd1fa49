"""Requests only leave for the sources of the settings."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from faultserver import FaultServer, always, ok, redirect
from netcases import PAGE, V3, V4, failure, quick

from data_loaders.files.errors import DataError
from data_loaders.net.address import locate
from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.session import GuardedSession, get_json
from data_loaders.net.settings import ORIGINS, NetSettings, settings_from_env

MIRROR = "http://127.0.0.1:9000/v3"
SETTINGS = NetSettings(origins={V3: MIRROR, V4: V4})
EVIL = [
    "https://evil.example/data",
    "http://opendata.cbs.nl/data",
    "ftp://opendata.cbs.nl/data",
    "file:///etc/passwd",
    "https://opendata.cbs.nl:8443/data",
    "https://opendata.cbs.nl@evil.example/data",
    "https://user:secret@opendata.cbs.nl/data",
    "https://opendata.cbs.nl.evil.example/data",
    "https://evil-opendata.cbs.nl/data",
    "https://opendata.cbs.nl./data",
    "https://opendata.cbs.nl%2eevil.example/data",
    "https://evil.example#@opendata.cbs.nl/data",
    "https://evil.example?@opendata.cbs.nl/data",
    "https://evil.example\\@opendata.cbs.nl/data",
    "https://evil.example%00.opendata.cbs.nl/",
    "https://2130706433/data",
    "https://0x7f.0.0.1/data",
    "https://[::1]/data",
    "https://169.254.169.254/latest/meta-data",
    "http://127.0.0.1:9001/v3/data",
    "http://127.0.0.1/v3/data",
    "http://127.0.0.1:9000/v4/data",
    "http://127.0.0.1:9000/v3x/data",
    "http://127.0.0.1:9000/v3/../v4/data",
    "https://127.0.0.1:9000/v3/data",
    "http://localhost:9000/v3/data",
    "//opendata.cbs.nl/data",
    "opendata.cbs.nl/data",
    "https://",
    "https://[/data",
    "",
]


@pytest.mark.parametrize("url", EVIL)
def test_an_address_that_is_not_ours_is_blocked(url: str) -> None:
    with pytest.raises(SourceError) as caught:
        locate(url, SETTINGS)
    assert caught.value.kind == "blocked"


@pytest.mark.parametrize("url", EVIL)
def test_a_blocked_address_is_not_looked_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **_: asked.append(args))
    monkeypatch.setattr(socket.socket, "connect", lambda *args: asked.append(args))
    error = failure(SETTINGS, url, seconds=1)
    assert (error.kind, error.status, asked) == ("blocked", None, [])


@pytest.mark.parametrize(
    ("url", "asked", "host"),
    [
        (f"{V3}/ODataFeed/x?$filter=a%20eq%20'b'", f"{MIRROR}/ODataFeed/x?$filter=a%20eq%20'b'", 0),
        ("https://OPENDATA.cbs.nl:443/x#deel", f"{MIRROR}/x", 0),
        (f"{V3}/x?next=https://evil.example/", f"{MIRROR}/x?next=https://evil.example/", 0),
        (f"{V3}?a=1", f"{MIRROR}/?a=1", 0),
        (f"{MIRROR}/x?a=1", f"{MIRROR}/x?a=1", 0),
        (MIRROR, MIRROR, 0),
        (f"{V4}/odata/v1/CBS", f"{V4}/odata/v1/CBS", 1),
    ],
)
def test_a_source_is_asked_at_its_base(url: str, asked: str, host: int) -> None:
    found = locate(url, SETTINGS)
    assert found.url == asked
    assert found.host == ["opendata.cbs.nl", "datasets.cbs.nl"][host]
    assert "?" not in found.path


def test_every_result_starts_with_a_base_of_the_settings() -> None:
    """Whatever stands in the rest of the address cannot change the host."""
    for rest in (
        "@evil.example",
        "\\@evil.example",
        "//evil.example",
        "/\t/evil.example",
        "/%0d%0a",
    ):
        try:
            found = locate(V4 + rest, SETTINGS).url
        except SourceError:
            continue
        assert found.startswith(V4 + "/")


def test_two_sources_may_share_a_mirror() -> None:
    origins = {V3: "http://127.0.0.1:9000/v3", V4: "http://127.0.0.1:9000/v4"}
    found = locate("http://127.0.0.1:9000/v4/x", NetSettings(origins=origins))
    assert (found.host, found.url) == ("datasets.cbs.nl", "http://127.0.0.1:9000/v4/x")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_refused_before_it_is_asked(code: int) -> None:
    with FaultServer(always(ok({}))) as other:
        with FaultServer(always(redirect(f"{other.url}/steal", code))) as source:
            error = failure(quick(source.url))
        assert (error.kind, error.host, other.log) == ("blocked", "127.0.0.1", [])
        assert len(source.log) == 1


def test_a_redirect_within_the_source_is_followed() -> None:
    def handler(request: Any) -> Any:
        steps = {"/v3/a": redirect(f"{V3}/b"), "/v3/b": redirect("/v3/c?x=1")}
        return steps.get(request.path, ok(request.query))

    with FaultServer(handler) as server, budget(quick(f"{server.url}/v3"), seconds=5) as spent:
        assert get_json(f"{V3}/a") == {"x": "1"}
        assert server.paths == ["/v3/a", "/v3/b", "/v3/c"] and spent.requests == 3


def test_a_redirect_from_https_to_http_is_refused() -> None:
    with FaultServer(always(redirect("http://opendata.cbs.nl/x"))) as server:
        assert failure(quick(server.url)).kind == "blocked"


def test_redirects_in_a_circle_end() -> None:
    with FaultServer(always(redirect(PAGE))) as server:
        error = failure(quick(server.url))
        assert error.kind == "answer" and len(server.log) == 5


@pytest.mark.parametrize(
    "location", ["https://[", "\\\\evil.example", "javascript:alert(1)", "\x01"]
)
def test_a_strange_redirect_does_no_harm(location: str) -> None:
    with FaultServer(always(redirect(location))) as server:
        assert failure(quick(server.url)).kind in ("blocked", "answer")


@pytest.mark.parametrize("method", ["post", "put", "delete", "head", "options"])
def test_only_get_leaves(method: str) -> None:
    with FaultServer(always(ok({}))) as server, budget(quick(server.url), seconds=5):
        with pytest.raises(SourceError, match="alleen gelezen"):
            getattr(GuardedSession(), method)(PAGE)
        assert server.log == []


def test_a_hostile_host_name_is_not_repeated_to_visitors() -> None:
    error = failure(SETTINGS, "https://bel-06-12345678-<b>nu</b>.example/")
    assert "<b>" not in error.sentence and error.kind == "blocked"
    assert failure(SETTINGS, "https://" + "a." * 60 + "nl/").sentence == (
        "Een onbekend adres hoort niet bij de bronnen en is niet geopend."
    )


def test_the_environment_points_a_source_to_a_mirror() -> None:
    settings = settings_from_env({"MONITOR_CBS_V3_URL": " http://127.0.0.1:9000/v3/ "})
    assert settings.origins == {name: name for name in ORIGINS} | {V3: MIRROR}
    assert settings_from_env({}) == NetSettings()


@pytest.mark.parametrize("variable", ORIGINS.values())
@pytest.mark.parametrize(
    "value",
    [
        "opendata.cbs.nl",
        "ftp://a.nl",
        "https://",
        "http://u:p@a.nl",
        "http://a.nl/?x=1",
        "http://a.nl/#x",
        "http://[",
        "http://a.nl:99999",
        f"http://{'a' * 64}.nl",
    ],
)
def test_a_wrong_mirror_is_refused_with_its_variable(variable: str, value: str) -> None:
    with pytest.raises(DataError, match=f"^{variable} moet een webadres zijn"):
        settings_from_env({variable: value})
