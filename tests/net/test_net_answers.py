"""Only a whole, small enough JSON answer gets through; the rest is one plain sentence."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from faultserver import (
    Reply,
    bomb,
    chunked,
    cut_json,
    deflated,
    gzipped,
    html,
    ok,
    refuse_to_talk,
    reset,
    routes,
    shut,
    status,
    too_long,
    typed,
    unsized,
)
from netcases import PAGE, V3, ask, failure, quick, serve

from data_loaders.files.paths import ROOT
from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.session import GuardedSession

ROWS = {"value": [{"Perioden": "2024JJ00", "naam": "Gemeente Één ☂", "waarde": None}] * 500}
WHOLE = ok(ROWS)
GB = 1024**3


@pytest.mark.parametrize("pack", [gzipped, deflated, chunked, unsized, lambda reply: reply])
def test_a_sound_answer_gets_through_however_it_is_sent(pack: Any) -> None:
    with serve(pack(WHOLE)) as server:
        assert ask(quick(server.url)) == ROWS
        assert len(server.log) == 1


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
        "Application/JSON; charset=utf-8",
        "application/geo+json",
        "application/vnd.geo+json; charset=utf-8",
    ],
)
def test_every_kind_of_json_is_taken(content_type: str) -> None:
    with serve(typed(WHOLE, content_type)) as server:
        assert ask(quick(server.url)) == ROWS


def test_a_byte_order_mark_does_no_harm() -> None:
    with serve(replace(WHOLE, body=b"\xef\xbb\xbf" + WHOLE.body)) as server:
        assert ask(quick(server.url)) == ROWS


def test_the_response_works_as_one_of_requests() -> None:
    with serve(gzipped(WHOLE)) as server, budget(quick(server.url), seconds=5):
        response = GuardedSession().get(PAGE)
        response.raise_for_status()
        response.encoding = "utf-8"
        assert response.status_code == 200 and response.content == WHOLE.body
        assert json.loads(response.text) == response.json() == ROWS
        assert b"".join(response.iter_content(100)) == WHOLE.body


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (html(), "answer", "een webpagina in plaats van cijfers"),
        (html(code=404), "missing", "niet meer op dit adres (code 404)"),
        (typed(WHOLE, "text/plain"), "answer", "een ander soort bestand"),
        (typed(WHOLE, "application/atom+xml"), "answer", "een ander soort bestand"),
        (typed(WHOLE, ""), "answer", "een ander soort bestand"),
        (status(410), "missing", "(code 410)"),
        (status(400), "answer", "begrijpt de vraag niet (code 400)"),
        (status(401), "refused", "weigert de gegevens te geven (code 401)"),
        (status(403), "refused", "(code 403)"),
        (status(204), "answer", "geeft geen gegevens (code 204)"),
        (status(206), "answer", "geeft geen gegevens (code 206)"),
        (status(304), "answer", "geeft geen gegevens (code 304)"),
        (status(302), "answer", "geeft geen gegevens (code 302)"),
        (status(501), "server", "heeft een storing (code 501)"),
        (replace(WHOLE, body=b'{"value": [NaN]}'), "answer", "niet te lezen"),
        (replace(WHOLE, body=b'{"value": []} <!-- x -->'), "answer", "niet te lezen"),
        (replace(WHOLE, body=b'{"value": "\xff"}'), "answer", "niet te lezen"),
        (replace(WHOLE, body=b'{"value": "\xe2\x98"}'), "answer", "niet te lezen"),
        (replace(WHOLE, body=b"[" * 200_000 + b"]" * 200_000), "answer", "niet te lezen"),
        (replace(WHOLE, body=b"Storing"), "answer", "niet te lezen"),
        (replace(WHOLE, body=b'{"value": 1e999}'), "answer", "niet te lezen"),
        (replace(WHOLE, headers={**WHOLE.headers, "Content-Encoding": "br"}), "answer", "uit te"),
    ],
)
def test_what_asking_again_would_not_mend_is_asked_once(
    reply: Reply, kind: str, words: str
) -> None:
    with serve(reply) as server:
        error = failure(quick(server.url))
        assert (error.kind, error.host) == (kind, "opendata.cbs.nl")
        assert words in error.sentence and len(server.log) == 1


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (reset(WHOLE, 300), "unreachable", "De verbinding met opendata.cbs.nl is afgebroken."),
        (refuse_to_talk(), "unreachable", "De verbinding met opendata.cbs.nl is afgebroken."),
        (shut(WHOLE, 300), "unreachable", "afgebroken"),
        (shut(chunked(WHOLE), 5000), "unreachable", "afgebroken"),
        (shut(gzipped(WHOLE), 100), "unreachable", "afgebroken"),
        (too_long(WHOLE, 1), "unreachable", "afgebroken"),
        (shut(unsized(WHOLE), 300), "answer", "maar een deel van het antwoord"),
        (unsized(gzipped(cut_json(WHOLE))), "answer", "maar een deel van het antwoord"),
        (shut(unsized(gzipped(WHOLE)), 100), "answer", "maar een deel van het antwoord"),
        (cut_json(WHOLE), "answer", "maar een deel van het antwoord"),
        (cut_json(WHOLE, 0), "answer", "maar een deel van het antwoord"),
        (
            replace(WHOLE, headers={**WHOLE.headers, "Content-Encoding": "gzip"}),
            "unreachable",
            "afgebroken",
        ),
    ],
)
def test_a_part_of_an_answer_is_asked_again_and_never_taken(
    reply: Reply, kind: str, words: str
) -> None:
    with serve(reply) as server:
        error = failure(quick(server.url, attempts=3))
        assert error.kind == kind and words in error.sentence and len(server.log) == 3


def test_a_visitor_reads_no_status_text_of_the_source() -> None:
    with serve(status(500, body=b"SELECT * FROM geheim")) as server:
        assert "geheim" not in str(failure(quick(server.url)))


@pytest.mark.parametrize("over", [0, 1])
def test_an_answer_may_be_as_large_as_the_limit(over: int) -> None:
    with serve(gzipped(WHOLE)) as server:
        settings = quick(server.url, max_bytes=len(WHOLE.body) - over)
        if over:
            error = failure(settings)
            assert error.kind == "too_much" and len(server.log) == 1
        else:
            assert ask(settings) == ROWS


def flat_bomb(window_bits: int) -> bytes:
    """More than 1 GB of spaces in one stream: one packed MB, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window_bits)
    first = packer.compress(b'"') + packer.flush(zlib.Z_FULL_FLUSH)
    step = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + step * 1100


