"""A drawing of Vega, brought back to what the eye needs: about a third of the bytes. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree

from markupsafe import Markup

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)

_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_SHAPED = frozenset(
    {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "offset", "width", "height", "font-size"}
)
_UNSEEN = ("class", "role", "pointer-events", "cursor", "version")
_REFERRING = ("fill", "stroke", "clip-path", "mask", "filter")
_OBVIOUS = {("opacity", "1"), ("transform", "translate(0,0)"), ("stroke-width", "1")}
_CHAIN = re.compile(r"(M[-\d.]+,[-\d.]+(L[-\d.]+,[-\d.]+)+Z)+")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
Ids = Mapping[str, str]
_MARKS = frozenset({"path", "line", "rect", "circle", "ellipse", "polygon", "polyline"})
# What these say of themselves is what a pointer on them shows.
_NAMED = "geoshape"


@dataclass(frozen=True)
class Drawing:
    """The inside of an SVG, and how large it is in pixels."""

    inner: Markup
    width: int
    height: int


def slim(svg: str, prefix: str, font: str) -> Drawing:
    """Return a drawing without what only a script or a screen reader would use.

    The whole has one alternative text, so its parts need none. `prefix` keeps the ids of two
    drawings in one page apart; `font` is the one the page sets for all of it. Ids are numbered
    anew: Vega counts on from what the process drew before, and equal drawings are equal bytes.
    """
    root = ElementTree.fromstring(svg)
    width, height = (int(float(root.attrib[side])) for side in ("width", "height"))
    _strip(root, _numbered(root, prefix), font)
    inner = "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
    return Drawing(Markup(inner.replace(f' xmlns="{SVG}"', "")), width, height)


def _numbered(root: ElementTree.Element, prefix: str) -> Ids:
    """Return the new name of each id: those of a kind count from 1."""
    count: Counter[str] = Counter()
    found: dict[str, str] = {}
    for name in (element.attrib["id"] for element in root.iter() if "id" in element.attrib):
        kind = name.rstrip("0123456789")
        count[kind] += 1
        found[name] = f"{prefix}{kind}{count[kind]}"
    return found


def _strip(element: ElementTree.Element, ids: Ids, font: str) -> None:
    """Bring the parts of an element back to what is seen, from the inside out."""
    kept: list[ElementTree.Element] = []
    clips = _name(element) == "clipPath"  # its shapes cut, and have no colour of their own
    for child in element:
        _strip(child, ids, font)
        _trim(child, ids, font)
        if _name(child) == "g" and not child.attrib:
            kept += list(child)
        elif clips or _is_seen(child):
            kept.append(child)
    element[:] = kept


def _trim(element: ElementTree.Element, ids: Ids, font: str) -> None:
    had = element.attrib
    if had.get("aria-roledescription") == _NAMED and had.get("aria-label"):
        title = ElementTree.Element(f"{{{SVG}}}title")
        title.text = had["aria-label"]
        element.insert(0, title)
    kept = {
        name: _shorter(name, value, ids)
        for name, value in had.items()
        if name not in _UNSEEN
        and not name.startswith("aria-")
        and (name, value) not in _OBVIOUS | {("font-family", font)}
    }
    element.attrib.clear()
    element.attrib.update(kept)


def _shorter(name: str, value: str, ids: Ids) -> str:
    """Return the value of an attribute with a tenth of a pixel as its precision."""
    if name == "d" and _CHAIN.fullmatch(value):
        return _relative(value)
    if name in _SHAPED:
        return _NUMBER.sub(lambda found: _tenths(float(found[0])), value)
    if name == "id":
        return ids[value]
    if name in _REFERRING:
        return _REFERENCE.sub(lambda found: f"url(#{ids[found[1]]})", value)
    return value


def _relative(path: str) -> str:
    """Return a chain of straight lines with steps instead of places: half the characters.

    Steps are taken between rounded places, so that no error adds up.
    """
    made = []
    for ring in path.rstrip("Z").split("Z"):
        places = [
            tuple(round(float(number), 1) for number in place.split(","))
            for place in ring.removeprefix("M").split("L")
        ]
        steps = (
            f"{_tenths(x - before_x)} {_tenths(y - before_y)}"
            for (before_x, before_y), (x, y) in pairwise(places)
        )
        first = f"{_tenths(places[0][0])} {_tenths(places[0][1])}"
        made.append(f"M{first}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(made)


def _tenths(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0").replace("-0", "-").removeprefix("0")
    return "0" if text in {"", "-"} else text


def _name(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(f"{{{SVG}}}")


def _is_seen(element: ElementTree.Element) -> bool:
    """Tell whether an element draws anything."""
    if element.get("opacity") == "0" or element.get("display") == "none":
        return False
    if _name(element) in _MARKS:
        return bool(element.get("fill") or element.get("stroke"))
    return _name(element) != "g" or len(element) > 0
