"""A table as the text of its cells: the one source of it as HTML, on a slide and on paper. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

WHOLE, SHORT = 24, 12
"""On paper a table beside a figure that is longer than the first is shown as long as the second."""


@dataclass(frozen=True)
class Table:
    """A table of texts as they are shown.

    The first cell of each row is its heading; `numeric` are the columns that align right.
    `left_out` is how many more rows there are than these, the newest.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    left_out: int = 0

    @property
    def full_caption(self) -> str:
        """The caption, and that there are more rows than these."""
        if not self.left_out:
            return self.caption
        return f"{self.caption} (de nieuwste {len(self.rows)} regels; de download heeft ze alle)"

    @property
    def left_text(self) -> str:
        """How many more rows there are and where; empty when there are none."""
        if not self.left_out:
            return ""
        rows = "regel staat" if self.left_out == 1 else "regels staan"
        return f"Nog {self.left_out} {rows} in de monitor."

    def beside_figure(self) -> Table:
        """Return the table as it stands on paper beside a figure, which tells more than rows do."""
        return self.first(SHORT) if len(self.rows) > WHOLE else self

    def first(self, count: int) -> Table:
        """Return the table with at most this many rows."""
        left = max(len(self.rows) - count, 0)
        return replace(self, rows=self.rows[:count], left_out=self.left_out + left)
