"""What Streamlit offers beside the page, tried as an attacker would: all of it is closed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from sitework import ROOT, Site, rerun, serving_site, wait_for_end
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from endpoints.guard.gate import OPEN, SOCKET
from pages import PAGES

CLOSED = [
    ("GET", "/_stcore/metrics"),
    ("GET", "/_stcore/metrics?families=cache_memory_bytes"),
    ("GET", "/_stcore/script-health-check"),
    ("GET", "/_stcore/agent/openapi.json"),
    ("GET", "/_stcore/agent/mcp"),
    ("POST", "/_stcore/agent/mcp"),
    ("POST", "/_stcore/agent/interact"),
    ("PUT", "/_stcore/upload_file/sessie/bestand"),
    ("DELETE", "/_stcore/upload_file/sessie/bestand"),
    ("OPTIONS", "/_stcore/upload_file/sessie/bestand"),
    ("GET", "/_stcore/upload_file/sessie/bestand"),
    ("GET", "/_stcore/bidi-components/x/y.js"),
    ("GET", "/_stcore/message?hash=ab"),
    ("GET", "/_stcore/allowed-message-origins"),
    ("GET", "/_stcore/host-config/"),
    ("GET", "/_stcore/stream"),
    ("GET", "/_stcore/"),
    ("GET", "/component/streamlit.x/index.html"),
    ("GET", "/app/static/app.py"),
    ("GET", "/auth/login"),
    ("GET", "/auth/logout"),
    ("GET", "/oauth2callback?code=1&state=2"),
    ("GET", "/beheer"),
    ("GET", "/metrics"),
    ("GET", "/manifest.json"),
    ("GET", "/index.html"),
    ("GET", "/static/"),
    ("GET", "/static"),
    ("GET", "/media/"),
    ("GET", "/overzicht/_stcore/health"),
    ("GET", "/overzicht/_stcore/agent/openapi.json"),
    ("GET", "/.git/config"),
    ("GET", "/.streamlit/config.toml"),
    ("GET", "/server.py"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED, ids=lambda part: part[:45])
def test_it_is_closed(plain: Site, method: str, path: str) -> None:
    answer = plain.ask(path, method)
    assert answer.status == (404 if method == "GET" else 405)
    assert len(answer.body) < 200


LIST = """
import json, server
inner = server.app._build_starlette_app()
print(json.dumps([route.path for route in inner.routes if route not in server.ROUTES]))
"""


def test_every_route_of_streamlit_was_looked_at() -> None:
    """A new version with a new route makes this fail: look at it, then say what it is."""
    done = subprocess.run([sys.executable, "-c", LIST], cwd=ROOT, capture_output=True, check=True)
    paths = set(json.loads(done.stdout.splitlines()[-1]))
    assert paths == {
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/metrics",
        "/_stcore/upload_file/{session_id}/{file_id}",
        "/_stcore/bidi-components/{path:path}",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        SOCKET,
        "/media/{file_id:path}",
        "/component/{path:path}",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "",  # its files for the browser
    }
    passing = {path for path in paths if OPEN.fullmatch(path)}
    assert passing == {"/_stcore/health", "/_stcore/host-config"}


def test_an_upload_to_a_session_of_ones_own_is_refused(plain: Site) -> None:
    with plain.open() as connection:
        connection.send(rerun())
        new = ForwardMsg.FromString(connection.recv(timeout=30))
        session = new.new_session.initialize.session_id
        wait_for_end(connection)
        content = b"x" * 2000
        answer = plain.ask(
            f"/_stcore/upload_file/{session}/1",
            "PUT",
            headers={"Content-Length": str(len(content))},
            body=content,
        )
    assert session
    assert answer.status == 413


def test_a_page_of_another_site_may_not_send_commands(plain: Site) -> None:
    allowed = json.loads(plain.ask("/_stcore/host-config").body)
    assert allowed["allowedOrigins"] == []
    assert allowed["enableCustomParentMessages"] is False
    for path in ("/_stcore/host-config", "/_stcore/health", "/media/00.png", "/"):
        headers = plain.ask(path, headers={"Origin": "https://kwaad.voorbeeld.com"}).headers
        assert headers["Access-Control-Allow-Origin"] is None
        assert headers["Access-Control-Allow-Credentials"] is None


@pytest.mark.parametrize("kind", ["clear_cache", "load_git_info", "debug_shutdown_runtime"])
def test_a_message_a_visitor_never_needs_does_nothing(plain: Site, kind: str) -> None:
    message = BackMsg()
    setattr(message, kind, True)
    with plain.open() as connection:
        connection.send(message.SerializeToString())
        connection.send(rerun())
        wait_for_end(connection)
        connection.send(message.SerializeToString())
        connection.send(rerun())
        assert wait_for_end(connection).script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    assert plain.process.poll() is None


def test_an_address_for_an_upload_is_never_given(plain: Site) -> None:
    message = BackMsg()
    message.file_urls_request.request_id = "1"
    message.file_urls_request.file_names.append("a.txt")
    with plain.open() as connection:
        connection.send(message.SerializeToString())
        connection.send(rerun())
        seen = set()
        while "script_finished" not in seen:
            frame = ForwardMsg.FromString(connection.recv(timeout=30))
            seen.add(frame.WhichOneof("type"))
    assert "file_urls_response" not in seen


def test_the_app_by_itself_needs_none_of_this() -> None:
    """`streamlit run app.py`: the whole app, without our routes and without our rules."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}"]
    with serving_site(command) as site, site.open() as connection:
        connection.send(rerun(PAGES[1].slug))
        assert wait_for_end(connection).script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        assert site.ask("/").headers["Content-Security-Policy"] is None
