"""What all tests share: a monitor that has fetched nothing and asks nobody, and a Chromium."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings
from looking import look_once
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

# Set before anything is imported, and handed down to every process a test starts.
# Each checkout and each worker has a store of its own: it holds a database too.
_HERE = sha256(f"{Path(__file__).resolve()} {os.environ.get('PYTEST_XDIST_WORKER', '')}".encode())
os.environ["MONITOR_STORE"] = str(
    Path(tempfile.gettempdir()) / f"monitor-zonder-opslag-{_HERE.hexdigest()[:8]}"
)
shutil.rmtree(os.environ["MONITOR_STORE"], ignore_errors=True)  # of an earlier run
os.environ["MONITOR_REFRESH"] = "off"
os.environ["MONITOR_WARMUP"] = "off"  # most processes are asked for a page or two
os.environ["MONITOR_PROCESSES"] = "1"  # a test of several says so itself
for name in [name for name in os.environ if name.startswith(("MONITOR_CBS", "MONITOR_PDOK"))]:
    del os.environ[name]

# Where nothing that is compiled is kept, each process that a test starts would compile it all anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A slow machine is no reason to fail a property, nor to give up what a page is about to show.
PATIENCE_MS = 90_000
expect.set_options(timeout=PATIENCE_MS)
settings.register_profile("zonder-klok", deadline=None)
settings.load_profile("zonder-klok")
look_once()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two more than cores: a test often waits for a server, a browser or another process."""
    mine = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (mine or 1) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that none of them is left alone at the end.

    Those are the ones with a browser, and then the ones with few tests: those start processes.
    """
    watching = {item.path for item in items if item.get_closest_marker("browser")}
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path not in watching, sizes[item.path]))


def pytest_collection_finish() -> None:
    """Keep what is there until the end out of later collections: Streamlit collects in each run."""
    gc.collect()
    gc.freeze()


# The first has no windows of its own around the pages: a page opens in a quarter of the time.
CHROMIUMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = [
    "--disable-gpu",
    "--font-render-hinting=none",  # letters as wide as on a screen of today
    "--disable-background-networking",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]


@pytest.fixture(scope="session")
def document_folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    from transcribed import write_documents

    return write_documents(tmp_path_factory.mktemp("documenten"))


@pytest.fixture
def documents(document_folders: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """The registers as the documents gave them: for what is counted in a document."""
    from data_loaders.agreements import registers

    monkeypatch.setattr(registers, "FOLDERS", document_folders)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all folders: a process has room for one Playwright."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=flags)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(PATIENCE_MS)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
