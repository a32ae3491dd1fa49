"""A colour of the theme is changed in one place: all that is drawn has the new one."""

from __future__ import annotations

import re
from pathlib import Path

from addedcases import publishing

from components.charts.theme import PALETTES, SCREEN_PALETTES

COLOUR = re.compile(r"#[0-9a-f]{6}\b")
DECK = "v=1&titel=Proef&dag=2026-11-21&tegels=t~c.bijstand-aandeel~c.vraag-en-instroom~a~b"
ADDRESSES = (
    "/tegel/bijstand-aandeel?gebied=AM07",
    "/tegel/bijstand-aandeel.svg?thema=donker",
    "/tegel/vraag-en-instroom.svg?thema=licht",
    "/tegel/agenda",
    "/tegel/begroting",
    f"/beraad/tonen?{DECK}",
)


def shown(root: Path) -> list[str]:
    with publishing(root) as site:
        replies = [site.ask(address) for address in ADDRESSES]
    assert [reply.status for reply in replies] == [200] * len(ADDRESSES)
    return [reply.text for reply in replies]


def other(color: str) -> str:
    """Another colour, that is in no palette and looks much the same."""
    return f"#{int(color[1:], 16) ^ 0x010101:06x}"


def test_every_colour_that_is_drawn_is_of_the_theme(project: Path) -> None:
    both = [*PALETTES.values(), *SCREEN_PALETTES.values()]
    known = {color for palette in both for color in palette.colours}
    assert not known & {other(color) for color in known}

    def changed(text: str) -> str:
        return COLOUR.sub(lambda found: other(found[0]) if found[0] in known else found[0], text)

    before = shown(project)
    theme = project / "components" / "charts" / "theme.py"
    theme.write_text(changed(theme.read_text("utf-8")), "utf-8")
    for address, old, new in zip(ADDRESSES, before, shown(project), strict=True):
        assert new == changed(old) != old, address
