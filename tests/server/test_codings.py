"""What is packed is packed by us: for who takes it, with a tag of its own, whoever answers."""

from __future__ import annotations

import gzip
import re

import brotli
import pytest
from sitework import Site

UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
PLACES = ["/tegel/bevolking", "/over", "/api/v1/indicators", "/catalogus.ttl", "/favicon.ico"]
PLACES += ["/deel/bevolking", "/beraad/tonen?v=1&tegels=t", "/tegel/bevolking.xlsx", "/robots.txt"]
REFUSED = [
    "",
    "identity",
    "gzip;q=0",
    "gzip; q=0.0",
    "gzip;q=0,br;q=0",
    "x-gzip",
    "*;q=0",
    "deflate",
]
TAKEN = ["gzip", "GZIP", "br;q=0, gzip;q=1.0", "gzip, *;q=0"]


@pytest.mark.parametrize("path", PLACES)
def test_only_who_takes_a_coding_gets_it_and_under_its_own_tag(plain: Site, path: str) -> None:
    bare = plain.ask(path)
    assert bare.status == 200
    tags = {}
    for takes in (*REFUSED, *TAKEN):
        answer = plain.ask(path, headers={"Accept-Encoding": takes})
        coding = answer.headers.get("Content-Encoding", "")
        assert not (coding and takes in REFUSED), takes
        assert UNPACK[coding](answer.body) == bare.body, takes
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        tags.setdefault(answer.headers.get("ETag"), set()).add(coding)
        varies = re.split(r",\s*", answer.headers.get("Vary", ""))
        assert len(varies) == len(set(varies)), varies
        assert not coding or "Accept-Encoding" in varies
    assert all(len(codings) == 1 for codings in tags.values()) or None in tags


def test_what_is_worth_packing_is_packed(plain: Site) -> None:
    for path in PLACES[:4]:
        answer = plain.ask(path, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip", path
