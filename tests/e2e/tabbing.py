"""Going through a page without a mouse: where the key Tab leads, and whether that can be seen."""

from __future__ import annotations

from playwright.sync_api import Page

ACTIVE = """() => {
  const node = document.activeElement;
  const {x, y, width, height} = node.getBoundingClientRect();
  const text = node.innerText || node.closest('label')?.innerText || '';
  const name = (node.getAttribute('aria-label') || text).trim().split('\\n')[0];
  const inside = !!node.parentElement?.closest('main');
  return {tag: node.tagName, name, x, y, width, height, inside};
}"""
# What takes the keyboard in the middle of a page, in the order in which it is read.
STOPS = """() => [...document.querySelector('main').querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex]')].filter(node =>
      node.tabIndex >= 0 && !node.disabled && node.checkVisibility({visibilityProperty: true}))"""
MARGIN = 6


def picture(page: Page, spot: dict[str, float]) -> bytes:
    clip = {
        "x": max(0, spot["x"] - MARGIN),
        "y": max(0, spot["y"] - MARGIN),
        "width": spot["width"] + 2 * MARGIN,
        "height": spot["height"] + 2 * MARGIN,
    }
    return page.screenshot(clip=clip, animations="disabled")


def looks_the_same(page: Page, spot: dict[str, float]) -> bool:
    """Tell whether what is in focus looks as it does out of focus; the focus stays there."""
    focused = picture(page, spot)
    node = page.evaluate_handle("document.activeElement")
    node.evaluate("node => node.blur()")
    same = picture(page, spot) == focused
    node.evaluate("node => node.focus({preventScroll: true})")
    return same


def walk(page: Page, key: str, *, look: bool = False) -> tuple[list[int], list[str]]:
    """Press a key until the focus leaves the middle of the page.

    Returns the numbers of the stops it came by, in that order, and, if it is to look, the names
    of those that look the same as without the focus.
    """
    stops = page.evaluate_handle(STOPS)
    count = stops.evaluate("stops => stops.length")
    order: list[int] = []
    unseen: list[str] = []
    for _ in range(count + 1):
        page.keyboard.press(key)
        spot = page.evaluate(ACTIVE)
        if not spot["inside"]:
            return order, unseen
        order.append(stops.evaluate("stops => stops.indexOf(document.activeElement)"))
        if look and looks_the_same(page, spot):
            unseen.append(f"{spot['tag']} {spot['name']}")
    raise AssertionError(f"the keyboard does not get out: {order} of {count}")
