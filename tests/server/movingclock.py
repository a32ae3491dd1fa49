"""`python movingclock.py FILE SCRIPT`: a script whose clock is as many seconds off as FILE says.

As when the clock of a machine is set: `time.time` jumps, and `time.monotonic` goes on.
"""

from __future__ import annotations

import runpy
import sys
import time
from pathlib import Path

_real = time.time


def main() -> None:
    """Move the clock from now on, then become the script."""
    file, script = Path(sys.argv[1]), sys.argv[2]
    time.time = lambda: _real() + float(file.read_text("ascii") or 0)
    sys.path[:1] = [str(Path.cwd())]
    sys.argv = [script]
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main()
