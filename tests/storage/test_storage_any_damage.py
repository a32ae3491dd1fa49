"""Every byte of every file that the process writes, and every file as a whole: nothing breaks."""

from __future__ import annotations

import logging
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from subprocess import PIPE

import damagework
import pytest
from click.testing import CliRunner
from damagework import BOUNDARIES, CBS, DAMAGES, IMPORTED, SEE, SHIPPED, clear, decoding_once, seen
from reported import add_measurements
from storagework import output, start

from components.screens import bronnen as sources
from data_loaders import cache
from data_loaders.__main__ import main
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.open_registers import register_rows
from data_loaders.reports.measured import book_of, measurements_in
from data_loaders.reports.old_ledger import read_old_ledger
from data_loaders.status import damaged_sources, followed_sources
from data_loaders.storage.default import _store, default_store
from data_loaders.storage.store import Store

BITS = (0, 4, 7)
FIGURES = {CBS: "uitkeringsontvangers", IMPORTED: "gwu-gemeenten"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("heel") / "opslag"
    for number in (1, 2):
        damagework.put(Store(root), number)
    with Store(root).lock():
        pass
    return root


@pytest.fixture
def root(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "opslag"
    shutil.copytree(sound, root)
    monkeypatch.setenv("MONITOR_STORE", str(root))
    return root


def files_of(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def expected(path: Path, *, warm: bool) -> int:
    """Which version is served while this file is damaged."""
    is_newest = path.parent.name.startswith("00000002-")
    # Who had read the manifest needs it no more.
    return 1 if is_newest and not (warm and path.name == "_manifest.json") else 2


def places(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each byte with each of `BITS` turned: where, and what stands there then."""
    for place, byte in enumerate(data):
        for bit in BITS:
            yield place, bytes([byte ^ 1 << bit])


def flips(data: bytes) -> Iterator[bytes]:
    for place, byte in places(data):
        yield data[:place] + byte + data[place + 1 :]


def overwrite(path: Path, place: int, byte: bytes) -> None:
    """Change one byte where it stands: to write a file anew waits for the disk each time."""
    with path.open("r+b", buffering=0) as file:
        file.seek(place)
        file.write(byte)


@pytest.mark.timeout(1200)  # thousands of looks, by two processes
@pytest.mark.parametrize("dataset", SEE)
def test_one_flipped_bit_leaves_the_newest_version_that_is_whole(
    root: Path, dataset: str, caplog: pytest.LogCaptureFixture
) -> None:
    """In this process as one that has just started, in another as one that had read it all."""
    caplog.set_level(logging.CRITICAL)  # each time it is told
    pointer = root / dataset / "_current"
    looks = 0
    with start(root, script=damagework.__file__, told=PIPE) as other, decoding_once():

        def ask() -> None:
            assert other.stdin
            other.stdin.write(f"{dataset}\n")
            other.stdin.flush()

        def told() -> int:
            return int(output(other).readline())

        for path in files_of(root / dataset):
            data = path.read_bytes()
            for place, byte in places(data):
                ask()
                assert told() == 2
                overwrite(path, place, byte)
                ask()  # it looks at the same time as we do
                fresh = Store(root)
                assert seen(fresh, dataset) == expected(path, warm=False), (path, place, byte)
                fresh.read_state(dataset)
                is_newest = path.parent.name.startswith("00000002-") or path == pointer
                assert bool(fresh.problem(dataset)) == is_newest, (path, place, byte)
                assert told() == expected(path, warm=True), (path, place, byte)
                overwrite(path, place, data[place : place + 1])
                looks += 1
                os.utime(pointer, ns=(looks, looks))  # so that the other process looks anew
            assert path.read_bytes() == data
        other.kill()
    assert looks == len(BITS) * sum(path.stat().st_size for path in files_of(root / dataset))
    assert looks > 2000


def restart() -> None:
    """Forget all that a process keeps of the store."""
    _store.cache_clear()
    cache._load.cache_clear()


def value(figure: str) -> int:
    return int(load_series(figure).frame["value"].dropna().iloc[0])


def look_everywhere(path: Path) -> None:
    """Read as pages and commands do; nothing but the newest whole version comes out."""
    for dataset in SEE:
        mine = dataset if dataset in path.as_posix() else ""
        number = expected(path, warm=False) if mine else 2
        assert seen(default_store(), dataset) == number
        if dataset in FIGURES:
            assert value(FIGURES[dataset]) == number
        assert (dataset in default_store().datasets()) is True
        assert default_store().fingerprint(dataset)
        versions = [version.number for version in default_store().versions(dataset)]
        assert versions == [
            n for n in (2, 1) if not path.parent.name.startswith(f"{n:08}") or not mine
        ]
    followed_sources()


def test_damage_is_told_on_the_page_with_sources_and_by_the_command(root: Path) -> None:
    manifest = next((root / CBS).glob("_versions/00000002-*/_manifest.json"))
    for is_damaged in (False, True):
        sources._sources_html.cache_clear()
        html, said = sources._sources_html(dutch_today(), 0), CliRunner().invoke(main, ["status"])
        assert said.exit_code == 0
        for text in (html, said.output):
            found = "CBS-tabel 80794ned: de nieuwste bewaarde versie is beschadigd." in text
            assert found == is_damaged
        manifest.write_bytes(b"\xff" + manifest.read_bytes()[1:])
        restart()
    said = CliRunner().invoke(main, ["validate"])
    assert (said.exit_code, said.output.count("00000002-")) == (1, 1), said.output


@pytest.mark.parametrize("damage", DAMAGES)
def test_file_that_is_no_file_leaves_the_newest_version_that_is_whole_and_is_healed(
    root: Path, sound: Path, damage: str
) -> None:
    for path in files_of(root):
        data = path.read_bytes()
        if damage in ("zeros", "doubled", "half", "not UTF-8") and not data:
            continue  # a lock: nothing changes
        DAMAGES[damage](path, data)
        restart()
        look_everywhere(path)
        is_current = path.name == "_current" or path.parent.name.startswith("00000002-")
        told = damaged_sources()
        assert len(told) == is_current, (path, told)
        with default_store().lock():
            damagework.put(default_store(), 3)
        for store in (default_store(), Store(root)):
            assert [seen(store, dataset) for dataset in SEE] == [3, 3, 3], path
            assert store.read_state(CBS).last_success
        assert damaged_sources() == []
        assert not [left for left in root.rglob("_tmp-*")]
        shutil.rmtree(root)
        shutil.copytree(sound, root)


def test_nothing_left_that_is_whole_leaves_what_ships_and_costs_one_place(root: Path) -> None:
    for path in files_of(root):
        if path.name == "_manifest.json":
            path.write_bytes(b"\xff" * 900)
    restart()
    assert seen(default_store(), BOUNDARIES) == SHIPPED
    for figure in FIGURES.values():
        with pytest.raises(DataError, match="beschadigd"):
            load_series(figure)
    assert len(load_series("bevolking").frame)
    assert len(damaged_sources()) == 3
    damagework.put(default_store(), 3)
    assert [seen(Store(root), dataset) for dataset in SEE] == [3, 3, 3]


def test_version_that_is_whole_and_yet_of_no_use_gives_way_to_the_one_before_it(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As what a newer or an older release of the monitor would write."""
    store = default_store()
    store.put(CBS, "v3", {"tabel.json": b"\xff", "waarnemingen.parquet": b"PAR1"}, {})
    store.put(BOUNDARIES, "v3", {f"gemeenten_{damagework.YEAR}.geojson": b"[" * 9999}, {"year": []})
    store.put(IMPORTED, "v3", {"rijen.csv": b"cijfer\n"}, {"imported": 3})
    restart()
    for _ in range(2):
        assert [seen(default_store(), dataset) for dataset in SEE] == [2, 2, 2]
        assert len(damaged_sources()) == 3
    assert len([record for record in caplog.records if "blijft in gebruik" in record.message]) == 3
    damagework.put(default_store(), 2)
    assert [seen(Store(root), dataset) for dataset in SEE] == [2, 2, 2]
    assert damaged_sources() == []


def test_pointer_that_names_a_version_that_never_was_takes_none_away(root: Path) -> None:
    pointer = root / CBS / "_current"
    name = pointer.read_text()
    for number in ("00000001", "00000000", "80000002", "99999999"):
        pointer.write_text(number + name[8:])
        Store(root).write_state(CBS, Store(root).read_state(CBS))  # a writer clears up first
        assert [version.number for version in Store(root).versions(CBS)] == [2, 1]
    damagework.put(Store(root), 3)
    assert [version.number for version in Store(root).versions(CBS)] == [3, 2, 1]


LEDGER = """\
id,doel_id,peildatum,waarde,eenheid,bron,door,vastgelegd_op,toelichting,vervangt
M0001,{goal},2026-06-30,12,{unit},een telling,beleidsadviseur,2026-07-01,één,
M0002,{goal},2026-06-30,14,{unit},een telling,beleidsadviseur,2026-07-02,"beter, nu",M0001
"""


def test_old_ledger_with_a_flipped_bit_is_read_or_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "metingen.csv"
    goal = next(iter(load_goals().values()))
    data = LEDGER.format(goal=goal.id, unit=goal.unit).encode()
    path.write_bytes(data)
    assert len(read_old_ledger(path).reports) == 2
    read = 0
    for flipped in flips(data):
        path.write_bytes(flipped)
        with suppress(DataError):
            book_of(measurements_in(read_old_ledger(path).reports))
            read += 1
    assert 0 < read < len(data) * len(BITS)
    for damage in DAMAGES.values():
        clear(path)
        path.write_bytes(data)
        damage(path, data)
        with suppress(DataError):
            book_of(measurements_in(read_old_ledger(path).reports))


def test_database_that_is_damaged_is_read_or_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "heel"))
    goal = next(iter(load_goals().values()))
    day = date(2026, 7, 1)
    row = Measurement(
        id="", goal=goal.id, day=day, value=12.0, unit=goal.unit, source="telling",
        by="beleidsadviseur", recorded=day,
    )  # fmt: skip
    add_measurements([row], day)
    with closing(sqlite3.connect(tmp_path / "heel" / "meldingen.db")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # all of it in one file
    data = (tmp_path / "heel" / "meldingen.db").read_bytes()
    place, read = random.Random(2026), 0
    for number in range(200):
        path = tmp_path / f"{number}.db"
        spot = place.randrange(len(data))
        path.write_bytes(data[:spot] + bytes([place.randrange(256)]) + data[spot + 1 :])
        monkeypatch.setenv("MONITOR_DATABASE", f"sqlite:///{path}")
        with suppress(DataError):
            register_rows("metingen")
            read += 1
    for number, damage in enumerate(DAMAGES.values()):
        path = tmp_path / f"kapot{number}.db"
        path.write_bytes(data)
        damage(path, data)
        monkeypatch.setenv("MONITOR_DATABASE", f"sqlite:///{path}")
        with suppress(DataError):
            register_rows("metingen")
    assert 0 < read < 200
