"""A link shows the same thing again; what it asks for and does not exist is skipped quietly."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from render import headings_of, html_of, notices_of, open_link, open_topic, problems_of

from data_loaders.geo.regions import load_regions

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def plain() -> list[str]:
    """The headings of Regio in beeld without anything in the link."""
    return headings_of(html_of(open_link("regio-in-beeld")))


def test_unknown_values_give_one_quiet_notice_and_the_normal_page(plain) -> None:
    link = f"regio-in-beeld?gebied=xyz&onderdeel={quote(SCRIPT)}&periode=1&cijfer=../.."
    app = open_link(link)
    html = html_of(app)
    assert problems_of(app) == []
    (notice,) = notices_of(html)
    for name in ("cijfer", "onderdeel", "periode", "Het gebied 'xyz' kennen wij niet."):
        assert name in notice
    for raw in (SCRIPT, "alert(1)", "../.."):
        assert raw not in html
    assert headings_of(html) == plain


HOSTILE = [
    "",
    " ",
    "'; DROP TABLE gebied; --",
    "<img src=x onerror=alert(1)>",
    "../../etc/passwd",
    "{{7*7}}",
    "%s%n",
    "GM02020",
    "\U0001f4a9",
    "\u202enrdnE",
    "\x00",
    "9" * 5000,
]


@pytest.mark.parametrize("parameter", ["gebied", "onderdeel", "cijfer", "periode", "kenmerk"])
def test_no_value_breaks_the_page_or_comes_back(parameter: str, plain) -> None:
    for value in HOSTILE:
        app = open_link(f"regio-in-beeld?{parameter}={quote(value)}")
        assert problems_of(app) == [], f"{parameter}={value[:40]!r}"
        html = html_of(app)
        if len(value) > 4 and (parameter, value) != ("gebied", "GM02020"):
            assert value not in html, f"{parameter}={value[:40]!r}"
        assert headings_of(html) == plain, f"{parameter}={value[:40]!r}"


def test_parameters_of_others_are_left_alone() -> None:
    html = html_of(open_link("regio-in-beeld?utm_source=krant&embed_options=x"))
    assert notices_of(html) == []


@pytest.mark.parametrize("area", ["GM0202", "Arnhem", "gm0202", "arnhem", "gemeente Arnhem"])
def test_an_area_may_be_a_code_or_a_name(area: str) -> None:
    app = open_topic("uitkeringen", "cijfer=ww-aantal", f"gebied={area}")
    assert app.multiselect(key="gebied").value == ["GM0202"]
    assert notices_of(html_of(app)) == []


@pytest.mark.parametrize(
    ("query", "areas", "whole"),
    [
        ("gebied=GM0202&gebied=GM0268", ["GM0202", "GM0268"], True),
        ("gebied=Arnhem&gebied=Nijmegen", ["GM0202", "GM0268"], True),
        ("gebied=GM0202&gebied=GM0202", ["GM0202"], True),
        ("gebied=Arnhem&gebied=Arnhem", ["GM0202"], True),
        ("gebied=GM0202&gebied=Nijmegen", ["GM0202", "GM0268"], True),
        ("gebied=GM0202&gebied=xyz", ["GM0202"], False),
        ("gebied=Arnhem&gebied=xyz", ["GM0202"], False),
    ],
)
def test_known_areas_of_a_link_are_kept_once(query: str, areas: list[str], whole: bool) -> None:
    app = open_link(f"regio-in-beeld?{query}")
    assert problems_of(app) == []
    assert app.multiselect(key="gebied").value == areas
    assert bool(notices_of(html_of(app))) != whole


def test_more_areas_than_fit_are_cut_off_and_said() -> None:
    codes = ["GM0202", "GM0221", "GM0226", "GM1705", "GM1734", "GM0275"]
    for areas in (codes, [load_regions().get(code).label for code in codes]):
        app = open_link("regio-in-beeld?" + "&".join(f"gebied={area}" for area in areas))
        assert problems_of(app) == []
        assert app.multiselect(key="gebied").value == codes[:4]
        (notice,) = notices_of(html_of(app))
        names = "Overbetuwe en Rheden"
        assert notice == f"U ziet hoogstens 4 gebieden naast elkaar, dus niet: {names}."


def test_codes_restore_the_whole_choice() -> None:
    app = open_topic("inwoners", "cijfer=bevolking", "periode=2022", "gebied=GM0268")
    assert app.session_state["cijfer"] == "bevolking"
    assert app.selectbox(key="periode").value == "2022"
    assert app.multiselect(key="gebied").value == ["GM0268"]
    assert notices_of(html_of(app)) == []
