"""Ask one source in a process of its own; print the kind of failure and the extra memory."""

from __future__ import annotations

import resource
import sys

from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.session import get_json
from data_loaders.net.settings import NetSettings


def peak() -> int:
    """The most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(base: str) -> None:
    settings = NetSettings(origins={"https://opendata.cbs.nl": base})
    kind = "none"
    with budget(settings, seconds=30) as spent:
        # A first answer, so that what any request needs is not counted.
        get_json("https://opendata.cbs.nl/small")
        before = peak()
        try:
            get_json("https://opendata.cbs.nl/bomb")
        except SourceError as error:
            kind = error.kind
    print(kind, peak() - before, spent.requests)


if __name__ == "__main__":
    main(sys.argv[1])
