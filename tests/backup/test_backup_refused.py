"""What is no good backup, or cannot be put back, changes nothing and is told in one sentence."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import mounts
import pytest
from backupcases import NOTES, Machine

from data_loaders.backup import archive
from data_loaders.backup.archive import Backup, pack, unpack
from data_loaders.backup.saving import KNOWN, stored_files
from data_loaders.files.errors import DataError

NO_BACKUP = "Dit is geen back-up van de monitor, of hij is beschadigd."
Spoil = Callable[[bytes], bytes]


@pytest.fixture
def good(here: Machine) -> bytes:
    """A backup of a machine with something in it."""
    files, damaged = stored_files(here.store)
    assert damaged == []
    return pack(files, {"kanttekeningen.csv": here.notes.read_bytes()}, "1.2.3")


def rewritten(data: bytes, change: Callable[[dict[str, bytes], dict[str, object]], None]) -> bytes:
    """Return a backup with other files or another overview, in a sound ZIP."""
    with ZipFile(BytesIO(data)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    overview = json.loads(files.pop("overzicht.json"))
    change(files, overview)
    out = BytesIO()
    with ZipFile(out, "w") as new:
        new.writestr("overzicht.json", json.dumps(overview))
        for name, content in files.items():
            new.writestr(ZipInfo(name), content)
    return out.getvalue()


def added(name: str) -> Spoil:
    def change(files: dict[str, bytes], overview: dict[str, object]) -> None:
        files[name] = b"kwaad"
        overview["bestanden"][name] = sha256(b"kwaad").hexdigest()  # type: ignore[index]

    return lambda data: rewritten(data, change)


def said(**fields: object) -> Spoil:
    return lambda data: rewritten(data, lambda _, overview: overview.update(fields))


def without(start: str) -> Spoil:
    def change(files: dict[str, bytes], _: dict[str, object]) -> None:
        del files[next(name for name in files if name.startswith(start))]

    return lambda data: rewritten(data, change)


def swapped(data: bytes) -> bytes:
    def change(files: dict[str, bytes], _: dict[str, object]) -> None:
        files["kanttekeningen.csv"] += b"k9,x\n"

    return rewritten(data, change)


VERSION = "_versions/00000001-0123456789abcdef"
TRICKS = [
    "../buiten.txt",
    "/etc/buiten.txt",
    "opslag/../../buiten.txt",
    f"opslag/../{VERSION}/x",
    f"opslag/cbs/../../{VERSION}/x",
    f"opslag/cbs/x/{VERSION}/../x",
    f"opslag/cbs/x/{VERSION}/_lock",
    "opslag/cbs/x/_versions/nieuw/x",
    "opslag/cbs/x/_current",
    "opslag/_refresh.lock",
    "opslag/C:\\x/_state.json",
    "opslag/cbs/x\nb/_state.json",
    "opslag//_state.json",
    "assets/data/gebieden.toml",
    "map/metingen.csv",
    "doelen.csv",
    "opslag/",
]
BAD: list[tuple[Spoil, str]] = [
    (lambda _: b"tekst", NO_BACKUP),
    (lambda data: data[: len(data) // 2], NO_BACKUP),
    (lambda data: data[len(data) // 2 :], NO_BACKUP),
    (lambda data: bytes(len(data)), NO_BACKUP),
    (lambda _: _zip({}), NO_BACKUP),
    (lambda _: _zip({"overzicht.json": b"[]"}), NO_BACKUP),
    (lambda _: _zip({"overzicht.json": b"\xff"}), NO_BACKUP),
    (said(bestanden=3), NO_BACKUP),
    (said(versie="\x1b[2J" * 9), NO_BACKUP),
    (said(formaat=3, versie="3.0.0"), "gemaakt met een andere versie van de monitor (3.0.0)"),
    (swapped, "In deze back-up is 'kanttekeningen.csv' beschadigd."),
    (without("kanttekeningen"), "In deze back-up staat iets anders dan zijn overzicht zegt."),
    (without("opslag"), "In deze back-up staat iets anders dan zijn overzicht zegt."),
    *((added(name), "In deze back-up staat iets dat er niet in hoort: '") for name in TRICKS),
]


def _zip(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(("spoil", "sentence"), BAD)
def test_what_is_no_whole_backup_is_refused(good: bytes, spoil: Spoil, sentence: str) -> None:
    with pytest.raises(DataError) as told:
        unpack(spoil(good), KNOWN)
    assert sentence in str(told.value)
    assert "\n" not in str(told.value) and "\x1b" not in str(told.value)


def test_any_flipped_bit_is_refused_or_harmless(good: bytes) -> None:
    whole, seen = unpack(good, KNOWN), 0
    places = random.Random(2026).sample(range(len(good) * 8), 3000)
    for place in places:
        spoiled = bytearray(good)
        spoiled[place // 8] ^= 1 << place % 8
        try:
            found = unpack(bytes(spoiled), KNOWN)
        except DataError:
            seen += 1
        else:
            assert _held(found) == _held(whole), place
    assert seen > 2000


def _held(found: Backup) -> tuple[object, ...]:
    return found.store, found.others, found.version


def test_a_file_that_is_there_twice_is_refused(good: bytes) -> None:
    out = BytesIO(good)
    with ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("kanttekeningen.csv", b"anders")
    with pytest.raises(DataError, match="iets anders dan zijn overzicht zegt"):
        unpack(out.getvalue(), KNOWN)


def test_what_unpacks_without_end_is_not_unpacked(
    good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    with pytest.raises(DataError, match="uitgepakt te groot"):
        unpack(good, KNOWN)


def test_the_command_says_it_in_one_sentence_and_changes_nothing(
    there: Machine, good: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "een.zip"
    file.write_bytes(added("../buiten.txt")(good))
    assert there.refused("restore", file) == (
        "Error: Er is niets teruggezet. In deze back-up staat iets dat er niet in hoort: "
        "'../buiten.txt'."
    )
    for place, sentence in (
        (tmp_path, "Dit is geen bestand"),
        (tmp_path / "weg.zip", "Dit bestand bestaat niet."),
        (tmp_path / "weg" / "een.zip", "Dit bestand bestaat niet."),
        ("/dev/zero", "Dit is geen bestand"),
        ("s4://emmer/een.zip", "Voor 's4://' ontbreekt een stuurprogramma."),
        ("s3://emmer", "Dit is geen bestand"),
    ):
        assert sentence in there.refused("restore", place), place
    for place, sentence in (
        (tmp_path, "Dit is geen bestand"),
        (tmp_path / "weg" / "een.zip", "Deze map bestaat niet."),
        (file / "een.zip", "Gegevens bewaren lukt hier niet"),
        ("/dev/null", "Dit is geen bestand"),
        ("s4://emmer/een.zip", "Voor 's4://' ontbreekt een stuurprogramma."),
    ):
        said_here = there.refused("backup", place, "--overschrijf")
        assert said_here.startswith("Error: Er is niets bewaard. ") and sentence in said_here, place
    assert not (tmp_path / "buiten.txt").exists() and not (tmp_path.parent / "buiten.txt").exists()


def test_versions_that_are_not_what_they_are_called_are_refused(
    there: Machine, good: bytes, tmp_path: Path
) -> None:
    def change(files: dict[str, bytes], overview: dict[str, object]) -> None:
        name = next(name for name in files if name.endswith("_manifest.json"))
        files[name] = files[name].replace(b'"number": 1', b'"number": 7') + b" "
        overview["bestanden"][name] = sha256(files[name]).hexdigest()  # type: ignore[index]

    (tmp_path / "een.zip").write_bytes(rewritten(good, change))
    assert "Het overzicht van deze versie is beschadigd." in there.refused(
        "restore", tmp_path / "een.zip"
    )


def test_a_register_of_another_version_is_refused(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    here.notes.write_text(f"{NOTES.splitlines()[0]},gewicht\n", "utf-8")
    here.done("backup", tmp_path / "een.zip")
    sentence = there.refused("restore", tmp_path / "een.zip", "--overschrijf")
    assert "kanttekeningen.csv, regel 1: De back-up past niet bij deze versie" in sentence
    assert "'gewicht' is hier niet bekend" in sentence
    there.done("restore", tmp_path / "een.zip", "--alleen", "opslag")


@pytest.mark.parametrize("part", [".monitor", "assets/data"])
def test_a_folder_that_cannot_be_written_leaves_all_as_it_was(
    here: Machine, there: Machine, tmp_path: Path, part: str
) -> None:
    here.done("backup", tmp_path / "een.zip")
    (there.root / ".monitor").mkdir()
    closed = mounts.mounted(there.root / part, mounts.READ_ONLY)
    said_there = there.refused("restore", tmp_path / "een.zip", before=closed)
    assert "Deze map is alleen te lezen, dus er is niets bewaard." in said_there
    there.done("restore", tmp_path / "een.zip")


@pytest.mark.parametrize("part", ["assets/data/kanttekeningen.csv", ".monitor/cbs"])
def test_what_is_refused_halfway_is_undone(
    here: Machine, there: Machine, tmp_path: Path, part: str
) -> None:
    """Nothing can be moved to where something is mounted; what went before it comes back."""
    here.done("backup", tmp_path / "een.zip")
    there.store.put("antwoorden/x", "v1", {"x": b"1"}, {})
    there.store.put("cbs/85554NED", "v1", {"x": b"1"}, {})
    held = mounts.mounted(there.root / part, 'mount --bind "$1" "$1"; shift')
    said_there = there.refused("restore", tmp_path / "een.zip", "--overschrijf", before=held)
    assert "Gegevens bewaren lukt hier niet" in said_there
    assert there.store.datasets() == ["antwoorden/x", "cbs/85554NED"]
    assert not list((there.root / ".monitor").glob("_tmp-*"))


def test_a_full_disk_leaves_all_as_it_was(here: Machine, there: Machine, tmp_path: Path) -> None:
    here.store.put("cbs/85554NED", "v1", {"groot.bin": random.Random(1).randbytes(2_000_000)}, {})
    here.done("backup", tmp_path / "een.zip")
    (there.root / ".monitor").mkdir()
    small = mounts.mounted(there.root / ".monitor", mounts.SMALL)
    said_there = there.refused("restore", tmp_path / "een.zip", before=small)
    assert said_there.endswith("Er is geen ruimte meer om gegevens te bewaren.")
    (tmp_path / "klein").mkdir()
    small = mounts.mounted(tmp_path / "klein", mounts.SMALL)
    said_here = here.refused("backup", tmp_path / "klein" / "een.zip", before=small)
    assert said_here.endswith("Er is geen ruimte meer om gegevens te bewaren.")


def test_who_may_not_read_or_write_is_told(here: Machine, tmp_path: Path) -> None:
    here.done("backup", tmp_path / "een.zip")
    (tmp_path / "een.zip").chmod(0)
    (tmp_path / "dicht").mkdir(mode=0o555)
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:  # root may always; and what belongs to root another user cannot see
        found = shutil.which("setpriv") or pytest.skip("dit systeem laat geen andere gebruiker toe")
        before = (found, "--inh-caps=-all", "--bounding-set=-all")
    told = here.refused("restore", tmp_path / "een.zip", "--overschrijf", before=before)
    assert told.endswith("een.zip: Dit bestand mag u niet lezen.")
    told = here.refused("backup", tmp_path / "dicht" / "een.zip", before=before)
    assert "alleen te lezen" in told
    (here.root / ".monitor" / "cbs").chmod(0)
    told = here.refused("backup", tmp_path / "twee.zip", before=before)
    assert told.endswith(".monitor/cbs: De opslag is niet te lezen.")
    (here.root / ".monitor" / "cbs").chmod(0o755)
    (tmp_path / "een.zip").chmod(0o644)


def test_one_that_is_killed_leaves_versions_whole_and_is_done_again(
    here: Machine, there: Machine, tmp_path: Path
) -> None:
    here.done("backup", tmp_path / "een.zip")
    script = (
        "import os, sys; from data_loaders.storage import replacing\n"
        "def stop(*_): os.kill(os.getpid(), 9)\n"
        "replacing._exchanged = stop\n"
        "from monitor import run; run('monitor')"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script, "restore", str(tmp_path / "een.zip")],
            cwd=there.root,
            env={k: v for k, v in os.environ.items() if "MONITOR_" not in k},
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == -9, done.stderr
        assert there.store.datasets() == []
    there.done("restore", tmp_path / "een.zip")
    assert there.content() == here.content()
    assert not list((there.root / ".monitor").glob("_tmp-*"))
