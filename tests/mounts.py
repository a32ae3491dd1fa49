"""A disk of its own for a process: small, or only to be read."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SMALL = 'mount -t tmpfs -o size=1m,nr_inodes=80 tmpfs "$1"; shift'
READ_ONLY = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; shift'


def mounted(folder: Path, mount: str) -> tuple[str, ...]:
    """Return what to put before a command so that it runs with a mount of its own."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("dit systeem kent geen eigen aankoppelingen per proces")
    before = (unshare, "-rm", "sh", "-ec", f'{mount}; exec "$@"', "sh", str(folder))
    tried = subprocess.run([*before, "true"], capture_output=True, check=False, timeout=20)
    if tried.returncode != 0:
        pytest.skip("dit systeem laat geen eigen aankoppelingen toe")
    return before
