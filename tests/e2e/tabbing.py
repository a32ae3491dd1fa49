"""Through a page with the tab key: where the focus comes, and whether it can be seen there."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import ElementHandle, Page

AROUND = 8
MOST = 200
LEAST = 0.4  # of the edge; that of the page itself is partly under the head
AT_ONCE = 20
# Notes what had the focus before each Tab: a press then costs no question of its own. A box that
# one types in, or a label with its input out of sight, is seen as the whole of it.
NOTE = """() => {
  const whole = (node) => node.closest('.react-aria-ComboBox > [role=group], label,'
    + ' [data-testid=stTextInputRootElement]') ?? node;
  const look = () => {
    const node = document.activeElement;
    if (!node || node === document.body) return null;
    const seen = node.matches('input') ? whole(node) : node;
    const box = seen.getClientRects()[0] ?? seen.getBoundingClientRect(); // a link may be broken
    const main = document.querySelector('.stMain');
    const height = Math.min(box.height, innerHeight / 2), tall = box.height > height;
    const hits = [[.5, .5], [.5, .08], [.5, .92], [.04, .5], [.96, .5]].filter(([x, y]) => {
      const top = document.elementFromPoint(box.x + box.width * x, box.y + height * y);
      return top && (seen.contains(top) || top.contains(seen));
    });
    const own = [node, node.parentElement?.closest('[class*=amm-]')];
    const kind = [node.tagName, node.getAttribute('role'), node.type,
      node.closest('[data-testid]')?.dataset.testid, ...own.map((one) => one?.classList
        && [...one.classList].find((name) => name.startsWith('amm-')))];
    const nodes = window.tabStops;
    return {
      place: nodes.indexOf(node) < 0 ? nodes.push(node) - 1 : nodes.indexOf(node),
      // Of what is taller than half the screen a part is enough.
      is_seen: tall ? box.bottom > 150 && box.top < innerHeight - 50 : hits.length > 3
        && box.top > -1 && box.bottom < innerHeight + 1,
      kind: kind.join(' '), html: node.outerHTML.slice(0, 140),
      left: box.left, right: box.right, top: box.top, bottom: box.bottom,
      below: node.closest('.amm-balk') ? 0 : box.top + (main?.scrollTop ?? 0),
    };
  };
  window.tabStops ??= [];
  window.tabNotes ??= (addEventListener('keydown', (event) => {
    if (event.key === 'Tab') window.tabNotes.push(look());
  }, true), []);
  window.tabNotes.length = 0;
}"""
START = """(last) => {
  const all = [...document.querySelectorAll('a[href], button')].filter((node) =>
    node.checkVisibility({visibilityProperty: true}));
  const edge = last ? all.at(-1) : document.body;
  if (!last) edge.setAttribute('tabindex', '-1');
  edge.focus();
  if (!last) edge.removeAttribute('tabindex');
}"""
SEEN = """(node) => (node.matches('input') && node.closest('label,'
  + ' [data-testid=stTextInputRootElement], .react-aria-ComboBox > [role=group]')) || node"""
Stop = dict[str, Any]


def walk(page: Page, back: bool = False) -> list[Stop]:
    """Return every stop of the tab key, from the first to where it leaves the page."""
    page.evaluate(NOTE)
    page.evaluate(START, back)
    stops: list[Stop] = []
    while len(stops) < MOST:
        for _ in range(AT_ONCE):
            page.keyboard.press("Shift+Tab" if back else "Tab")
        noted = page.evaluate("window.tabNotes.splice(0)")
        begun = noted if back or stops else noted[1:]  # the first is where it began
        if None in begun:
            return [*stops, *begun[: begun.index(None)]]
        stops += begun
    raise AssertionError(f"the keyboard does not leave the page: {stops[-1]['html']}")


def there_and_back(page: Page) -> tuple[list[tuple[str, str]], list[Stop]]:
    """Return what is wrong with the way through the page and back, and the stops on it."""
    forward, back = walk(page), walk(page, back=True)[::-1]
    found = faults(page, forward) + faults(page, back)
    if [stop["place"] for stop in forward] != [stop["place"] for stop in back]:
        found.append(("back goes another way", page.url))
    return found, forward


def faults(page: Page, stops: list[Stop]) -> list[tuple[str, str]]:
    """Return which stops cannot be seen in full, or are not in the order of sight."""
    width = page.evaluate("innerWidth")
    found: list[tuple[str, str]] = []
    for stop, after in zip(stops, [*stops[1:], None], strict=True):
        beside = stop["left"] < -1 or stop["right"] > width + 1
        found += [("off the screen or covered", stop["html"])] * (beside or not stop["is_seen"])
        if after and after["below"] and stop["below"]:
            tall = after["bottom"] - after["top"]
            above = after["below"] + tall <= stop["below"] and after["left"] < stop["right"]
            found += [("not in the order of sight", after["html"])] * above
    return found


@dataclass
class Rings:
    """How the focus is shown on each kind of thing, looked at once."""

    known: dict[str, float] = field(default_factory=dict)

    @property
    def dim(self) -> dict[str, float]:
        """The kinds of which the edge shows too little."""
        return {kind: part for kind, part in self.known.items() if part < LEAST}

    def look(self, page: Page, stops: list[Stop]) -> None:
        """Measure the kinds that were not met before."""
        for stop in stops:
            if stop["kind"] not in self.known:
                node = page.evaluate_handle(f"window.tabStops[{stop['place']}]").as_element()
                assert node
                self.known[stop["kind"]] = ring(page, node)


def ring(page: Page, node: ElementHandle) -> float:
    """Return how much of the edge of a thing shows the focus with a contrast of 3 to 1: 0 to 1."""
    node.evaluate("node => node.focus()")
    seen = node.evaluate_handle(SEEN).as_element()
    assert seen
    box, size = seen.bounding_box(), page.viewport_size
    assert box and size
    left, top = max(0, box["x"] - AROUND), max(0, box["y"] - AROUND)
    clip = {
        "x": left,
        "y": top,
        "width": min(size["width"], box["x"] + box["width"] + AROUND) - left,
        "height": min(size["height"], box["y"] + box["height"] + AROUND) - top,
    }
    focused = _light(page.screenshot(clip=clip, animations="disabled", caret="hide"))
    node.evaluate("node => node.blur()")
    plain = _light(page.screenshot(clip=clip, animations="disabled", caret="hide"))
    node.evaluate("node => node.focus({preventScroll: true})")
    contrast = (np.maximum(focused, plain) + 0.05) / (np.minimum(focused, plain) + 0.05)
    return float((contrast >= 3).sum() / (2 * (clip["width"] + clip["height"])))


def _light(picture: bytes) -> np.ndarray[Any, Any]:
    """Return the relative luminance of each pixel, as WCAG counts it."""
    colour = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")) / 255
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])
