"""A real server, started as a visitor's would be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.ports import free_port
from bench.servers import is_answering

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def serving(entry: str = "server.py", **environment: str) -> Iterator[str]:
    """Start the app as a visitor's server would, and stop it afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", entry, "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ | environment
    )
    try:
        health = f"http://localhost:{port}/_stcore/health"
        assert is_answering(health, process), "the server did not start"
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=60)
