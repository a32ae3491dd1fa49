"""One clock: today is the Dutch day, wherever the server stands and however late it is."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from data_loaders.clock import dutch_date, dutch_time
from data_loaders.files.paths import ROOT

CLOCK = ROOT / "data_loaders" / "clock.py"
MOVED = ROOT / "bench" / "answers" / "at_day.py"  # it moves the clock of a whole process
OWN = ("components", "data_loaders", "endpoints", "pages", "bench")
CODE = [ROOT / "app.py", ROOT / "server.py", *(p for d in OWN for p in (ROOT / d).rglob("*.py"))]
# Whatever else tells the time of day; a stopwatch (monotonic, perf_counter) is no clock.
ASKING = re.compile(
    r"(\w+\.)?(date|datetime|Timestamp)\.(today|now|utcnow|fromtimestamp|utcfromtimestamp)"
    r"|time\.(time|time_ns|localtime|gmtime|ctime|strftime)"
    r"|.*\.astimezone",
    re.DOTALL,
)
NEW_YEAR = "2026-12-31T23:30:00+00:00"
TELL = """
from data_loaders.agreements.calendar import quarter_of
from data_loaders.clock import dutch_today, utc_now
print(dutch_today(), quarter_of(dutch_today()), utc_now().isoformat(timespec="minutes"))
"""


def asked_clocks(code: str) -> set[str]:
    """Every way in which a piece of code asks what time or day it is."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute) and ASKING.fullmatch(ast.unparse(node)):
            found.add(ast.unparse(node))
        if isinstance(node, ast.ImportFrom) and node.module in {"time", "zoneinfo"}:
            found |= {alias.name for alias in node.names} - {"monotonic", "perf_counter", "sleep"}
    return found


def test_nobody_but_the_clock_asks_what_day_it_is() -> None:
    wrong = {
        path.relative_to(ROOT).as_posix(): found
        for path in CODE
        if path not in {CLOCK, MOVED} and (found := asked_clocks(path.read_text("utf-8")))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "code",
    [
        "date.today()",
        "datetime.now()",
        "datetime.datetime.now(tz)",
        "pd.Timestamp.now()",
        "from time import time",
        "moment.astimezone()",
        "field(default_factory=date.today)",
        "time.localtime()",
    ],
)
def test_the_scan_sees_every_way_to_ask(code: str) -> None:
    assert asked_clocks(code)
    assert not asked_clocks("monotonic(); time.sleep(1); f'{day:%d-%m-%Y}'; day.strftime('%Y')")


def test_no_script_or_template_asks_the_clock_of_the_visitor_what_day_it_is() -> None:
    for folder in ("scripts", "sjablonen"):
        for path in (ROOT / "assets" / folder).iterdir():
            text = path.read_text("utf-8")
            assert not re.search(r"new Date\(|toLocale(Date|Time)|datetime\.today", text), path.name


@pytest.mark.parametrize(
    ("moment", "day", "clock"),
    [
        ("2026-12-31T22:59:59+00:00", date(2026, 12, 31), "23:59"),
        ("2026-12-31T23:00:00+00:00", date(2027, 1, 1), "00:00"),
        (NEW_YEAR, date(2027, 1, 1), "00:30"),
        ("2026-06-30T21:59:00+00:00", date(2026, 6, 30), "23:59"),
        ("2026-06-30T22:00:00+00:00", date(2026, 7, 1), "00:00"),
        # The clock goes forward at 01:00 UTC, and back.
        ("2026-03-28T23:00:00+00:00", date(2026, 3, 29), "00:00"),
        ("2026-03-29T00:59:00+00:00", date(2026, 3, 29), "01:59"),
        ("2026-03-29T01:00:00+00:00", date(2026, 3, 29), "03:00"),
        ("2026-03-29T21:59:00+00:00", date(2026, 3, 29), "23:59"),
        ("2026-03-29T22:00:00+00:00", date(2026, 3, 30), "00:00"),
        ("2026-10-24T22:00:00+00:00", date(2026, 10, 25), "00:00"),
        ("2026-10-25T00:30:00+00:00", date(2026, 10, 25), "02:30"),
        ("2026-10-25T01:30:00+00:00", date(2026, 10, 25), "02:30"),
        ("2026-10-25T22:59:00+00:00", date(2026, 10, 25), "23:59"),
        ("2026-10-25T23:00:00+00:00", date(2026, 10, 26), "00:00"),
        ("2026-12-31T18:30:00-05:00", date(2027, 1, 1), "00:30"),
    ],
)
def test_a_moment_falls_on_the_day_of_dutch_clocks(moment: str, day: date, clock: str) -> None:
    found = datetime.fromisoformat(moment)
    assert dutch_date(found) == day
    assert f"{dutch_time(found):%H:%M}" == clock


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Auckland"])
def test_half_past_eleven_utc_on_new_years_eve_is_a_new_quarter_and_a_new_year(
    tmp_path: Path, zone: str
) -> None:
    script = tmp_path / "dag.py"
    script.write_text(TELL)
    done = subprocess.run(
        [sys.executable, "-m", "bench.answers.at_day", NEW_YEAR, str(script)],
        cwd=ROOT,
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["2027-01-01", "2027-Q1", "2026-12-31T23:30+00:00"]
