"""A backup brings everything back on another machine, and old links open there."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import boto3
import pytest
from backupcases import AREA, HEADER, ROWS, Machine, project
from moto.server import ThreadedMotoServer
from sitework import Site, serving_site

from components.deck.pins import pin_tile
from data_loaders.decks.deck import Deck
from data_loaders.decks.link import deck_query
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.state import SourceState

TABLE = dataset_of("80794ned")


@pytest.fixture
def link(here: Machine, monkeypatch: pytest.MonkeyPatch) -> str:
    """A link to a presentation with the figures of July, of before the last edition."""
    newest = here.store.versions(TABLE)[0]
    aside = here.root / "nieuwste"
    shutil.move(newest.folder, aside)
    monkeypatch.setenv("MONITOR_STORE", str(here.root / ".monitor"))
    query = deck_query(Deck("Beraad", date(2026, 7, 2), (pin_tile(AREA),)))
    monkeypatch.undo()
    shutil.move(aside, newest.folder)
    return query


def serving(machine: Machine):
    project(machine.root)
    started = ["sh", "-c", 'cd "$0" && exec "$1" server.py', str(machine.root), sys.executable]
    return serving_site(started, **{"MONITOR_STORE": "", **machine.settings})


def shown(site: Site, link: str) -> str:
    answer = site.ask(f"/beraad/tonen?{link}")
    assert answer.status == 200
    return answer.body.decode("utf-8")


def test_an_old_presentation_link_opens_on_an_empty_machine(
    here: Machine, there: Machine, tmp_path: Path, link: str
) -> None:
    file = tmp_path / "bewaard.zip"
    said = here.done("backup", file)
    assert said.startswith(f"Bewaard in {file}: 2 bronnen in 3 versies, 2 meldingen, 1 kant")
    with serving(there) as site:
        before = shown(site, link)
        assert "worden niet meer bewaard" in before and "5.550" not in before
        said = there.done("restore", file)
        assert said.startswith(f"Teruggezet uit {file} (van ") and "2 bronnen in 3 versies" in said
    with serving(there) as site:  # what was not kept is known for a while
        html = shown(site, link)
        assert "5.550" in html and "7.770" not in html
        assert "Er zijn nieuwere cijfers" in html


def test_everything_comes_back_byte_for_byte(here: Machine, there: Machine, tmp_path: Path) -> None:
    here.done("backup", tmp_path / "een.zip")
    there.done("restore", tmp_path / "een.zip")
    assert there.content() == here.content()
    for dataset in here.store.datasets():
        ours, theirs = (machine.store.versions(dataset) for machine in (here, there))
        assert [v.manifest() for v in theirs] == [v.manifest() for v in ours]
        assert there.store.problem(dataset) is None
    assert there.store.read_state(TABLE) == here.store.read_state(TABLE) != SourceState()
    # Once more changes nothing, needs no permission for the registers, and the next version fits.
    there.done("restore", tmp_path / "een.zip", "--overschrijf")
    assert there.content() == here.content()
    assert not list(there.root.rglob("_tmp-*"))
    assert there.store.put(TABLE, "nieuw", {"x": b"1"}, {}).number == 3


def test_anyone_can_open_it_and_it_says_what_it_is(here: Machine, tmp_path: Path) -> None:
    here.done("backup", tmp_path / "een.zip")
    with ZipFile(tmp_path / "een.zip") as archive:
        assert archive.read("kanttekeningen.csv") == here.notes.read_bytes()
        reports = json.loads(archive.read("meldingen.json"))["reports"]
        assert [row["value"] for row in reports] == [12, 30]
        contents = json.loads(archive.read("overzicht.json"))
        assert contents["formaat"] == 2
        assert set(contents["bestanden"]) == set(archive.namelist()) - {"overzicht.json"}


def test_what_is_there_stays_unless_told(here: Machine, there: Machine, tmp_path: Path) -> None:
    file = tmp_path / "een.zip"
    here.done("backup", file)
    first = file.read_bytes()
    assert "Hier staat al iets; met --overschrijf" in here.refused("backup", file)
    assert file.read_bytes() == first
    here.done("backup", file, "--overschrijf")
    assert "De opslag is niet leeg (cbs/80794ned, ingelezen/gwu)." in here.refused("restore", file)
    # A row that was added since is not lost, and neither is the store when it is the registers.
    there.measure(date(2026, 10, 31), 40.0)
    said = there.refused("restore", file)
    assert "De back-up mist 1 melding van de database. Met --overschrijf" in said
    there.done("restore", file, "--overschrijf")
    assert there.content() == here.content()


def test_a_database_that_only_lacks_rows_loses_nothing(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    here.done("backup", tmp_path / "een.zip")
    there.measure(date(2026, 6, 30), 12.0)
    there.done("restore", tmp_path / "een.zip")
    assert there.reported() == here.reported()


def test_a_backup_from_before_the_database_is_put_in_it(there: Machine, tmp_path: Path) -> None:
    """Format 1: measurements as the file they stood in then."""
    data = f"{HEADER}\n{ROWS}".encode()
    contents = {
        "formaat": 1,
        "versie": "0.9.0",
        "gemaakt": "2026-11-01T06:00:00Z",
        "bestanden": {"metingen.csv": sha256(data).hexdigest()},
    }
    with ZipFile(tmp_path / "oud.zip", "w") as archive:
        archive.writestr("overzicht.json", json.dumps(contents))
        archive.writestr("metingen.csv", data)
    said = there.done("restore", tmp_path / "oud.zip")
    assert said.endswith("0 bronnen in 0 versies, 2 metingen.\n")
    listed = there.done("meting", "lijst")
    assert "M0002 contact-jongeren: 30 jongeren en jongvolwassenen op 30-09-2026" in listed
    assert "Verslag; projectleider, 01-10-2026." in listed


def test_a_part_can_be_put_back_alone(here: Machine, there: Machine, tmp_path: Path) -> None:
    here.done("backup", tmp_path / "een.zip")
    notes = there.notes.read_bytes()
    there.done("restore", tmp_path / "een.zip", "--alleen", "meldingen")
    assert there.reported() == here.reported()
    assert (there.notes.read_bytes(), there.store.datasets()) == (notes, [])
    there.done("restore", tmp_path / "een.zip", "--alleen", "opslag")
    assert (there.notes.read_bytes(), there.store.datasets()) == (notes, here.store.datasets())


def test_what_came_later_goes_when_that_is_told(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    here.done("backup", tmp_path / "een.zip")
    there.store.put(TABLE, "veel-later", {"x": b"1"}, {})
    there.store.put("cbs/85554NED", "v1", {"x": b"1"}, {})
    there.done("restore", tmp_path / "een.zip", "--overschrijf")
    assert there.store.datasets() == here.store.datasets()
    assert there.content() == here.content()


def test_a_damaged_version_is_told_and_the_rest_is_kept(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    newest = here.store.versions(TABLE)[0]
    (newest.folder / "_manifest.json").write_bytes(b"kapot")
    found = here.give("backup", tmp_path / "een.zip")
    assert found.returncode == 0
    place = f"{TABLE}/_versions/{newest.folder.name}"
    assert f"Deze bewaarde versie is beschadigd en zit er niet in: {place}\n" in found.stderr
    assert "2 bronnen in 2 versies" in found.stdout
    there.done("restore", tmp_path / "een.zip")
    assert there.store.problem(TABLE) is None


class Bucket:
    """Object storage on loopback, with the settings that lead there."""

    def __init__(self, address: str) -> None:
        self.env = {"AWS_ENDPOINT_URL": address, "AWS_DEFAULT_REGION": "us-east-1"}
        self.env |= {"AWS_ACCESS_KEY_ID": "proef", "AWS_SECRET_ACCESS_KEY": "proef"}
        self.client = boto3.client(
            "s3",
            endpoint_url=address,
            region_name="us-east-1",
            aws_access_key_id="proef",
            aws_secret_access_key="proef",
        )

    def keys(self, bucket: str) -> list[str]:
        found = self.client.list_objects_v2(Bucket=bucket).get("Contents", [])
        return [item["Key"] for item in found]

    def machine(self, root: Path, bucket: str) -> Machine:
        """A machine whose store is shared there; its own folder is `.monitor`."""
        self.client.create_bucket(Bucket=bucket)
        return Machine(root, self.env | {"MONITOR_STORE": f"s3://{bucket}/opslag"})


@pytest.fixture
def bucket():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield Bucket("http://{}:{}".format(*server.get_host_and_port()))
    finally:
        server.stop()


def test_to_object_storage_and_from_there_to_another_shared_store(
    here: Machine, tmp_path: Path, bucket: Bucket, link: str
) -> None:
    place = "s3://bewaard/map/monitor.zip"
    here.settings |= bucket.env
    assert "lukt nu niet (deze plek bestaat niet)" in here.refused("backup", place)
    bucket.client.create_bucket(Bucket="bewaard")
    here.done("backup", place)
    assert "Hier staat al iets" in here.refused("backup", place)
    there = bucket.machine(tmp_path / "daar", "nieuw")
    assert "Hier staat geen back-up." in there.refused("restore", "s3://bewaard/ander.zip")
    there.done("restore", place)
    assert there.content() == here.content()
    assert "De gedeelde opslag is niet leeg" in Machine(tmp_path / "derde", there.settings).refused(
        "restore", place
    )
    # Another machine, with nothing of its own, takes it over and opens the link.
    other = Machine(tmp_path / "ander", there.settings)
    other.done("refresh", "--pull")
    assert [v.number for v in other.store.versions(TABLE)] == [2, 1]
    with serving(other) as site:
        assert "5.550" in shown(site, link)
    # What others put there since goes when that is told, and a backup has all that is shared.
    other.done("backup", "s3://bewaard/tweede.zip")
    there.store.put("cbs/85554NED", "v1", {"x": b"1"}, {})
    there.done("restore", "s3://bewaard/tweede.zip", "--overschrijf")
    assert there.store.datasets() == here.store.datasets()
    names = {key.split("/_versions/")[0] for key in bucket.keys("nieuw") if "/_versions/" in key}
    assert names == {f"opslag/{dataset}" for dataset in here.store.datasets()}


def test_a_shared_store_that_is_away_is_told_and_nothing_is_done(
    here: Machine, tmp_path: Path
) -> None:
    away = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_DEFAULT_REGION": "us-east-1"}
    away |= {"AWS_ACCESS_KEY_ID": "proef", "AWS_SECRET_ACCESS_KEY": "proef"}
    here.done("backup", tmp_path / "een.zip")
    here.settings |= away | {"MONITOR_STORE": "s3://weg/opslag"}
    for command in (("backup", tmp_path / "twee.zip"), ("restore", tmp_path / "een.zip")):
        assert "De gedeelde opslag weg/opslag doet nu niet mee" in here.refused(
            *command, *(["--overschrijf"] if command[0] == "restore" else [])
        )
    assert not (tmp_path / "twee.zip").exists()
