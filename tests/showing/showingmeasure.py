"""What a browser says of a slide: boxes, sizes of type and contrast, measured on the screen."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

# Pixels, on a screen of 1920 by 1080: the sentence, what must be read at eight metres, names on
# a map whose values stand there too, and brand, source, number and what to know.
TITLE, SMALLEST, ON_MAP, SOURCE = 72, 40, 34, 30
CONTRAST = 7.0

# Faults are sentences, so that a failing test says what to look at.
MEASURE = """({ title, smallest, onMap, source, contrast }) => {
  const slide = document.querySelector('.dia.nu'), faults = [], edge = 1;
  const seen = (el) => !el.closest('.op-papier, .onzichtbaar, details, [hidden]');
  const told = (el, text) => `${text}: '${(el.textContent || '').trim().slice(0, 60)}'`;
  const inside = (box, room) => box.left >= room.left - edge && box.top >= room.top - edge
    && box.right <= room.right + edge && box.bottom <= room.bottom + edge;
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) faults.push('page scrolls');
  if (slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth)
    faults.push('slide scrolls');
  const middle = slide.querySelector('.midden').getBoundingClientRect();
  const parts = [...slide.querySelectorAll('.midden *')];
  for (const el of parts.filter(el => !el.closest('svg *') && seen(el)))
    if (!inside(el.getBoundingClientRect(), middle))
      faults.push(told(el, `${el.tagName} sticks out`));
  const parse = (colour) => {
    const found = colour.match(/[\\d.]+/g).map(Number);
    return found.length > 3 && found[3] === 0 ? null : found.slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ratio = (one, two) => {
    const [high, low] = [light(one), light(two)].sort((a, b) => b - a);
    return (high + .05) / (low + .05);
  };
  const behind = (el) => {
    for (let at = el; at; at = at.parentElement) {
      const found = parse(getComputedStyle(at).backgroundColor);
      if (found) return found;
    }
    return [255, 255, 255];
  };
  const unit = Math.min(innerWidth / 1920, innerHeight / 1080);
  const leastOf = (el) => el.closest('.voet, .let-op, .overgeslagen, .nieuwer') ? source
    : el.closest('.kaart') ? onMap : smallest;
  const head = slide.querySelector('.kop'), headStyle = getComputedStyle(head);
  const headSize = parseFloat(headStyle.fontSize);
  const headHeight = head.getBoundingClientRect().height;
  const headLines = Math.round(headHeight / parseFloat(headStyle.lineHeight));
  if (title && headSize < title * unit - 0.01)
    faults.push(told(head, `title of ${(headSize / unit).toFixed(1)} px`));
  if (headLines > (title < 72 ? 4 : 2)) faults.push(told(head, `title of ${headLines} lines`));
  const rows = slide.querySelectorAll('.tabel tbody tr').length;
  if (rows > 5) faults.push(`table of ${rows} rows`);
  const columns = slide.querySelectorAll('.tabel col').length;
  if (columns > 4) faults.push(`table of ${columns} columns`);
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  const drawn = [], sizes = {};
  let count = 0;
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !seen(el) || el.tagName === 'title') continue;
    count += 1;
    const style = getComputedStyle(el), svg = el.closest('svg');
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (!inside(box, screen)) faults.push(told(el, 'text off the screen'));
    if (svg && !inside(box, svg.getBoundingClientRect()))
      faults.push(told(el, 'text off the figure'));
    const matrix = svg ? el.getScreenCTM() : null;
    const size = parseFloat(style.fontSize) * (matrix ? Math.hypot(matrix.a, matrix.b) : 1);
    const least = leastOf(el);
    const kind = { [source]: 'source', [onMap]: 'map', [smallest]: 'text' }[least];
    sizes[kind] = Math.min(sizes[kind] || Infinity, size / unit);
    if (size < least * unit - 0.01)
      faults.push(told(el, `type of ${(size / unit).toFixed(1)} px, least ${least}`));
    if (svg && el.textContent.endsWith('…')) faults.push(told(el, 'text cut short'));
    const colour = parse(svg ? style.fill : style.color);
    if (svg && !colour) continue;
    if (svg) drawn.push({ text: el.textContent, box, el });
    if (el.closest('.kaart')) continue; // letters stand on classes there: the map has its own test
    const found = ratio(colour, behind(svg || el));
    if (found < contrast) faults.push(told(el, `contrast ${found.toFixed(2)}`));
  }
  for (const [place, one] of drawn.entries())
    for (const two of drawn.slice(place + 1)) {
      if (one.text === two.text) continue;
      const over = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      if (over > 1 && down > 0.3 * Math.min(one.box.height, two.box.height))
        faults.push(told(one.el, `text over '${two.text.slice(0, 30)}'`));
    }
  sizes.title = headSize / unit;
  return { faults: [...new Set(faults)], count, sizes };
}"""


@dataclass(frozen=True)
class Measured:
    """What is wrong with a slide, how many pieces of text it has, and its smallest letters."""

    faults: list[str]
    count: int
    sizes: dict[str, float]


def measure(page: Page, title: float = TITLE) -> Measured:
    """Return what is wrong with the slide that is shown; `title` is the least size of its title."""
    wanted = {"title": title, "smallest": SMALLEST, "onMap": ON_MAP, "source": SOURCE}
    found = page.evaluate(MEASURE, {**wanted, "contrast": CONTRAST})
    return Measured(found["faults"], found["count"], found["sizes"])


def measure_all(page: Page, title: float = TITLE) -> dict[str, list[str]]:
    """Go through a whole showing by keyboard; return the faults per slide that has any."""
    found = {}
    for number in range(1, page.locator(".dia").count() + 1):
        assert page.evaluate("location.hash") == f"#{number}"
        measured = measure(page, title)
        assert measured.count > 1, "a slide without text"
        if measured.faults:
            found[f"{number}: {page.locator('.nu .kop').inner_text()}"] = measured.faults
        page.keyboard.press("ArrowRight")
    return found
