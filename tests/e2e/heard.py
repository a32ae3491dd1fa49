"""What would be heard of a page: its accessibility tree, in which all must be Dutch.

As a program it does the four uses of the monitor with the keyboard alone, and prints what a reader
of the screen says on the way:

    python tests/e2e/heard.py http://localhost:8501
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright
from visit import settle, visit

# Words of an interface that are no Dutch: of Streamlit and what it is made of, and an icon's name.
ENGLISH = re.compile(
    r"\b(skip|select(ed)?|clear|remove|options?|available|press|apply|choose|results?|found|added|"
    r"fullscreen|heading|notifications?|close|dismiss|show|hide|copy|copied|search|loading|running|"
    r"axis|titled|legend|marks?|expand|collapse|values?|toggle|view|less|submit|connect(ing|ion)|"
    r"error|your?|with|files?|browse|upload|settings|menu button|main menu|app pages|help for|"
    r"limit|per file|decrement|increment|today|previous|next)\b|[a-z]+_[a-z]+",
    re.IGNORECASE,
)
NAMES = {"Energy, Health & Hightech Connection Valley"}
SILENT = {"StaticText", "InlineTextBox", "LineBreak", "ListMarker", "none"}
DUTCH = {
    "heading": "kop", "link": "link", "button": "knop", "combobox": "keuzelijst", "image": "beeld",
    "navigation": "navigatie", "main": "inhoud", "textbox": "invoer", "searchbox": "zoekveld",
    "radio": "keuze", "radiogroup": "keuzes", "list": "lijst", "listitem": "punt",
    "table": "tabel", "rowheader": "rijkop", "columnheader": "kolomkop", "cell": "cel",
    "status": "melding", "option": "optie", "listbox": "lijst om te kiezen", "dialog": "venster",
    "region": "gebied", "group": "groep", "banner": "kop van de site", "checkbox": "vinkje",
    "contentinfo": "voet", "DisclosureTriangle": "uitklapper", "switch": "schakelaar",
}  # fmt: skip


class Part(NamedTuple):
    """One thing in the tree: its role, name, description, and what kind it says that it is."""

    role: str
    name: str
    description: str
    kind: str
    is_focused: bool


def tree(page: Page) -> list[Part]:
    """Return all that is not hidden for who listens, in the order of the page."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    waiting, found = [next(iter(nodes))], []
    while waiting:
        node = nodes[waiting.pop()]
        waiting += [child for child in reversed(node.get("childIds", [])) if child in nodes]
        found += [] if node["ignored"] else [_part(node)]
    return found


def _part(node: dict) -> Part:
    own = {item["name"]: item["value"].get("value") for item in node.get("properties", [])}
    role, name, described = (
        str(node.get(key, {}).get("value", "")) for key in ("role", "name", "description")
    )
    return Part(role, name, described, own.get("roledescription", ""), bool(own.get("focused")))


def english(parts: list[Part]) -> list[str]:
    """Return what is said in English: names, descriptions, and kinds that a page gives itself."""
    said = {text for part in parts for text in part[1:4] if text}
    return sorted(text for text in said if ENGLISH.search(text) and text not in NAMES)


def spoken(page: Page) -> str:
    """Return what is said of what has the focus, and of what was told beside it."""
    # The page itself has the focus too.
    focused = [part for part in tree(page) if part.is_focused and part.role != "RootWebArea"]
    said = [f"{DUTCH.get(part.role, part.role)}: {part.name}" for part in focused]
    told = page.locator("#amm-zegt, #zegt, [role=log]").all_text_contents()
    return " ‖ ".join([*said, *(f"melding: {text}" for text in told if text)])


def read_through(page: Page) -> Iterator[str]:
    """Return the page as it is read from top to bottom, a line for each part with a name."""
    lines = [
        f"{DUTCH.get(part.role, '')}: {part.name}" if part.role in DUTCH else part.name
        for part in tree(page)
        if part.name and part.role not in {"InlineTextBox", "RootWebArea"}
    ]
    for line, _ in groupby(lines):
        yield line


def reach(page: Page, name: str, key: str = "Tab") -> str:
    """Go on until what has the focus is called like this; return what is said then."""
    for _ in range(150):
        page.keyboard.press(key)
        if re.search(name, said := spoken(page)):
            return said
    raise AssertionError(f"the keyboard does not lead to {name}")


def embed(page: Page, site: str) -> Iterator[str]:
    """Find a figure, and take the code for a website of one's own."""
    page.goto(f"{site}/tegel")
    yield reach(page, "Zoek een tegel")
    page.keyboard.type("bijstand aandeel")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("bijstandsuitkeringen als deel")
    yield " ".join(page.locator("#tegel-telling").all_text_contents())
    yield reach(page, "Insluiten: Bijstandsuitkeringen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/deel/**")
    yield page.title()
    yield reach(page, "Toon de code")
    yield reach(page, "Kopieer: Code")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Gekopieerd").wait_for()
    yield "melding: Gekopieerd"


def present(page: Page, site: str) -> Iterator[str]:
    """Begin a presentation that is ready, and go through it."""
    visit(page, site, "/beraad")
    yield reach(page, "link: Toon")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    shown = opened.value
    shown.wait_for_load_state()
    for key in ("", "ArrowRight", "ArrowRight", "b", "b", "End"):
        if key:
            shown.keyboard.press(key)
        yield f"{key or shown.title()} ‖ {spoken(shown)}"
    yield reach(shown, "uitklapper: Toetsen")
    shown.close()


def explore(page: Page, site: str) -> Iterator[str]:
    """Choose a topic and an area to compare, and read the table."""
    visit(page, site, "/regio-in-beeld")
    told = ""
    for name, text in (("Onderwerp", "Uitkeringen"), ("keuzelijst: Gebied", "Duiven")):
        yield reach(page, name)
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(text)
        page.get_by_role("option", name=text, exact=True).wait_for()
        yield spoken(page)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        settle(page)
        page.wait_for_function(
            "t => document.querySelector('#amm-zegt').textContent !== t", arg=told
        )
        told = page.locator("#amm-zegt").inner_text()
        yield f"melding: {told}"
    yield reach(page, "beeld|optie: ")
    yield reach(page, "uitklapper.*: Tabel")
    page.keyboard.press("Enter")
    yield reach(page, "groep: ")


def download(page: Page, site: str) -> Iterator[str]:
    """Take the figure along for a spreadsheet."""
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    yield reach(page, "knop: Download")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="download voor Excel").wait_for()
    settle(page)
    yield reach(page, "download voor Excel")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    yield f"bestand: {waiting.value.suggested_filename}"


USES: tuple[Callable[[Page, str], Iterator[str]], ...] = (embed, present, explore, download)


def main(site: str) -> None:
    """Print what is heard in each use, and then of the pages where they begin."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch()
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        for use in USES:
            print(f"\n# {use.__doc__}")
            for line in use(page, site):
                print(f"  {line}")
        for path in ("/tegel/bijstand-aandeel", "/beraad", "/regio-in-beeld?onderdeel=Uitkeringen"):
            page.goto(f"{site}{path}")
            page.wait_for_load_state("networkidle")
            print(f"\n# {path}", *read_through(page), sep="\n  ")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
