"""The page Beraad: a presentation is chosen, changed and shown, and lives in its link alone."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect
from readydecks import FIGURES, READY, query_of
from showingserver import ShowingServer
from visit import said, settle

from components.deck.kinds.decision import DECK as DECISION
from components.deck.labels import skipped_sentence
from data_loaders.decks.ready import load_ready_decks
from data_loaders.decks.texts import SIGNS

pytestmark = pytest.mark.browser
QUERY = query_of(*FIGURES)
LABELS = [
    "1. Inwoners op 1 januari",
    "2. Werkloosheid in Nederland",
    "3. Van alle inwoners van 15 t/m 74 jaar naar het onbenut potentieel",
    "4. Studenten in het mbo",
]


def beraad(page: Page, server: ShowingServer, query: str = "") -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(f"{server.url}/beraad{f'?{query}' if query else ''}")
    settle(page)


def labels(page: Page) -> Locator:
    return page.get_by_role("radiogroup", name="Dia's in volgorde").locator("label")


def slides(page: Page) -> list[str]:
    return labels(page).all_inner_texts()


def press(page: Page, name: str) -> None:
    before = page.url
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    settle(page)


def choose(page: Page, kind: str) -> None:
    """Choose what kind of slide is to be added."""
    page.get_by_role("radio", name=kind, exact=True).click()
    settle(page)


def test_ready_deck_is_chosen_and_shown(page: Page, server: ShowingServer) -> None:
    beraad(page, server)
    card = page.locator(".st-key-dek-per-gemeente")
    card.get_by_role("combobox").click()
    page.get_by_role("option", name="Rheden").click()
    settle(page)
    expect(card.locator(".amm-mini")).to_contain_text("Rheden")
    card.get_by_role("button", name="Pas aan").press("Enter")
    page.wait_for_url("**tegels=**")
    settle(page)
    assert "Rheden" in slides(page)[1]
    expect(page.get_by_label("Titel", exact=True)).to_have_value(
        "Rheden: de arbeidsmarkt in cijfers"
    )
    with page.context.expect_page() as opened:
        composer = page.locator(".st-key-presentatie")
        composer.get_by_role("link", name="Toon", exact=True).press("Enter")
    expect(opened.value.locator("h1")).to_have_text("Rheden: de arbeidsmarkt in cijfers")
    held = re.search(r"~c\.bevolking\.0275\.l\.\.\.([a-z2-7]{8})", opened.value.url)
    assert held, "the showing is held to the data of now"


def test_slides_are_ordered_by_keyboard_and_back_undoes_it(
    page: Page, server: ShowingServer
) -> None:
    beraad(page, server, QUERY)
    assert slides(page) == LABELS
    page.get_by_role("radio", name="1. Inwoners").focus()
    press(page, "Naar achteren")
    assert [text[3:] for text in slides(page)[:2]] == [LABELS[1][3:], LABELS[0][3:]]
    press(page, "Naar achteren")  # it goes on with the same slide
    assert slides(page)[2].endswith(LABELS[0][3:])
    press(page, "Kopieer")
    assert len(slides(page)) == 5
    page.go_back()
    expect(labels(page)).to_have_count(4)
    settle(page)
    press(page, "Verwijder")
    expect(labels(page)).to_have_count(3)
    page.go_back()
    expect(labels(page)).to_have_count(4)
    page.go_back()
    page.go_back()
    expect(labels(page).first).to_have_text(LABELS[0])
    settle(page)
    assert slides(page) == LABELS


def test_one_tile_is_chosen_and_added(page: Page, server: ShowingServer) -> None:
    beraad(page, server)
    choose(page, "Cijfer")
    page.get_by_role("combobox", name="Gebieden").click()
    page.get_by_role("option", name="Doesburg").click()
    chosen = page.locator("[data-testid=stMultiSelect]").get_by_text("Doesburg", exact=True)
    expect(chosen).to_be_visible()
    page.keyboard.press("Escape")
    settle(page)
    page.get_by_role("combobox", name="Vorm").click()
    page.get_by_role("option", name="lijn").click()
    settle(page)
    press(page, "Voeg toe")
    assert slides(page) == ["1. Inwoners op 1 januari: Doesburg (lijn)"]
    assert "tegels=c.bevolking.0221.l" in page.url


def test_link_says_what_it_could_not_give(page: Page, server: ShowingServer) -> None:
    hostile = quote("<img src=x onerror=alert(1)>")
    beraad(page, server, f"v=1&titel={hostile}&tegels=c.bestaat-niet~c.bevolking")
    expect(said(page, "Tegel 1: dit cijfer is er niet")).to_be_visible()
    assert slides(page) == ["1. Inwoners op 1 januari"]
    expect(page.get_by_label("Titel")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator("img[src=x]").count() == 0


def test_tile_from_another_page_joins_the_open_deck(page: Page, server: ShowingServer) -> None:
    beraad(page, server, QUERY)
    page.get_by_role("link", name="Regio in beeld").first.click()
    page.wait_for_url("**/regio-in-beeld**")
    settle(page)
    page.get_by_role("button", name="Voeg toe aan presentatie").first.click()
    expect(said(page, "Op de pagina Regionaal Beraad staat nu 1 dia klaar")).to_be_visible()
    page.get_by_role("link", name="Regionaal Beraad").first.click()
    page.wait_for_url("**/beraad?**")
    settle(page)
    assert slides(page)[:4] == LABELS
    assert slides(page)[4].startswith("5. ")
    expect(page.get_by_label("Titel")).to_have_value("Beraad")


@pytest.mark.parametrize(
    ("path", "button", "label"),
    [
        ("hca-doelen?akkoorddoel=contact-jongeren", "", "jongeren"),
        ("regio-deal?project=build4health", "", "Build4Health"),
        ("uitvoeringsagenda", "", "Uitvoeringsagenda"),
        ("overzicht", "Inwoners", "Inwoners"),
    ],
)
def test_goals_projects_and_key_figures_join_too(
    page: Page, server: ShowingServer, path: str, button: str, label: str
) -> None:
    page.goto(f"{server.url}/{path}")
    settle(page)
    page.get_by_role("button", name="Voeg toe aan presentatie").first.click()
    if button:
        page.get_by_role("button", name=button, exact=True).click()
    expect(said(page, "Op de pagina Regionaal Beraad staat nu 1 dia klaar")).to_be_visible()
    page.get_by_role("link", name="Regionaal Beraad").first.click()
    page.wait_for_url("**/beraad?**")
    settle(page)
    assert len(slides(page)) == 1 and label in slides(page)[0]


def test_title_and_day_are_part_of_the_link(page: Page, server: ShowingServer) -> None:
    beraad(page, server, QUERY)
    for label, text in (("Titel", "Beraad van juni"), ("Datum van het beraad", "1 jun 2027")):
        field = page.get_by_label(label, exact=True)
        before = page.url
        field.fill(text)
        field.press("Enter")
        page.wait_for_function("before => location.href !== before", arg=before)
        settle(page)
    assert "dag=2027-06-01" in page.url
    field.fill("31 februari 2027")
    field.press("Enter")
    expect(said(page, "Dit is geen dag.")).to_be_visible()
    assert "dag=2027-06-01" in page.url
    link = page.get_by_label("Link naar deze presentatie")
    expect(link).to_have_value(re.compile(r"/beraad\?v=1&titel=Beraad%20van%20juni&dag=2027-06-01"))
    page.goto(link.input_value())
    settle(page)
    expect(page.get_by_label("Titel")).to_have_value("Beraad van juni")


def test_older_figures_are_said_and_renewed(page: Page, server: ShowingServer) -> None:
    beraad(page, server, "v=1&tegels=c.bevolking.....aaaaaaaa~c.mbo-studenten")
    expect(said(page, "Voor 1 dia zijn er nieuwere cijfers.")).to_be_visible()
    press(page, "Vernieuw")
    assert re.search(r"c\.bevolking\.{5}[a-z2-7]{8}~c\.mbo-studenten\.{5}[a-z2-7]{8}$", page.url)
    assert "aaaaaaaa" not in page.url
    expect(page.get_by_role("button", name="Vernieuw")).to_have_count(0)


def test_back_button_leaves_the_presentation(page: Page, server: ShowingServer) -> None:
    beraad(page, server)
    choose(page, "Cijfer")
    press(page, "Voeg toe")
    assert slides(page) == ["1. Inwoners op 1 januari"]
    page.go_back()
    settle(page)
    expect(said(page, "Er staat nog geen dia in.")).to_be_visible()
    assert page.url == f"{server.url}/beraad"


def test_every_ready_deck_is_a_card_with_a_picture_and_one_click_to_show(
    page: Page, server: ShowingServer
) -> None:
    beraad(page, server)
    cards = page.locator("[class*=st-key-dek-]")
    of_one = [ready for ready in load_ready_decks().values() if ready.audience]  # share a card
    expect(cards).to_have_count(len(READY) - len(of_one) + 1)
    for card in cards.all():
        expect(card.locator(".amm-mini[aria-hidden=true] .kop")).to_have_count(1)
        told = card.locator(".amm-dek-telling").inner_text()
        assert re.match(r"\d+ dia's", told)
        link = card.get_by_role("link", name="Toon", exact=True).get_attribute("href") or ""
        assert link.startswith("./beraad/tonen?v=1&")
        expect(card.get_by_role("button", name="Pas aan")).to_be_visible()
        expect(card.get_by_role("link", name="PDF", exact=True)).to_be_visible()
    status, html = server.read(f"/{link.removeprefix('./')}")
    assert status == 200 and f"1 / {told.split()[0]}" in html
    with_missing = cards.filter(has_text="nog op de bron").first
    left_out = with_missing.locator(".amm-dek-telling").inner_text().partition(" · ")[2]
    shown = with_missing.get_by_role("link", name="Toon", exact=True).get_attribute("href") or ""
    assert left_out in unescape(server.read(f"/{shown.removeprefix('./')}")[1])


def test_words_of_a_decision_are_written_checked_and_kept_in_the_link(
    page: Page, server: ShowingServer
) -> None:
    beraad(page, server, QUERY)
    choose(page, "Gevraagd besluit")
    add = page.get_by_role("button", name="Voeg toe", exact=True)
    expect(add).to_be_disabled()
    asked = page.get_by_label(DECISION.texts[0].label, exact=True)
    asked.fill("Stem in met <b>alles</b>")
    asked.press("Enter")
    expect(said(page, SIGNS)).to_be_visible()
    expect(asked).to_have_value("Stem in met <b>alles</b>")  # nothing is lost
    asked.fill("Stem in met de begroting")
    asked.press("Enter")
    settle(page)
    press(page, "Voeg toe")
    assert slides(page)[-1] == "5. Gevraagd besluit: Stem in met de begroting"
    assert "~v.Stem_in_met_de_begroting" in page.url
    page.get_by_role("radio", name="5. Gevraagd besluit").check(force=True)
    settle(page)
    amount = page.get_by_label(DECISION.texts[4].label, exact=True)
    before = page.url
    amount.fill("Begroot 2026: € 1.000")
    amount.press("Enter")
    page.wait_for_function("before => location.href !== before", arg=before)
    settle(page)
    page.goto(page.get_by_label("Link naar deze presentatie").input_value())
    settle(page)
    expect(page.locator(".amm-minis")).to_contain_text("€ 1.000")


def test_page_is_short_and_pictures_lie_below_their_choice(
    page: Page, server: ShowingServer
) -> None:
    beraad(page, server, QUERY)
    page.set_viewport_size({"width": 1440, "height": 900})
    settle(page)
    height = page.evaluate(
        "document.querySelector('.stMainBlockContainer').getBoundingClientRect().height"
    )
    assert height <= 1600
    places = page.evaluate(
        """() => [...document.querySelectorAll('.amm-mini')].filter(el => el.closest('.amm-minis'))
          .map((el, n) => {
            const label = document.querySelectorAll('.st-key-dias [role=radiogroup] label')[n];
            const [one, two] = [el, label].map(each => each.getBoundingClientRect());
            return [one.left - two.left, one.top - two.top, one.width - two.width];
          })"""
    )
    assert len(places) == 4
    assert all(abs(off) < 2 for place in places for off in place), places


def test_link_to_what_changed_opens_that_part(page: Page, server: ShowingServer) -> None:
    beraad(page, server, "sinds=2026-06-30")
    expect(page.get_by_label("Datum van het vorige beraad")).to_have_value("30-06-2026")


def test_many_skipped_parts_are_one_sentence() -> None:
    one, two = "Tegel 1: dit cijfer is er niet.", "Tegel 2: dit doel is er niet."
    assert skipped_sentence([]) == ""
    assert skipped_sentence([one]) == one
    assert skipped_sentence([one, two]) == (
        "2 onderdelen van de link zijn overgeslagen. Het eerste: Tegel 1: dit cijfer is er niet."
    )
