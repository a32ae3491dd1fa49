"""Open the app without a browser, by a link: `regio-in-beeld?onderdeel=pendel`.

Also a program, to open links of a copy of the project: `python render.py ROOT LINK...` prints
what each link shows, as JSON.
"""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
UNAVAILABLE = "Dit cijfer is nu niet beschikbaar"


def open_link(link: str, root: Path = ROOT, theme: Literal["light", "dark"] = "light") -> AppTest:
    """Open the app as a visitor with this link does.

    AppTest knows the pages only after a first run, which is of the start page.
    """
    slug, _, query = link.partition("#")[0].partition("?")
    app = AppTest.from_file(root / "app.py", default_timeout=300)
    app.context = {"theme": theme}
    app.query_params = dict(parse_qs(query, keep_blank_values=True))
    app.run()
    app.query_params = dict(parse_qs(query, keep_blank_values=True))
    return app.switch_page(f"pages/{slug}/page.py").run()


def open_topic(topic: str, *parameters: str) -> AppTest:
    """Open a part of Regio in beeld, with more parameters: `gebied=GM0202`."""
    return open_link("regio-in-beeld?" + "&".join([f"onderdeel={topic}", *parameters]))


def html_of(app: AppTest) -> str:
    """Return all HTML the app shows, in page order; our style sheet stands elsewhere."""
    return "\n".join(element.value for element in app.main.get("html"))


def text_of(html: str) -> str:
    """Return the text of a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def headings_of(html: str) -> list[str]:
    """Return the titles of the page's parts and tiles."""
    return [text_of(found) for found in re.findall(r"<h[234][^>]*>(.*?)</h[234]>", html, re.DOTALL)]


def notices_of(html: str) -> list[str]:
    """Return the quiet messages."""
    return [text_of(found) for found in re.findall(r'<p class="amm-melding".*?</p>', html)]


def rows_of(html: str, caption: str) -> list[list[str]]:
    """Return the rows of the first table with this caption, its header first."""
    for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
        if f"<caption>{caption}" in table:
            rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
            return [
                [text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows
            ]
    raise AssertionError(f"geen tabel '{caption}' op de pagina")


def problems_of(app: AppTest) -> list[str]:
    """Return every error the app shows instead of a page, or of a part of one."""
    problems = [item.value for item in app.exception] + [item.value for item in app.error]
    titled = app.title or "<h1" in html_of(app)
    return problems if titled else [*problems, "geen titel op de pagina"]


def main(root: Path, links: list[str]) -> None:
    """Print what each link shows."""
    from looking import look_once

    look_once()
    shown = []
    for link in links:
        app = open_link(link, root)
        shown.append({"link": link, "problems": problems_of(app), "html": html_of(app)})
    print(json.dumps(shown))


if __name__ == "__main__":
    sys.path[:0] = [sys.argv[1], str(ROOT / "tests")]
    main(Path(sys.argv[1]), sys.argv[2:])
