"""The container, on a machine without containers: its steps, done in a folder, and what it starts.

What it copies is copied, what it runs is run, and its command starts as its own user with nothing
to write but its two folders. Its packages are those of the tests, held against its own list.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import pytest
from copied import UNFINISHED
from packaging.requirements import Requirement
from sitework import ROOT, Site, serving_site, tool

from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.link import deck_query

CONTAINERFILE = ROOT / "deploy" / "Containerfile"
PACKAGES = "/opt/venv/bin/"
DECK = Deck("", None, (DeckTile("cijfer", "bijstand-aandeel"),))
# All that is mounted becomes read only, but for the two folders; reading is all that is let.
CLOSED = """
for folder in "$1/data" "$1/tmp"; do mount --bind "$folder" "$folder"; done
below=$(findmnt -n -o TARGET --target "$1")
for mounted in / "$below"; do mount -o remount,bind,ro "$mounted"; done
cd "$2"
if touch proef; then exit 99; fi
user=$3; group=$4; shift 4
exec setpriv --reuid "$user" --regid "$group" --clear-groups --no-new-privs \\
    --inh-caps=-all,+dac_read_search --ambient-caps=+dac_read_search "$@"
"""


@dataclass
class Image:
    """What the last stage of the Containerfile makes, in a folder."""

    root: Path
    workdir: str = "/"
    env: dict[str, str] = field(default_factory=dict)
    user: str = "0:0"
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def here(self, text: str, quote: Callable[[str], str] = str) -> str:
        """Return a command or a path of the container as it is on this machine."""
        text = re.sub(r"(?<![\w./])/(data|tmp)\b", rf"{self.root}/\1", text)
        text = text.replace(PACKAGES, quote(f"{Path(sys.executable).parent}/"))
        return text.replace(PACKAGES.rstrip("/"), quote(str(Path(sys.executable).parent)))

    def folder(self, place: str) -> Path:
        return self.root / self.workdir.lstrip("/") / place

    def do(self, word: str, rest: str) -> None:
        match word:
            case "WORKDIR":
                self.workdir = rest
                self.folder(".").mkdir(parents=True)
            case "COPY" if not rest.startswith("--from="):
                *sources, target = rest.split()
                for source in sources:
                    self.copy(ROOT / source, self.folder(target))
            case "RUN":
                subprocess.run(
                    ["sh", "-ec", self.here(rest, shlex.quote)], cwd=self.folder("."), check=True
                )
            case "ENV":
                said = dict(item.split("=", 1) for item in shlex.split(rest))
                self.env |= {name: self.here(value) for name, value in said.items()}
            case "USER":
                self.user = rest
            case "CMD":
                self.command = json.loads(rest)
            case "HEALTHCHECK":
                self.health = json.loads(rest[rest.index("[") :])

    def copy(self, source: Path, target: Path) -> None:
        if source.is_dir():
            ignore = shutil.ignore_patterns("__pycache__", UNFINISHED)
            shutil.copytree(source, target, ignore=ignore)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


def instructions(text: str) -> list[tuple[str, str]]:
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [(line.split()[0], line.split(None, 1)[1].strip()) for line in lines if line.strip()]


def last_stage() -> list[tuple[str, str]]:
    said = instructions(CONTAINERFILE.read_text("utf-8"))
    last = max(number for number, (word, _) in enumerate(said) if word == "FROM")
    return said[last:]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "setpriv", "findmnt"))):
        pytest.skip("dit systeem laat geen andere gebruiker toe")
    made = Image(tmp_path_factory.mktemp("container"))
    (made.root / "tmp").mkdir(mode=0o1777)
    for word, rest in last_stage():
        made.do(word, rest)
    (made.root / "tmp").chmod(0o1777)
    return made


@pytest.fixture(scope="module")
def site(image: Image) -> Iterator[Site]:
    app = str(image.folder("."))
    closed = ["unshare", "-m", "sh", "-ec", CLOSED, "sh"]
    if subprocess.run([*closed[:2], "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("dit systeem laat geen eigen aankoppelingen toe")
    env = image.env | {"TMPDIR": f"{image.root}/tmp", "MONITOR_ADDRESS": "localhost"}
    env["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    identity = image.user.split(":")
    with serving_site([*closed, str(image.root), app, *identity, *image.command], **env) as site:
        yield site


def test_a_kept_linter_finds_nothing_and_would_find_a_fault(tmp_path: Path) -> None:
    spoiled = tmp_path / "Containerfile"
    text = CONTAINERFILE.read_text("utf-8").replace(":3.11-slim-trixie", "")
    spoiled.write_text(text.replace("USER 10001:10001", "USER root"), "utf-8")
    linter = tool("hadolint")
    found = subprocess.run([linter, CONTAINERFILE], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")
    found = subprocess.run([linter, spoiled], capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert "DL3006" in found.stdout and "DL3002" in found.stdout  # any version, and root


def test_its_packages_are_those_that_are_tested() -> None:
    said = instructions(CONTAINERFILE.read_text("utf-8"))
    copied = next(rest.split()[:-1] for word, rest in said if word == "COPY")
    (install,) = (rest for word, rest in said if word == "RUN" and " pip install " in rest)
    assert Path(install.split()[-1]).name in copied
    assert "--require-hashes" in install
    pinned = [
        Requirement(line.rstrip("\\"))
        for name in copied
        for line in (ROOT / name).read_text("utf-8").splitlines()
        if re.match(r"[A-Za-z]", line)
    ]
    wanted = [item for item in pinned if item.marker is None or item.marker.evaluate()]
    assert len(wanted) > 50
    assert {item.name: f"=={version(item.name)}" for item in wanted} == {
        item.name: str(item.specifier) for item in wanted
    }


def test_it_copies_every_part_of_the_product_and_nothing_else(image: Image) -> None:
    app = image.folder(".")
    there = {path.name for path in app.iterdir()}
    assert {"app.py", "server.py", "pages", "components", "data_loaders", "endpoints"} <= there
    assert not there & {"tests", "bench", "deploy", ".git", ".venv", ".monitor"}
    compiled = list((app / "endpoints").rglob("*.pyc"))
    assert len(compiled) == len(list((app / "endpoints").rglob("*.py")))
    assert (image.root / "data").stat().st_uid == int(image.user.split(":")[0]) != 0


def test_it_serves_as_its_own_user_with_nothing_to_write_but_two_folders(
    image: Image, site: Site
) -> None:
    status = Path(f"/proc/{site.process.pid}/status").read_text("utf-8")
    assert re.search(rf"^Uid:\t{image.user.split(':')[0]}\t", status, re.MULTILINE)
    for path in ("/readyz", "/over", "/tegel/bijstand-aandeel", "/tegel/bijstand-aandeel.png"):
        assert site.ask(path).status == 200, path
    assert site.ask(f"/beraad/handout.pdf?{deck_query(DECK)}").status == 200
    assert "Traceback" not in site.log_text()
    assert not (image.folder(".") / "proef").exists()


def test_it_has_the_commands_that_the_cronjob_gives(image: Image) -> None:
    job = (ROOT / "deploy" / "kubernetes" / "basis" / "cronjob.yaml").read_text("utf-8")
    given = set(re.findall(r"python monitor\.py (\w+)", job))
    assert given == {"refresh", "publish"}
    for command in given:
        subprocess.run(
            [sys.executable, "monitor.py", command, "--help"],
            cwd=image.folder("."),
            timeout=60,
            check=True,
        )


def test_it_publishes_and_keeps_with_what_it_has(image: Image, tmp_path: Path) -> None:
    for given in (
        ["publish", str(tmp_path / "uit"), "--alleen", "catalogus"],
        ["backup", str(tmp_path / "een.zip")],
    ):
        done = subprocess.run(
            [sys.executable, "monitor.py", *given],
            cwd=image.folder("."),
            env=os.environ | {"MONITOR_URL": "https://monitor.voorbeeld.nl"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert (tmp_path / "uit" / "catalogus.ttl").is_file() and (tmp_path / "een.zip").is_file()


def test_its_question_of_health_tells_a_server_from_none(image: Image, site: Site) -> None:
    python = [sys.executable, *image.health[1:]]
    for port, code in ((site.port, 0), (9, 1)):
        env = os.environ | {"MONITOR_PORT": str(port)}
        asked = subprocess.run(python, env=env, capture_output=True, timeout=60, check=False)
        assert asked.returncode == code
