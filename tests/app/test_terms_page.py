"""The page Begrippen, and the words below the pages where they stand."""

from __future__ import annotations

import pytest
from render import html_of, open_link, problems_of, text_of


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ("begrippen", "Onbenut arbeidspotentieel"),
        ("begrippen?deel=hulp-en-samenwerking", "VUM"),
        ("begrippen?zoek=no-risk", "No-riskpolis"),
        ("werkcentrum", "Ontschot werken"),
        ("regio-deal", "Triple helix"),
        ("speerpuntsectoren", "Sectortafel"),
        ("regio-in-beeld?onderdeel=vergrijzing", "Vergrijzing"),
    ],
)
def test_a_word_is_where_it_belongs(link: str, word: str) -> None:
    app = open_link(link)
    assert problems_of(app) == []
    assert word in text_of(html_of(app))
