"""Damaged or missing files: the part concerned says so, and everything else is still there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
import render
from copied import copy_parts
from render import UNAVAILABLE, headings_of, html_of, notices_of, open_link

MJA = "assets/data/mja-2026"
PENDEL = "regio-in-beeld?onderdeel=pendel"
UITKERINGEN = "regio-in-beeld?onderdeel=uitkeringen"
WW = f"{UITKERINGEN}&cijfer=ww-aantal"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the app, in a path with a space, to be damaged."""
    folders = ("assets", "components", "data_loaders", "pages", ".streamlit")
    return copy_parts(tmp_path / "een kopie", *folders, "app.py")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} staat niet in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def shown(project: Path, *links: str) -> dict[str, str]:
    """Return the HTML of links, opened in a process of their own; none may show an error."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, render.__file__, str(project), *links],
        cwd=project,
        env=env | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    pages = json.loads(done.stdout.splitlines()[-1])
    assert {page["link"]: page["problems"] for page in pages} == {link: [] for link in links}
    return {page["link"]: page["html"] for page in pages}


@lru_cache
def whole_headings(link: str) -> list[str]:
    """Return the headings the whole product shows for a link."""
    return headings_of(html_of(open_link(link)))


def missing_headings(html: str, link: str) -> list[str]:
    """Return the headings the whole product shows for a link, and this HTML does not."""
    found = headings_of(html)
    return [heading for heading in whole_headings(link) if heading not in found]


def test_an_unreadable_indicator_file_takes_only_its_own_place(project: Path) -> None:
    path = project / "data_loaders/indicators/pendel-in.toml"
    path.write_text(path.read_text(encoding="utf-8") + "kapot\n", encoding="utf-8")
    html = shown(project, PENDEL, UITKERINGEN, "overzicht", "bronnen?deel=cijfers")
    assert html[PENDEL].count(UNAVAILABLE) == 1
    assert len(missing_headings(html[PENDEL], PENDEL)) == 1
    assert "pendel-in" in headings_of(html[PENDEL])
    assert missing_headings(html[UITKERINGEN], UITKERINGEN) == []
    assert missing_headings(html["overzicht"], "overzicht") == []
    assert "pendel-in.toml, regel" in html["bronnen?deel=cijfers"]


@pytest.mark.parametrize(("old", "new"), [("waarde", "getal"), ("1900", "negentienhonderd")])
def test_a_damaged_data_file_takes_only_its_own_figure(project: Path, old: str, new: str) -> None:
    change(project / MJA / "ww-aantal.csv", old, new)
    html = shown(project, WW, UITKERINGEN)
    assert html[WW].count(UNAVAILABLE) == 1
    assert "WW-uitkeringen" in headings_of(html[WW])
    lost = missing_headings(html[WW], WW)
    own = [heading for heading in lost if heading.startswith("WW-uitkeringen")]
    assert own and set(lost) <= {*own, "Gekozen cijfer", "Van hoog naar laag"}
    assert missing_headings(html[UITKERINGEN], UITKERINGEN) == []


def test_a_missing_key_figure_says_so_between_the_others(project: Path) -> None:
    (project / MJA / "uitkeringen-totaal.csv").unlink()
    html = shown(project, UITKERINGEN, "overzicht")
    for link in html:
        assert missing_headings(html[link], link) == []
    assert html[UITKERINGEN].count(UNAVAILABLE) == 1


def test_a_missing_map_leaves_ranking_table_and_downloads(project: Path) -> None:
    (project / "assets/geo/gemeenten_2024.geojson").unlink()
    html = shown(project, WW)[WW]
    assert missing_headings(html, WW) == []
    assert "De kaart is nu niet beschikbaar" in html
    assert "<caption>WW-uitkeringen" in html


def test_a_broken_table_of_cbs_leaves_the_list_of_sources(project: Path) -> None:
    (project / "assets/data/cbs/03759ned.csv").write_text("x\n", encoding="utf-8")
    inwoners = "regio-in-beeld?onderdeel=inwoners"
    html = shown(project, inwoners, "bronnen", UITKERINGEN)
    assert html[inwoners].count(UNAVAILABLE) == 1
    assert missing_headings(html["bronnen"], "bronnen") == []
    assert missing_headings(html[UITKERINGEN], UITKERINGEN) == []


def test_a_missing_register_leaves_every_figure(project: Path) -> None:
    (project / "assets/data/tegenstrijdigheden.csv").unlink()
    register = "bronnen?deel=verschillen"
    html = shown(project, UITKERINGEN, PENDEL, "overzicht", register)
    for link in html:
        assert UNAVAILABLE not in html[link]
        gone = missing_headings(html[link], link)  # of the register itself, its lists
        assert not gone or (link == register and gone[0].startswith("Leeslijst"))


def test_missing_style_and_text_leave_the_pages(project: Path) -> None:
    (project / "assets/css/monitor.css").unlink()
    (project / "assets/teksten/over.md").unlink()
    html = shown(project, "over", "toegankelijkheid", "overzicht")
    assert missing_headings(html["overzicht"], "overzicht") == []
    assert len(notices_of(html["over"])) == 1
    assert notices_of(html["toegankelijkheid"]) == []
