"""What is made before the first visitor waits for it, and that it can be left to them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import json
from components.exhibit import indicator
from components.exhibit.on_page import page_exhibit
from components.exhibit.warmup import warm_up
from data_loaders import cache
from data_loaders.clock import dutch_today
warm_up()
read, made = cache._load.cache_info().misses, indicator._kept.cache_info().misses
page_exhibit("pendel-in", "licht", dutch_today())
print(json.dumps([read > 50, made > 50, indicator._kept.cache_info().misses - made]))
"""


@pytest.mark.parametrize(("word", "found"), [("", [True, True, 0]), ("uit", [False, False, 1])])
def test_figures_are_made_before_they_are_asked_unless_that_is_off(
    word: str, found: list[object]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=os.environ | {"MONITOR_WARMUP": word},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == found
