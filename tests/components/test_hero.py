"""The band at the top of a page: its words, its numbers, and its parts as links."""

from __future__ import annotations

from components.markup.hero import Hero, Tab, hero_head, hero_tabs, totals

TABS = (Tab("Doelen", "?", is_open=True), Tab("Geld & tijd", "?gemeente=GM0299&deel=geld"))
STEPS = (("Doelen en projecten", "./hca-doelen"), ("HCA-doelen", ""))


def test_a_band_has_one_heading_that_can_be_given_focus() -> None:
    shown = hero_head(Hero("Nog 32 dagen & geen meting", "Afspraken <b> uit 2023", STEPS))
    assert shown.count("<h1") == 1
    assert '<h1 id="kop" tabindex="-1">Nog 32 dagen &amp; geen meting</h1>' in shown
    assert "Afspraken &lt;b&gt; uit 2023" in shown
    assert '<a href="./hca-doelen" target="_self">Doelen en projecten</a>' in shown
    assert '<li aria-current="page">HCA-doelen</li>' in shown


def test_a_band_without_more_has_no_empty_parts() -> None:
    shown = hero_head(Hero("Zo staat het"))
    assert shown == (
        '<div class="amm-hero"><div><h1 id="kop" tabindex="-1">Zo staat het</h1></div></div>'
    )
    assert hero_tabs(Hero("Zo staat het")) == ""


def test_parts_are_links_and_the_open_one_says_so() -> None:
    shown = hero_tabs(Hero("Zo staat het", tabs=TABS))
    assert '<a href="?" target="_self" aria-current="page">Doelen</a>' in shown
    assert '<a href="?gemeente=GM0299&amp;deel=geld" target="_self">Geld &amp; tijd</a>' in shown


def test_a_number_stands_with_what_it_counts() -> None:
    shown = hero_head(Hero("Zo staat het", side=totals([("0 van 5", "doelen gemeten")])))
    assert "<div><dt>doelen gemeten</dt><dd>0 van 5</dd></div>" in shown


def test_a_page_is_named_after_its_place_and_its_open_part() -> None:
    first, second = TABS
    opened = (Tab(first.name, first.address), Tab(second.name, second.address, is_open=True))
    assert Hero("Zo staat het").names == ()
    assert Hero("Zo staat het", steps=STEPS, tabs=TABS).names == ("HCA-doelen",)
    assert Hero("Zo staat het", steps=STEPS, tabs=opened).names == ("Geld & tijd", "HCA-doelen")
    assert Hero("Zo staat het", steps=STEPS, name="Zevenaar").names == ("Zevenaar",)
