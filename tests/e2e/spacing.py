"""What a visitor still reads who asks for more room between letters, words and lines (1.4.12)."""

from __future__ import annotations

from playwright.sync_api import Page

# The figures of the criterion. A constructed sheet, for the rules of the page allow no other.
ROOMY = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
USUAL = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1) }"
# Text that sticks out of something that hides what sticks out. Drawings and small pictures of
# slides keep their own letters, and what is only for the ear is one pixel wide.
CUT = """() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.querySelector('[data-testid=stApp]'), 4);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const owner = text.parentElement;
    if (!text.data.trim() || owner.closest('svg, script, style, [aria-hidden=true]')) continue;
    if (!owner.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (let box = owner; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box), edge = box.getBoundingClientRect();
      if (edge.width <= 2 || edge.height <= 2 || style.clipPath !== 'none') break;
      const scrolls = ['auto', 'scroll'];
      if (scrolls.includes(style.overflowX) || scrolls.includes(style.overflowY)) break;
      if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
      if ([...range.getClientRects()].some(at => at.width > 2 && (at.right > edge.right + 1
          || at.left < edge.left - 1 || at.bottom > edge.bottom + 3 || at.top < edge.top - 3)))
        found.add(text.data.trim().slice(0, 60));
    }
  }
  return [...found];
}"""


def cut(page: Page) -> list[str]:
    """Return the texts of which a part can no longer be seen when all have more room."""
    page.evaluate(ROOMY)
    page.wait_for_timeout(100)
    found: list[str] = page.evaluate(CUT)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.evaluate(USUAL)
    return found + ([f"{wide} pixels breder dan het scherm"] if wide > 0 else [])
