"""The settings: safe without any, refused in one sentence when wrong, and all in one table."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields

import pytest
from sitework import ROOT, Site

from data_loaders.files.errors import DataError
from endpoints.guard.settings import VARIABLES, Settings, read_settings
from endpoints.guard.usage import ROW, help_text, notices

NAME = re.compile(r"MONITOR_[A-Z0-9_]+[A-Z0-9]")


def test_without_any_setting_the_defaults_are_safe() -> None:
    settings = read_settings({})
    assert settings.address == "localhost"
    assert settings.frames == ("'self'",)
    assert settings.proxies == settings.hosts == ()
    assert settings.url == settings.security_contact == ""
    assert settings.metrics_port == settings.hsts_seconds == 0
    limits = (settings.sockets, settings.sockets_per_client, settings.opens_per_minute)
    assert all((*limits, settings.reruns_per_second, settings.requests_per_minute))


def test_every_field_has_one_variable() -> None:
    assert [variable.field for variable in VARIABLES] == [field.name for field in fields(Settings)]
    assert len({variable.name for variable in VARIABLES}) == len(VARIABLES)


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("MONITOR_URL", "https://a.nl/b/", "url", "https://a.nl/b"),
        ("MONITOR_FRAMES", "geen", "frames", ("'none'",)),
        ("MONITOR_FRAMES", "overal", "frames", ("*",)),
        ("MONITOR_FRAMES", "https://A.nl http://b.nl:81", "frames",
         ("'self'", "https://a.nl", "http://b.nl:81")),
        ("MONITOR_HOSTS", "A.nl *.b.nl [::1]", "hosts", ("a.nl", "*.b.nl", "[::1]")),
        ("MONITOR_PROXIES", "10.0.0.5 10.0.0.0/8 ::1", "proxies",
         ("10.0.0.5/32", "10.0.0.0/8", "::1/128")),
        ("MONITOR_HSTS", " 31536000 ", "hsts_seconds", 31_536_000),
        ("MONITOR_SECURITY_CONTACT", "mailto:a@b.nl", "security_contact", "mailto:a@b.nl"),
        ("MONITOR_SOCKETS", "", "sockets", 1000),
    ],
)  # fmt: skip
def test_a_setting_is_read(name: str, text: str, field: str, value: object) -> None:
    assert getattr(read_settings({name: text}), field) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("MONITOR_URL", "monitor.nl"),
        ("MONITOR_URL", "javascript:alert(1)"),
        ("MONITOR_URL", "https://a.nl/?x=1"),
        ("MONITOR_URL", 'https://a.nl/"><script>'),
        ("MONITOR_URL", "https://user:geheim@a.nl"),
        ("MONITOR_FRAMES", "a.nl"),
        ("MONITOR_FRAMES", "https://a.nl; script-src *"),
        ("MONITOR_FRAMES", "https://a.nl;"),
        ("MONITOR_FRAMES", "https://a.nl/pad"),
        ("MONITOR_FRAMES", "https://a.nl\r\nX-Ander: kop"),
        ("MONITOR_HOSTS", "https://a.nl"),
        ("MONITOR_HOSTS", "a.nl:80"),
        ("MONITOR_PROXIES", "*"),
        ("MONITOR_PROXIES", "proxy.intern"),
        ("MONITOR_PROXIES", "10.0.0.1/8"),
        ("MONITOR_HSTS", "ja"),
        ("MONITOR_HSTS", "-1"),
        ("MONITOR_HSTS", "999999999"),
        ("MONITOR_SECURITY_CONTACT", "veilig@a.nl"),
        ("MONITOR_SECURITY_CONTACT", "mailto:a@b.nl\nExpires: nooit"),
        ("MONITOR_METRICS_PORT", "65536"),
        ("MONITOR_METRICS_ADDRESS", "0.0.0.0\n1"),
        ("MONITOR_PORT", "8501a"),
        ("MONITOR_SOCKETS", "٣"),
        ("MONITOR_BEHEER", "aan"),
        ("MONITOR_OIDC_URL", "http://inloggen.a.nl/.well-known/openid-configuration"),
        ("MONITOR_OIDC_URL", "https://inloggen.a.nl/"),
        (
            "MONITOR_OIDC_URL",
            "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
        ),
        ("MONITOR_COOKIE_SECRET", "te kort"),
        ("MONITOR_BEHEERDERS", "a@b.nl " + "x" * 201),
        ("MONITOR_BEHEER_MINUTEN", "1441"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_name(name: str, text: str) -> None:
    with pytest.raises(DataError) as wrong:
        read_settings({name: text})
    sentence = str(wrong.value)
    assert sentence.startswith(f"{name} is '")
    assert sentence.endswith("(zie docs/beheer.md).")
    assert "\n" not in sentence


def test_a_secret_is_never_shown() -> None:
    secret = "kort geheim"
    with pytest.raises(DataError) as wrong:
        read_settings({"MONITOR_COOKIE_SECRET": secret})
    assert secret not in str(wrong.value)
    settings = read_settings({"MONITOR_COOKIE_SECRET": "g" * 40, "MONITOR_OIDC_SECRET": "h" * 40})
    assert "g" * 40 not in repr(settings) and "h" * 40 not in repr(settings)


@pytest.mark.parametrize(
    "command", [["server.py"], ["-m", "streamlit", "run", "server.py", "--server.port", "0"]]
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": "", "PYTHONUTF8": "1", "MONITOR_FRAMES": "a.nl", "MONITOR_PORT": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("MONITOR_FRAMES is 'a.nl', maar")


def test_the_table_names_every_variable_of_the_code_once() -> None:
    text = (ROOT / "docs" / "beheer.md").read_text("utf-8")
    rows = [name for name, _meaning, _default in ROW.findall(text)]
    code = {
        name
        for package in ("data_loaders", "components", "endpoints", "pages")
        for path in (ROOT / package).rglob("*.py")
        for name in NAME.findall(path.read_text("utf-8"))
    }
    assert len(rows) == len(set(rows))
    assert set(rows) == code


def test_the_table_gives_the_defaults_of_the_code() -> None:
    text = (ROOT / "docs" / "beheer.md").read_text("utf-8")
    told = {name: default for name, _meaning, default in ROW.findall(text)}
    for variable in VARIABLES:
        assert told[variable.name] == (f"`{variable.default}`" if variable.default else "leeg")


def test_help_names_every_setting() -> None:
    done = subprocess.run(
        [sys.executable, "server.py", "--help"],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=True,
        env={"PATH": "", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stdout.strip() == help_text()
    assert all(variable.name in done.stdout for variable in VARIABLES)


def test_what_is_no_setting_is_refused_on_the_command_line() -> None:
    for given in (["--port", "9000"], ["9000"]):
        done = subprocess.run(
            [sys.executable, "server.py", *given], cwd=ROOT, capture_output=True,
            encoding="utf-8", timeout=120, check=False, env={"PATH": "", "PYTHONUTF8": "1"},
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (1, "")
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"server.py kent '{given[0]}' niet.") and "--help" in line


def test_help_is_there_when_a_setting_is_wrong() -> None:
    done = subprocess.run(
        [sys.executable, "server.py", "-h"], cwd=ROOT, capture_output=True, encoding="utf-8",
        timeout=120, check=True, env={"PATH": "", "PYTHONUTF8": "1", "MONITOR_PORT": "x"},
    )  # fmt: skip
    assert done.stdout.strip() == help_text()


def test_a_misspelled_setting_is_named_with_what_was_meant() -> None:
    told = notices({"MONITOR_SOKETS": "5", "MONITOR_URL": "https://a.nl", "PATH": "x"})
    assert told == ["MONITOR_SOKETS is geen instelling van de monitor; bedoelt u MONITOR_SOCKETS?"]
    assert notices({"MONITOR_XYZQ": "1", "MONITOR_URL": "https://a.nl"})[0].endswith("monitor.")


def test_without_an_address_of_its_own_the_server_says_what_that_costs(plain: Site) -> None:
    assert "MONITOR_URL is leeg" in plain.log_text()
    assert notices({"MONITOR_URL": "https://a.nl"}) == []
