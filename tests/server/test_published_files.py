"""What the monitor publishes as plain files: what its server gives, and only what changed."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import boto3
import pytest
from copied import copy_parts
from moto.server import ThreadedMotoServer
from sitework import ROOT, Site, serving_site

from bench.nginx import NGINX, running_nginx
from bench.ports import free_port

BASE = "https://monitor.voorbeeld.nl/"
PROJECTS = "assets/data/afspraken/projecten.csv"
SETTINGS = {"MONITOR_URL": BASE, "MONITOR_FRAMES": "https://gemeente.voorbeeld.nl"}
PARTS = [
    *(f"{folder}/bijstand-aandeel/GM0202" for folder in ("tegel", "deel")),
    "tegel/bijstand-aandeel/alles.",
    "tegel/doel/contact-jongeren",
    "deel/doel/contact-jongeren",
    "tegel/agenda",
    "deel/agenda",
    "tegel.html",
    "catalogus",
    "api/v1/alles.zip",
    "api/v1/registers/projecten",
    "api/v1/observations/uitkeringen",
]
# Of one answer, of one server, or of one moment.
OWN = {"date", "server", "etag", "content-length", "connection", "last-modified", "accept-ranges"}
OWN |= {"vary", "link", "content-disposition", "x-request-id", "keep-alive", "transfer-encoding"}


def publish(
    place: Path | str, *parts: str, root: Path = ROOT, more: tuple[str, ...] = (), **env: str
) -> subprocess.CompletedProcess[str]:
    only = [word for part in parts for word in ("--alleen", part)]
    return subprocess.run(
        [sys.executable, "monitor.py", "publish", str(place), *only, *more],
        cwd=root,
        env=os.environ | {"PYTHONUTF8": "1"} | SETTINGS | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file by path, with what changes when it is written."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in found
    }


def names(folder: Path) -> list[str]:
    return [name for name in files(folder) if not name.startswith("_")]


def told(headers: dict[str, str]) -> dict[str, str]:
    """What headers tell of every answer of this sort."""
    return {key: value for key, value in headers.items() if key not in OWN}


@dataclass(frozen=True)
class Both:
    folder: Path
    port: int
    site: Site

    def ask(self, path: str, coding: str = "") -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/{path}", headers={"Accept-Encoding": coding or "identity"})
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        return reply.status, {name.lower(): value for name, value in reply.getheaders()}, body


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("gepubliceerd") / "map met spatie"
    done = publish(place, *PARTS)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return place


@pytest.fixture(scope="module")
def both(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    if NGINX is None:
        pytest.skip("nginx is not installed (tests/nginx.sh)")
    port = free_port()
    conf = f'server {{ listen 127.0.0.1:{port}; root "{folder}"; include "{folder}/_nginx.conf"; }}'
    place = tmp_path_factory.mktemp("nginx")
    with (
        serving_site(**SETTINGS, MONITOR_REQUESTS_PER_MINUTE="0") as site,
        running_nginx(place, port, conf),
    ):
        yield Both(folder, port, site)


def test_files_have_the_bytes_types_and_headers_of_the_server(both: Both) -> None:
    found = names(both.folder)
    assert len(found) > 60
    for name in found:
        theirs = both.site.ask(f"/{name}")
        status, headers, body = both.ask(name)
        assert (status, theirs.status) == (200, 200), name
        assert body == theirs.body, name
        asked = {key.lower(): value for key, value in theirs.headers.items()}
        assert told(headers) == told(asked), name
        assert (
            headers.get("content-disposition", "").partition(";")[0]
            == (asked.get("content-disposition", "").partition(";")[0])
        ), name


def test_files_are_packed_where_the_server_packs_them(both: Both) -> None:
    for name in ("tegel/agenda.html", "tegel/agenda.csv", "tegel/bijstand-aandeel/GM0202.png"):
        theirs = both.site.ask(f"/{name}", headers={"Accept-Encoding": "gzip"})
        status, headers, body = both.ask(name, "gzip")
        coding = headers.get("content-encoding", "")
        assert (status, coding) == (200, theirs.headers.get("Content-Encoding", "")), name
        assert coding == ("" if name.endswith(".png") else "gzip")
        if coding:
            assert "Accept-Encoding" in headers["vary"]
            assert gzip.decompress(body) == gzip.decompress(theirs.body)


def test_what_is_not_there_and_what_we_keep_for_ourselves_is_not_given(both: Both) -> None:
    for name in ("_manifest.json", "_nginx.conf", "tegel/bestaat-niet.html", "tegel/"):
        assert both.ask(name)[0] in (403, 404), name


def test_every_way_on_from_a_page_is_a_file_or_a_full_address(folder: Path) -> None:
    """Without a question mark: an object storage does not look at what comes after it."""
    pages = [name for name in names(folder) if name.endswith(".html") and name != "tegel.html"]
    assert len(pages) > 10
    for name in pages:
        text = (folder / name).read_text("utf-8")
        for address in re.findall(r'(?:href|src)="([^"#]+)"', text):
            whole = urljoin(f"{BASE}{name}", address)
            if re.match(rf"{BASE}(tegel|deel)/", whole):
                assert whole.removeprefix(BASE) in files(folder), (name, address)
            else:
                assert address.startswith("http"), (name, address)


def test_themes_and_areas_are_steps_in_the_path(folder: Path) -> None:
    for theme in ("licht", "donker"):
        other = {"licht": "donker", "donker": "licht"}[theme]
        page = (folder / f"tegel/bijstand-aandeel/GM0202/{theme}.html").read_text("utf-8")
        assert "Arnhem" in page and f"GM0202/{theme}.png" in page and f"/{other}" not in page
    shared = (folder / "deel/bijstand-aandeel/GM0202/donker.html").read_text("utf-8")
    assert f'<iframe src="{BASE}tegel/bijstand-aandeel/GM0202/donker.html"' in shared
    assert f'href="{BASE}tegel/bijstand-aandeel/alles.csv"' in shared
    assert f'<form method="get" action="{BASE}deel/bijstand-aandeel#insluiten"' in shared


def test_a_second_run_writes_nothing(folder: Path) -> None:
    before = files(folder)
    done = publish(folder, *PARTS)
    assert done.returncode == 0 and done.stdout.startswith("0 van "), done.stdout
    assert files(folder) == before


def test_a_changed_figure_writes_only_its_own(tmp_path: Path) -> None:
    """And one that is damaged, or gone, leaves what stands there to the websites that show it."""
    folder, root = tmp_path / "uit", tmp_path / "project"
    copy_parts(
        root, "assets", "components", "data_loaders", "endpoints", "pages", "monitor.py",
        "requirements.txt",
    )  # fmt: skip
    changed = "tegel/bijstand-aandeel/GM0202"
    parts = (changed, "tegel/ww-aandeel/GM0202", "tegel/agenda")
    assert publish(folder, *parts, root=root).returncode == 0
    before = files(folder)

    data = root / "assets" / "data" / "mja-2026" / "bijstand-aandeel.csv"
    right = data.read_text("utf-8")
    line = next(line for line in right.splitlines() if line.startswith("GM0202,"))
    data.write_text(right.replace(line, line.replace("7.1", "7.4", 1)), "utf-8")
    assert publish(folder, *parts, root=root).returncode == 0
    written = {name for name, state in files(folder).items() if before.get(name) != state}
    own = {name for name in written if not name.startswith("_")}
    assert own and all(name.startswith(changed) for name in own), own
    assert "7,4" in (folder / f"{changed}.html").read_text("utf-8")
    assert f"{changed}.csv" in own

    before = files(folder)
    data.write_text("kapot", "utf-8")
    (root / PROJECTS).write_text("kapot", "utf-8")
    done = publish(folder, *parts, root=root, more=("--opruimen",))
    assert done.returncode == 1 and done.stderr == "", done.stderr
    said = re.findall(
        r"^Niet bijgewerkt(?: \((\d+) bestanden\))?: (.*)$", done.stdout, re.MULTILINE
    )
    kept = [count for count, sentence in said if "bijstand-aandeel.csv, regel 1" in sentence]
    assert kept == [str(sum(name.startswith(changed) for name in files(folder)))]
    assert any("projecten.csv" in sentence for _, sentence in said), done.stdout
    assert {k: v for k, v in files(folder).items() if k[0] != "_"} == {
        k: v for k, v in before.items() if k[0] != "_"
    }

    data.write_text(right, "utf-8")
    shutil.copy(ROOT / PROJECTS, root / PROJECTS)
    (root / "data_loaders" / "indicators" / "bijstand-aandeel.toml").unlink()
    done = publish(folder, changed, root=root)
    assert done.returncode == 0 and "zonder bron blijven staan" in done.stdout, done.stdout
    assert set(files(folder)) == set(before)
    publish(folder, changed, root=root, more=("--opruimen",))
    assert not [name for name in names(folder) if name.startswith(changed)]
    assert [name for name in names(folder) if name.startswith("tegel/ww-aandeel")]


def test_a_damaged_manifest_costs_a_run_and_nothing_else(tmp_path: Path) -> None:
    assert publish(tmp_path, "tegel/agenda").returncode == 0
    before = (tmp_path / "_manifest.json").read_bytes()
    for damage in (b"", b"\xff\xfe", before[: len(before) // 2], b"[]", b'{"files": 3}'):
        (tmp_path / "_manifest.json").write_bytes(damage)
        done = publish(tmp_path, "tegel/agenda")
        assert (done.returncode, done.stderr) == (0, ""), damage
        assert (tmp_path / "_manifest.json").read_bytes() == before


def test_what_cannot_be_used_ends_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("", "utf-8")
    for place, env, said in (
        (tmp_path / "uit", {"MONITOR_URL": ""}, "Zet eerst MONITOR_URL"),
        ("ftp://ergens/map", {}, "Naar 'ftp://' kan niet worden geschreven, wel naar s3://."),
        (tmp_path / "bestand" / "map", {}, "Gegevens bewaren lukt hier niet"),
    ):
        done = publish(place, "tegel/agenda", **env)
        assert done.returncode == 1 and done.stdout == ""
        (sentence,) = done.stderr.splitlines()
        assert said in sentence


def test_object_storage_is_told_the_type_time_and_coding(folder: Path) -> None:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    env = {"AWS_ENDPOINT_URL": address, "AWS_DEFAULT_REGION": "eu-west-1"}
    env |= {"AWS_ACCESS_KEY_ID": "proef", "AWS_SECRET_ACCESS_KEY": "proef"}
    client = boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id="proef",
        aws_secret_access_key="proef",
    )
    parts = ("tegel/bijstand-aandeel/GM0202", "deel/bijstand-aandeel/GM0202")
    try:
        client.create_bucket(Bucket="emmer")
        done = publish("s3://emmer/een/map", *parts, **env)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        for name in (name for name in names(folder) if name.startswith(parts)):
            found = client.get_object(Bucket="emmer", Key=f"een/map/{name}")
            body = found["Body"].read()
            packed = found.get("ContentEncoding", "") == "gzip"
            assert packed == (not name.endswith((".png", ".xlsx"))), name
            plain = gzip.decompress(body) if packed else body
            assert plain == (folder / name).read_bytes(), name
            said = shared_headers(folder, name)
            assert found["ContentType"] == said["content-type"], name
            assert found["CacheControl"] == said["cache-control"], name
        csv = client.head_object(Bucket="emmer", Key=f"een/map/{parts[0]}.csv")
        assert 'filename="bijstand-aandeel_arnhem' in csv["ContentDisposition"]
        again = publish("s3://emmer/een/map", *parts, **env)
        assert again.stdout.startswith("0 van "), again.stdout
    finally:
        server.stop()


def shared_headers(folder: Path, name: str) -> dict[str, str]:
    manifest = json.loads((folder / "_manifest.json").read_bytes())
    found: dict[str, str] = manifest["headers"][manifest["files"][name][3]]
    return found
