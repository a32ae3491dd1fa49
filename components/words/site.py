"""What the monitor is called. Pure."""

from __future__ import annotations

SITE = "Arbeidsmarktmonitor Arnhem-Nijmegen"
