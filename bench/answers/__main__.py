"""`python -m bench.answers`: record all answers of the product, and compare two recordings."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from bench.answers.compare import compare, report
from bench.answers.record import record
from bench.servers import BenchError


def main() -> int:
    """Return 0 (recorded, or no differences), 1 (differences) or 2 (not possible)."""
    parser = argparse.ArgumentParser(prog="python -m bench.answers", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    recording = commands.add_parser("record", help="ask everything, one file per answer")
    recording.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    recording.add_argument("--url", default="", help="a server that runs already")
    comparing = commands.add_parser("compare", help="show what differs between two recordings")
    comparing.add_argument("before", type=Path, metavar="DIR1")
    comparing.add_argument("after", type=Path, metavar="DIR2")
    comparing.add_argument("--full", action="store_true", help="whole differences")
    options = parser.parse_args()
    # A plain end of the process would leave the server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _run(options)
    except (BenchError, OSError) as problem:
        print(f"Niet gelukt: {problem}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    if options.command == "compare":
        found = compare(options.before, options.after)
        for line in report(found, options.before, options.after, full=options.full):
            print(line)
        return 0 if found and all(item.verdict == "gelijk" for item in found) else 1
    started = time.monotonic()
    record(options.folder, options.url)
    count = sum(1 for _ in options.folder.rglob("*.txt"))
    print(f"{count} antwoorden in {time.monotonic() - started:.0f} s: {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
