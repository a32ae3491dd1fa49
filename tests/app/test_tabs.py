"""Which part of a page is open stands in the link; the title of the document says where one is."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from components.markup.hero import Hero
    from components.screens.frame import show_notices
    from components.widgets.hero import show_hero
    from components.widgets.page_link import notices_of_link
    from components.widgets.tabs import open_tab, tab_links

    tabs = {"doelen": "Doelen", "werktafels": "Werktafels (6)", "geld": "Geld"}
    opened = open_tab(tabs)
    steps = (("Doelen en projecten", "./"), ("HCA-doelen", ""))
    show_hero(Hero("Zo staat het", steps=steps, tabs=tab_links(tabs, opened, "doel")))
    st.write(f"open: {opened}")
    show_notices(notices_of_link())


def opened(**query: str | list[str]) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    app.query_params = query
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "".join(item.value for item in app.get("html"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "doelen"),
        ("doelen", "doelen"),
        ("werktafels", "werktafels"),
        (" Werktafels ", "werktafels"),
        ("Werktafels (6)", "werktafels"),
        ("GELD", "geld"),
    ],
)
def test_the_part_that_a_link_asks_for_is_open(asked: str, found: str) -> None:
    app = opened(deel=asked)
    assert app.markdown[0].value == f"open: {found}"
    assert "amm-melding" not in html(app)
    assert html(app).count('aria-current="page">') == 2  # the part, and the end of the way here


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("kosten", "Het deel 'kosten' is er niet op deze pagina. U ziet nu: Doelen."),
        ("<b>x</b>", "Dit deel is er niet op deze pagina. U ziet nu: Doelen."),
        ("9" * 500, "Dit deel is er niet op deze pagina. U ziet nu: Doelen."),
    ],
)
def test_an_unknown_part_is_named_in_one_sentence_and_forgotten(asked: str, said: str) -> None:
    app = opened(deel=asked)
    assert app.markdown[0].value == "open: doelen"
    assert html(app).replace("&#39;", "'").count(said) == 1
    app.query_params = {"deel": "geld"}
    app.run()
    assert "amm-melding" not in html(app)


def test_links_to_the_parts_keep_what_was_chosen() -> None:
    found = html(opened(deel="geld", gemeente="GM0299", gebied=["GM0202", "GM0268"], doel="x"))
    kept = "gemeente=GM0299&amp;gebied=GM0202&amp;gebied=GM0268"
    assert f'<a href="?{kept}" target="_self">Doelen</a>' in found
    assert f'<a href="?{kept}&amp;deel=geld" target="_self" aria-current="page">' in found
    assert "doel=x" not in found
