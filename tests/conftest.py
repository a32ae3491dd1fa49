"""What all tests share: a monitor that has fetched nothing and asks nobody."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Set before anything is imported, and handed down to every process a test starts.
os.environ["MONITOR_STORE"] = str(Path(tempfile.gettempdir()) / "monitor-zonder-opslag")
os.environ["MONITOR_REFRESH"] = "off"
for name in [name for name in os.environ if name.startswith(("MONITOR_CBS", "MONITOR_PDOK"))]:
    del os.environ[name]
