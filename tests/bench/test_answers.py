"""What the recorder of answers keeps, and that its comparer misses nothing."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image

from bench.answers.compare import compare, report
from bench.answers.files import READERS
from bench.answers.site import Answer
from bench.answers.wanted import Wanted
from bench.answers.written import Masks, write

ROOT = Path(__file__).resolve().parents[2]
PAGE = b'<html><body><p class="een">7,1 %</p><p>Arnhem</p></body></html>'
XLSX = next(media for media in READERS if media.endswith("sheet"))


def keep(folder: Path, path: str, body: bytes, media: str = "text/html", **headers: str) -> None:
    answer = Answer(200, {"content-type": media, "date": folder.name, **headers}, body)
    write(folder, Wanted("tegel.html", path), answer, Masks("127.0.0.1:8501"))


def verdicts(before: Path, after: Path) -> dict[str, str]:
    return {item.path.stem: item.verdict for item in compare(before, after)}


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    before, after = tmp_path / "voor", tmp_path / "na"
    for folder in (before, after):
        keep(folder, "/tegel/bevolking", PAGE)
    return before, after


def run(*arguments: Path | str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.answers", "compare", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_equal_recordings_have_no_differences(both: tuple[Path, Path]) -> None:
    assert set(verdicts(*both).values()) == {"gelijk"}
    done = run(*both)
    assert done.returncode == 0 and "Geen verschillen." in done.stdout


def test_a_changed_byte_is_seen_and_shown(both: tuple[Path, Path]) -> None:
    keep(both[0], "/tegel/ww", PAGE)
    keep(both[1], "/tegel/ww", PAGE.replace(b"7,1", b"7,2"))
    assert verdicts(*both)["tegel!ww"] == "anders"
    lines = list(report(compare(*both), *both, full=False))
    assert '    -<p class="een">7,1 %</p>' in lines
    assert '    +<p class="een">7,2 %</p>' in lines
    assert run(*both).returncode == 1


@pytest.mark.parametrize("other", [PAGE.replace(b"><", b">\n<"), PAGE + b"\n"])
def test_white_space_that_the_lines_do_not_show_is_seen(
    both: tuple[Path, Path], other: bytes
) -> None:
    keep(both[0], "/tegel/ww", PAGE)
    keep(both[1], "/tegel/ww", other)
    assert verdicts(*both)["tegel!ww"] == "anders"


@pytest.mark.parametrize(
    ("headers", "verdict"),
    [
        ({"cache-control": "no-store"}, "anders"),
        ({"etag": '"b"'}, "gelijk"),
        ({"content-length": "9"}, "gelijk"),
    ],
)
def test_headers_count_except_those_of_a_moment(
    both: tuple[Path, Path], headers: dict[str, str], verdict: str
) -> None:
    keep(both[0], "/tegel/ww", PAGE, etag='"a"')
    keep(both[1], "/tegel/ww", PAGE, **{"etag": '"a"', **headers})
    assert verdicts(*both)["tegel!ww"] == verdict


def test_a_missing_and_a_new_answer_are_seen(both: tuple[Path, Path]) -> None:
    keep(both[0], "/tegel/oud", PAGE)
    keep(both[1], "/tegel/nieuw", PAGE)
    found = verdicts(*both)
    assert (found["tegel!oud"], found["tegel!nieuw"]) == ("weg", "nieuw")
    done = run(*both)
    assert done.returncode == 1 and "weg: " in done.stdout and "nieuw: " in done.stdout


def test_nothing_recorded_is_no_success(tmp_path: Path) -> None:
    assert run(tmp_path / "a", tmp_path / "b").returncode == 1


def test_only_the_place_of_the_server_is_masked(tmp_path: Path) -> None:
    body = b"http://127.0.0.1:8501/over en http%3A%2F%2Flocalhost%3A8501%2F en 127.0.0.1:85012"
    keep(tmp_path, "/over", body, "text/plain")
    text = next(tmp_path.rglob("*.txt")).read_text()
    assert "http://SITE/over en http%3A%2F%2FSITE%2F en 127.0.0.1:85012" in text


def test_long_addresses_that_begin_alike_have_their_own_files(tmp_path: Path) -> None:
    for end in "ab":
        keep(tmp_path, f"/tegel/{'x' * 300}{end}", PAGE)
    assert len(list(tmp_path.rglob("*.txt"))) == 2
    with pytest.raises(FileExistsError):
        keep(tmp_path, f"/tegel/{'x' * 300}a", PAGE)


def test_cells_and_points_of_files_are_readable(tmp_path: Path) -> None:
    book, made, image = Workbook(), io.BytesIO(), io.BytesIO()
    book.worksheets[0].append(["gemeente", 7.1])
    book.save(made)
    Image.new("RGB", (8, 4), "red").save(image, "PNG")
    keep(tmp_path, "/a.xlsx", made.getvalue(), XLSX)
    keep(tmp_path, "/a.png", image.getvalue(), "image/png")
    text = "".join(path.read_text() for path in sorted(tmp_path.rglob("*.txt")))
    assert "A1 = 'gemeente'\nB1 = 7.1\n" in text and "PNG 8x4 RGB" in text


def test_a_script_runs_on_the_day_that_is_asked(tmp_path: Path) -> None:
    script = tmp_path / "dag.py"
    script.write_text("import time\nfrom datetime import date\nprint(date.today(), time.time())")
    command = [sys.executable, "-m", "bench.answers.at_day", "2024-02-29", str(script)]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    day, second = out.split()
    assert day == "2024-02-29" and date.fromtimestamp(float(second)) == date(2024, 2, 29)
