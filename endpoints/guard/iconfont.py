"""`python -m endpoints.guard.iconfont`: only the icons in use of Streamlit's font, 9 not 375 kB.

Needed after an update of Streamlit, or with a new icon in our own code; a test says so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from data_loaders.files.paths import ROOT
from endpoints.guard.static import FOLDER, ICONS

# How the page and our own code name an icon.
NAMED = re.compile(r":material/([a-z0-9_]+):")
OURS = ("app.py", "components/**/*.py", "pages/**/*.py", "assets/teksten/*")


def source() -> Path:
    """Return the font in the installed Streamlit."""
    return next((FOLDER / "static" / "media").glob("MaterialSymbols-Rounded.*.woff2"))


def used_icons() -> set[str]:
    """Return the names of the icons that Streamlit's page and our own code can ask for."""
    scripts = (FOLDER / "static" / "js").glob("*.js")
    ours = (path for pattern in OURS for path in ROOT.glob(pattern))
    return {
        name
        for path in (*scripts, *ours)
        for name in NAMED.findall(path.read_text("utf-8", "replace"))
    }


def make_font() -> bytes:
    """Return the font with only those icons, the same bytes every time."""
    font = TTFont(source(), recalcTimestamp=False)
    glyphs = dict(ligatures(font))
    names = used_icons() & set(glyphs)
    options = Options()
    # Letters make icons: with closure every icon would come along with its letters.
    options.layout_closure = False
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=[glyphs[name] for name in names], text="".join(names))
    subsetter.subset(font)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def ligatures(font: TTFont) -> Iterator[tuple[str, str]]:
    """Yield every name that the font draws as one icon, with its glyph."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            found = getattr(part, "ExtSubTable", part).ligatures
            for first, ends in found.items():
                for end in ends:
                    yield "".join(letters[g] for g in (first, *end.Component)), end.LigGlyph


if __name__ == "__main__":
    ICONS.parent.mkdir(exist_ok=True)
    ICONS.write_bytes(make_font())
    print(f"{ICONS.relative_to(ROOT)}: {ICONS.stat().st_size} bytes, van {source().name}")
