"""`python -m bench.answers.at_day DAY SCRIPT`: run a script as if it were noon on that day.

`DAY` may also be a moment (2026-12-31T23:30+00:00). Only the clock behind `time.time` is moved, and
it goes on ticking; `data_loaders.clock` asks nothing else. `datetime.now` keeps telling the truth.
"""

from __future__ import annotations

import runpy
import sys
import time
from datetime import datetime

_real = time.time


def main() -> None:
    """Move the clock, then become the script."""
    day, script = sys.argv[1:]
    moment = day if "T" in day else f"{day}T12:00:00"
    shift = datetime.fromisoformat(moment).timestamp() - _real()
    time.time = lambda: _real() + shift
    sys.argv = [script]
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main()
