"""The log: what must be mended, and not who came by."""

from __future__ import annotations

import logging


def keep_no_log_of_visitors() -> None:
    """Silence the log of requests, which Streamlit turns on while it starts."""
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True
