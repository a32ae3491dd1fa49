"""What the site knows of its own address, if anything."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from starlette.requests import Request

URL_SETTING = "MONITOR_URL"
OF_REQUEST = "monitor.of-request"


def site_url() -> str:
    """Return the public address of the site with a slash at its end; empty when not set."""
    url = os.environ.get(URL_SETTING, "").strip()
    if urlsplit(url).scheme not in {"http", "https"}:
        return ""
    return f"{url.rstrip('/')}/"


def base_url(request: Request) -> str:
    """Return the address of the site as this request may know it, with a slash at its end.

    The setting goes first: what a request says of its host, anyone can write. Without one the
    request is believed, and what is made from it is for nobody else (`is_of_request`).
    """
    known = site_url()
    if not known:
        request.scope[OF_REQUEST] = True
    return known or str(request.base_url)


def is_of_request(request: Request) -> bool:
    """Tell whether an answer has in it what this request says of its own address."""
    return bool(request.scope.get(OF_REQUEST))
