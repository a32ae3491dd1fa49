"""A headless Chromium that records its traffic and knows when a page stands still."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from bench.servers import BenchError
from bench.traffic import Traffic

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
QUIET_MS = 300
POLL_MS = 50
# 1.6 Mbit/s with 150 ms, the speed of a poor mobile connection.
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 200_000,
}

# Runs before the page's own scripts: notes the last change that can be seen, and when the visitor
# acted. What is told to a screen reader waits until the page stands still.
WATCH = """
window.bench = {last: 0, acted: 0};
new MutationObserver((changes) => {
  const place = ({target}) => target.closest ? target : target.parentElement;
  if (changes.some((change) => !place(change)?.closest('#amm-zegt')))
    window.bench.last = performance.now();
}).observe(
  document, {subtree: true, childList: true, attributes: true, characterData: true});
for (const kind of ['click', 'keydown']) {
  document.addEventListener(kind, () => { window.bench.acted = performance.now(); }, true);
}
"""
LOOK = """() => ({
  ...window.bench,
  now: performance.now(),
  state: document.querySelector('[data-testid=stApp]')?.dataset.testScriptState ?? '',
  stale: document.querySelectorAll('[data-stale=true]').length,
  elements: document.querySelectorAll('.stElementContainer').length,
  charts: document.querySelectorAll(
    '.stVegaLiteChart svg.marks, .stVegaLiteChart canvas.marks').length,
  errors: document.querySelectorAll('.stException').length,
})"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start an installed Chromium, else Playwright's own."""
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Tab:
    """One page of a visitor, with a record of its traffic."""

    def __init__(self, context: BrowserContext, address: str, *, slow: bool = False) -> None:
        """Open an empty tab for a server at `address` (host:port)."""
        self.page: Page = context.new_page()
        self.page.add_init_script(WATCH)
        cdp: CDPSession = context.new_cdp_session(self.page)
        self.traffic = Traffic(cdp, address)
        if slow:
            cdp.send("Network.emulateNetworkConditions", SLOW)

    def wait_until_settled(self, charts: int, seconds: float, runs: int = 1) -> dict[str, Any]:
        """Wait for the end of `runs` script runs and `charts` painted charts, then stillness.

        Returns what was seen, times in ms since the page was asked for: `last` change and
        `acted`, when the visitor last clicked or pressed a key.
        """
        deadline = time.monotonic() + seconds
        seen: dict[str, Any] = {}
        while time.monotonic() < deadline:
            self.page.wait_for_timeout(POLL_MS)
            seen = self.page.evaluate(LOOK)
            if seen["errors"]:
                raise BenchError(f"{self.page.url}: de pagina toont een foutmelding")
            if self._is_settled(seen, charts, runs):
                return seen
        raise BenchError(
            f"{self.page.url}: niet klaar na {seconds:.0f} s; verwacht {charts} grafieken en "
            f"{runs} runs, gezien {seen['charts']} en {self.traffic.runs} (stand: {seen['state']})"
        )

    def _is_settled(self, seen: dict[str, Any], charts: int, runs: int) -> bool:
        return bool(
            seen["state"] == "notRunning"
            and seen["stale"] == 0
            and seen["elements"] > 0
            and seen["charts"] == charts
            and self.traffic.runs >= runs
            and not self.traffic.open_requests
            and seen["now"] - seen["last"] >= QUIET_MS
            and self.traffic.quiet_ms() >= QUIET_MS
        )