def test_the_flat_bombs_are_what_they_say() -> None:
    for bits in (31, 15, -15):
        unpacker = zlib.decompressobj(bits)
        assert len(unpacker.decompress(flat_bomb(bits), 2**22)) == 2**22


BOMBS = {
    "gzip": lambda: Reply(200, {"Content-Encoding": "gzip"}, flat_bomb(31)),
    "deflate": lambda: Reply(200, {"Content-Encoding": "deflate"}, flat_bomb(15)),
    "raw deflate": lambda: Reply(200, {"Content-Encoding": "deflate"}, flat_bomb(-15)),
    "gzip in gzip": lambda: nested("gzip, gzip", gzip.compress(flat_bomb(31))),
    "gzip in deflate": lambda: nested("gzip, deflate", zlib.compress(flat_bomb(31))),
    "many small members": lambda: Reply(
        200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 2**20) * 1100
    ),
    "in chunks": lambda: chunked(Reply(200, {"Content-Encoding": "gzip"}, flat_bomb(31))),
}


def nested(encoding: str, body: bytes) -> Reply:
    return Reply(200, {"Content-Encoding": encoding}, body)


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_of_more_than_a_gigabyte_costs_less_than_100_mb(make: Any) -> None:
    table = {"/small": ok({}), "/bomb": typed(make(), "application/json")}
    with serve(routes(table)) as server:
        done = subprocess.run(
            [sys.executable, str(Path(__file__).parent / "bombscript.py"), server.url],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
    assert done.returncode == 0, done.stderr
    kind, memory, requests = done.stdout.split()
    assert (kind, requests) == ("too_much", "2")
    assert int(memory) < 100 * 1024 * 1024


def test_a_bomb_of_many_layers_is_refused() -> None:
    with serve(bomb(1000, layers=6)) as server:
        assert failure(quick(server.url)).kind in ("answer", "unreachable")


def test_other_types_are_taken_when_asked_for() -> None:
    with serve(typed(replace(WHOLE, body=b"<gml/>"), "application/gml+xml; version=3.2")) as server:
        with budget(quick(server.url), seconds=5):
            session = GuardedSession(types=["application/gml+xml"])
            assert session.get(PAGE).content == b"<gml/>"
            with pytest.raises(SourceError, match="een ander soort bestand"):
                GuardedSession().get(f"{V3}/x")
        assert server.log[0].headers["accept"] == "application/gml+xml"


def test_a_request_says_who_asks_and_what_for() -> None:
    with serve(ok({})) as server, budget(quick(server.url), seconds=5):
        GuardedSession().get(PAGE, headers={"Cookie": "a=b"}, auth=("user", "secret"))
        headers = server.log[0].headers
        assert headers["user-agent"] == "Arbeidsmarktmonitor Arnhem-Nijmegen"
        assert headers["accept"] == "application/json"
        assert "cookie" not in headers and "authorization" not in headers
