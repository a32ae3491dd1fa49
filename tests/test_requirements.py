"""What is installed: pinned, with the hashes of every file, and as the lists for people say."""

from __future__ import annotations

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from data_loaders.files.paths import ROOT

LISTS = ("requirements", "requirements-s3", "requirements-postgres", "requirements-dev")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "mac": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
ENVIRONMENTS = [
    default_environment()
    | machine
    | {"python_version": python, "python_full_version": f"{python}.1"}
    for machine, python in product(MACHINES.values(), PYTHONS)
]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def listed(name: str) -> dict[str, Requirement]:
    """What a list for people pins, with the lists it begins with."""
    found: dict[str, Requirement] = {}
    for line in (ROOT / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("-r "):
            found |= listed(Path(line[3:]).stem)
        elif line and not line.startswith("#"):
            item = Requirement(line)
            found[canonicalize_name(item.name)] = item
    return found


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """What a file with hashes pins: each package once, with all that stands behind it."""
    text = (ROOT / f"{name}.lock").read_text("utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line[:1] not in ("", "#")]
    found = {}
    for line in lines:
        said, *hashes = re.split(r"\s+(?=--)", line.strip())
        item = Requirement(said)
        assert canonicalize_name(item.name) not in found, line
        found[canonicalize_name(item.name)] = (item, hashes)
    return found


def places(marker: Marker | None) -> list[int]:
    """The machines and versions of Python on which something is installed."""
    return [n for n, env in enumerate(ENVIRONMENTS) if marker is None or marker.evaluate(env)]


@pytest.mark.parametrize("name", LISTS)
def test_every_package_has_its_version_and_its_hashes(name: str) -> None:
    for item, hashes in locked(name).values():
        assert re.fullmatch(r"==[^,*]+", str(item.specifier)), item
        assert hashes and all(map(HASH.fullmatch, hashes)), item
    assert "://" not in (ROOT / f"{name}.lock").read_text("utf-8")


@pytest.mark.parametrize("name", LISTS)
def test_the_hashes_are_of_what_the_list_says(name: str) -> None:
    ours, theirs = listed(name), locked(name)
    for key, item in ours.items():
        assert key in theirs, f"run 'make hashes': {item}"
        found, _ = theirs[key]
        assert found.specifier == item.specifier, f"run 'make hashes': {item}"
        assert places(found.marker) == places(item.marker), item
    linux = {n for n, env in enumerate(ENVIRONMENTS) if env["sys_platform"] == "linux"}
    more = {key: found.marker for key, (found, _) in theirs.items() if key not in ours}
    missing = [key for key, marker in more.items() if linux & set(places(marker))]
    assert missing == [], f"needed in turn, and not in {name}.txt"


def test_one_version_of_a_package_everywhere() -> None:
    largest = locked(LISTS[-1])
    for name in LISTS[:-1]:
        for key, (item, hashes) in locked(name).items():
            assert largest[key][0].specifier == item.specifier
            assert largest[key][1] == hashes


def test_what_builds_the_project_is_installed_with_its_hashes() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    assert {str(Requirement(text)) for text in wanted} <= {
        str(item) for item, _ in locked(LISTS[0]).values()
    }


def test_all_that_installs_asks_for_the_hashes() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert makefile.count("pip install") == 1
    for place in ("README.md", "deploy/Containerfile", "Makefile"):
        text = (ROOT / place).read_text("utf-8").replace("$(PIP)", "pip install")
        for command in re.findall(r"pip install.*", text):
            is_hashed = "--require-hashes -r" in command
            assert is_hashed or "--no-deps" in command or "PIP :=" in text, command
