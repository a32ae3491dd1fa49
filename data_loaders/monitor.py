"""What the monitor is called and what it is about: `assets/data/monitor.toml`; and whose it is."""

from __future__ import annotations

import os
import tomllib

import msgspec

from data_loaders.files.paths import DATA, ROOT
from data_loaders.files.tomlfile import read_toml

ABOUT_FILE = DATA / "monitor.toml"
PUBLISHER_SETTING = "MONITOR_PUBLISHER"
CONTACT_SETTING = "MONITOR_CONTACT"


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the open data in words."""

    title: str = msgspec.field(name="titel")
    text: str = msgspec.field(name="omschrijving")


class Monitor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names and words of this monitor; `short` is its name without the region."""

    name: str = msgspec.field(name="naam")
    short: str = msgspec.field(name="kort")
    region: str = msgspec.field(name="regio")
    since: str = msgspec.field(name="sinds")
    keywords: tuple[str, ...] = msgspec.field(name="trefwoorden")
    description: str = msgspec.field(name="omschrijving")
    agreements: About = msgspec.field(name="afspraken")
    sectors: About = msgspec.field(name="speerpuntsectoren")
    figures: About = msgspec.field(name="beschrijving")


MONITOR = read_toml(ABOUT_FILE, Monitor)
"""Read once, at the start: without a name there is nothing to show."""


def publisher() -> str:
    """Return who publishes the site; empty when nobody said."""
    return os.environ.get(PUBLISHER_SETTING, "").strip()


def contact() -> tuple[str, str]:
    """Return where questions go, as it is read and as an address; empty when nobody said.

    What is no e-mail or web address has no address.
    """
    asked = os.environ.get(CONTACT_SETTING, "").strip()
    shown = asked.removeprefix("mailto:").removeprefix("https://").rstrip("/")
    if "@" in shown:
        return shown, f"mailto:{shown}"
    return shown, asked if asked.startswith(("https://", "http://")) else ""


def project_version() -> str:
    """Return the version of this project, from where it is written.

    What was installed may be older than the code beside it, and a container installs nothing.
    """
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])
