"""What the tests of the network layer share: quick settings and one question."""

from __future__ import annotations

import time
from typing import Any

import pytest
from faultserver import FaultServer, Handler, Reply, always

from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.session import get_json
from data_loaders.net.settings import NetSettings

V3 = "https://opendata.cbs.nl"
V4 = "https://datasets.cbs.nl"
PAGE = f"{V3}/ODataFeed/odata/80590ned/TypedDataSet"
LONG = 40.0
"""Seconds. How long a question would last without the rule under test: it ends in less than half,
however slow the machine."""


def quick(base: str, **changes: Any) -> NetSettings:
    """Settings that ask a mirror and lose no time."""
    values: dict[str, Any] = {
        "origins": {V3: base},
        "connect_timeout": 0.5,
        "read_timeout": 0.5,
        "backoff_base": 0.01,
        "backoff_max": 0.05,
        "min_interval": 0,
    }
    return NetSettings(**values | changes)


def serve(reply: Reply | Handler) -> FaultServer:
    return FaultServer(always(reply) if isinstance(reply, Reply) else reply)


def failure(settings: NetSettings, url: str = PAGE, seconds: float = 5) -> SourceError:
    """The error that asking for `url` gives; it names no address."""
    with budget(settings, seconds=seconds), pytest.raises(SourceError) as caught:
        get_json(url)
    sentence = caught.value.sentence
    assert "?" not in sentence and "/" not in sentence
    assert sentence.endswith(".") and sentence.count(". ") == 0
    return caught.value


def ask(settings: NetSettings, url: str = PAGE, seconds: float = 5) -> Any:
    with budget(settings, seconds=seconds):
        return get_json(url)


class Stopwatch:
    """Measures the seconds of a `with` block."""

    def __enter__(self) -> Stopwatch:
        self.started = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.monotonic() - self.started

    def stopped_early(self, whole: float = LONG) -> bool:
        """Whether it took less than half of what it takes when nothing stops it."""
        return self.seconds < whole / 2
