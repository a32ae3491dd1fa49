"""Paper to write on: A4, one font, a foot on each page; every part known for what it is. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos
from fpdf.prefs import ViewerPreferences

from components.charts.theme import PALETTES
from components.handout.parts import LANGUAGE, Picture
from components.handout.tags import Bookmark, Mark, Part, Placed, finish_document
from components.handout.type import (
    BOLD,
    FAMILY,
    LINE,
    REGULAR,
    printable,
    text_height,
)
from data_loaders.monitor import MONITOR

SIDE, TOP, BOTTOM = 51.0, 48.0, 56.0  # points: 18, 17 and 20 mm
FOOT = 8.5
_NOON = time(12, tzinfo=UTC)


class Paper(FPDF):
    """A document of A4 pages that is written from top to bottom, in letters that the font has."""

    def __init__(self, title: str, day: date) -> None:
        """Start on the first page. Equal content on an equal day makes equal bytes."""
        super().__init__(unit="pt", format="A4")
        self.palette = PALETTES["licht"]
        self.parts: list[Part] = []
        self._placed: list[Placed] = []
        self._bookmarks: list[Bookmark] = []
        self._marks: dict[int, int] = {}
        self._links: dict[int, int] = {}
        self._foot = printable(title)
        self.set_margins(SIDE, TOP, SIDE)
        self.set_auto_page_break(False, BOTTOM)
        self.c_margin = 0
        self.add_font(FAMILY, "", REGULAR)
        self.add_font(FAMILY, "B", BOLD)
        self.set_lang(LANGUAGE)
        self.set_title(self._foot)
        self.set_author(MONITOR.name)
        self.set_creator(MONITOR.name)
        self.set_creation_date(datetime.combine(day, _NOON))
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.add_page()

    def footer(self) -> None:
        """Write the title and the number of the page at its foot."""
        with self.artifact():
            self.set_y(-BOTTOM + 20)
            self.letters(FOOT, muted=True)
            self.cell(self.epw * 0.8, 12, self._shortened(), new_x=XPos.RIGHT, new_y=YPos.TOP)
            self.cell(0, 12, f"bladzijde {self.page_no()} van {{nb}}", align="R")

    def _shortened(self) -> str:
        """Return the title as far as it fits in the foot."""
        text = self._foot
        while self.get_string_width(text) > self.epw * 0.78:
            text = f"{text[:-2].rstrip()}…"
        return text

    @property
    def room(self) -> float:
        """How many points are left on this page."""
        return float(self.h - BOTTOM - self.y)

    def text_height(self, text: str, size: float, bold: bool = False) -> float:
        """Return how many points a paragraph takes."""
        return text_height(text, size, self.epw, bold)

    def begin_part(self, title: str, size: float) -> None:
        """Begin a part of the document, under a heading that the outline leads to."""
        self.letters(size, bold=True)
        self.need(self.exact_height(printable(title), size, self.epw))
        self.parts.append(Part("Sect"))
        self._bookmarks.append(Bookmark(printable(title), self.page - 1, self.y))
        self.write_text(title, size, kind="H2")

    def write_text(
        self, text: str, size: float, *, kind: str = "P", muted: bool = False, after: float = 3
    ) -> None:
        """Write a paragraph, or a heading (`H1`, `H2`); nothing for an empty one.

        It stands on one page as a whole, unless it is longer than that.
        """
        if not text:
            return
        self.letters(size, kind != "P", muted)
        shown = printable(text)
        height = self.exact_height(shown, size, self.epw)
        words = shown.split(" ")
        if height > self.h - TOP - BOTTOM and len(words) > 1:
            for half in (words[: len(words) // 2], words[len(words) // 2 :]):
                self.write_text(" ".join(half), size, kind=kind, muted=muted, after=after)
            return
        self.need(height)
        part = Part(kind, text=shown if height > 1.5 * size * LINE else "")
        self.here().append(part)
        with self.marked(part):
            self.multi_cell(
                self.epw, size * LINE, shown, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
            )
        self.y += after

    def write_link(self, text: str, address: str, size: float) -> None:
        """Write a line that leads to an address."""
        self.letters(size)
        self.set_text_color(self.palette.accent)
        self.need(size * LINE)
        number = self._links.get(self.page, 0)
        self._links[self.page] = number + 1
        part = Part("Link", link=number)
        self.here().append(part)
        with self.marked(part):
            width = self.get_string_width(text) + 1
            self.cell(width, size * LINE, text, link=address)
        self.set_xy(SIDE, self.y + size * LINE)

    def place(self, picture: Picture, width: float, alt: str) -> None:
        """Keep room for a figure that is laid over the page later, and say what it shows."""
        height = width * picture.height / picture.width
        self.need(height)
        x = SIDE + (self.epw - width) / 2
        mark = self._next_mark()
        self.here().append(Part("Figure", [mark], alt=printable(alt)))
        self._placed.append(Placed(mark, x, self.y, width, height, picture.data))
        self.y += height

    def rule(self) -> None:
        """Draw a line between two tiles."""
        self.y += 10
        self.line_to(SIDE, self.w - SIDE)
        self.y += 14

    def finish(self) -> bytes:
        """Return the document with its figures, outline and structure."""
        return finish_document(bytes(self.output()), self.parts, self._placed, self._bookmarks)

    def line_to(self, start: float, end: float) -> None:
        """Draw a line here, for the eye only."""
        with self.artifact():
            self.set_draw_color(self.palette.line)
            self.line(start, self.y, end, self.y)

    def letters(self, size: float, bold: bool = False, muted: bool = False) -> None:
        """Set the letters that are written with from here on."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(self.palette.muted if muted else self.palette.text)

    def exact_height(self, text: str, size: float, width: float) -> float:
        """Return how high a text is in the letters that are set."""
        height = self.multi_cell(
            width, size * LINE, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
        )
        assert isinstance(height, float)
        return height

    def need(self, height: float) -> None:
        """Go to the next page when so much does not fit on this one."""
        if height > self.room and self.y > TOP:
            self.add_page()

    def here(self) -> list[Part | Mark]:
        """Return where the next part belongs: in the part that was begun last."""
        if not self.parts:
            self.parts.append(Part("Sect"))
        return self.parts[-1].inside

    def _next_mark(self) -> Mark:
        number = self._marks.get(self.page, 0)
        self._marks[self.page] = number + 1
        return Mark(self.page - 1, number)

    @contextmanager
    def marked(self, part: Part) -> Iterator[None]:
        """Mark what is written within as this part; it must stay on this page."""
        mark = self._next_mark()
        part.inside.append(mark)
        self._out(f"/{part.kind} <</MCID {mark.number}>> BDC")
        yield
        self._out("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is written within as there for the eye only."""
        self._out("/Artifact BMC")
        yield
        self._out("EMC")
