"""The settings as an operator reads them: how to start, and what was misspelled or is missing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.files.text import read_text
from data_loaders.reports.database import DATABASE_SETTING

# The table is written once, for people; the tests hold it against the code.
MANUAL = ROOT / "docs" / "beheer.md"
ROW = re.compile(r"^\| `(MONITOR_[A-Z0-9_]+)` \| (.+) \| (.*) \|$", re.MULTILINE)
PREFIX = "MONITOR_"


def help_text() -> str:
    """Return how the server is started, and every setting. Raises DataError without the manual."""
    rows = [
        f"  {name}\n      {meaning} (standaard: {default})" for name, meaning, default in _rows()
    ]
    return "\n".join(["Gebruik: python server.py", "Instellingen in de omgeving:", *rows])


def heed(arguments: Sequence[str]) -> None:
    """Show who asks how the server is started, and refuse what it does not know: both end it."""
    if {"-h", "--help"} & set(arguments):
        raise SystemExit(print(help_text()))
    if arguments:
        raise SystemExit(
            f"server.py kent '{arguments[0]}' niet. Instellingen staan in de omgeving; "
            "`python server.py --help` noemt ze."
        )


def notices(env: Mapping[str, str]) -> list[str]:
    """Return what an operator should know of the settings."""
    try:
        known = [name for name, _, _ in _rows()]
    except DataError as problem:  # no reason not to start
        return [str(problem)]
    found = []
    for name in sorted(set(env) - set(known)):
        if name.startswith(PREFIX):
            near = difflib.get_close_matches(name, known, 1, cutoff=0.8)
            meant = f"; bedoelt u {near[0]}?" if near else "."
            found.append(f"{name} is geen instelling van de monitor{meant}")
    if not env.get("MONITOR_URL", "").strip():
        found.append(
            "MONITOR_URL is leeg: er is geen sitemap, geen vast adres van een pagina en geen "
            "plaatje bij een gedeelde link, en catalogus en oEmbed zijn niet te bewaren door een "
            "cache."
        )
    if "://" in env.get("MONITOR_STORE", "") and not env.get(DATABASE_SETTING, "").strip():
        found.append(
            f"{DATABASE_SETTING} is leeg, en de opslag wordt gedeeld: wat hier wordt gemeld, ziet "
            "geen andere machine."
        )
    return found


def _rows() -> list[tuple[str, str, str]]:
    return ROW.findall(read_text(MANUAL))
