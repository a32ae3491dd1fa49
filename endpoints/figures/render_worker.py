"""The process that draws: reads orders from its input and writes drawings to its output.

Apart from the server, because the library that draws holds Python's lock while it does: in
the server's own process every visitor would stand still for a tenth of a second per drawing.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import typst
import vl_convert
from PIL import Image

ASSETS = Path(__file__).parents[2] / "assets"
DONE, FAILED = b"+", b"-"  # the server knows these too; it never imports this module


def draw_part(order: dict[str, str]) -> bytes:
    """Return the SVG of a specification, the PNG of an SVG (twice the size) or a handout as PDF."""
    if order["make"] == "svg":
        # An empty list: whatever a drawing needs is inside it, so nothing may be fetched.
        return vl_convert.vegalite_to_svg(order["from"], allowed_base_urls=[]).encode("utf-8")
    if order["make"] == "pdf":
        return _pages(order["from"])
    return _compact(vl_convert.svg_to_png(order["from"], scale=2.0))


def _compact(png: bytes) -> bytes:
    """Return an opaque image in 256 colours: it looks the same in a fifth of the bytes."""
    out = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    few = image.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(out, "PNG")
    return out.getvalue()


def _pages(handout: str) -> bytes:
    """Return a handout as PDF; the compiler refuses what would not be PDF/UA-1."""
    return typst.compile(
        ASSETS / "sjablonen" / "handout.typ",
        font_paths=[ASSETS / "lettertypen"],
        ignore_system_fonts=True,
        sys_inputs={"handout": handout},
        pdf_standards=["ua-1"],
    )


def main() -> None:
    """Answer orders, one line of JSON each, until the input ends."""
    for line in sys.stdin.buffer:
        try:
            mark, answer = DONE, draw_part(json.loads(line))
        except Exception as error:  # whatever it is, the next order may be fine
            mark, answer = FAILED, str(error)[:500].encode("utf-8")
        sys.stdout.buffer.write(mark + len(answer).to_bytes(4, "big") + answer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
