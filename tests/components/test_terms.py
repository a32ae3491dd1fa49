"""The words of the documents: one entry each, with its section, and shown where the word stands."""

from __future__ import annotations

from components.stories.terms import found_terms, terms_here, terms_html, themes
from components.words.registers import agreements_mark
from data_loaders.agreements.registers import load
from data_loaders.agreements.surroundings import Term
from data_loaders.documents import load_topics
from data_loaders.geo.names import plain_words
from pages import PAGES

# What the issue of the words names, as the documents do.
ASKED = (
    *(
        "onbenut arbeidspotentieel",
        "niet als onbenut telt",
        "GWU",
        "Wajongers",
        "basisvaardigheden",
    ),
    *(
        "verder weg werken",
        "van school naar duurzaam werk",
        "VUM",
        "no-riskpolis",
        "ontschot werken",
    ),
)


def test_each_word_has_one_entry_with_its_section_and_a_page() -> None:
    names = [plain_words(name) for item in load(Term) for name in (item.name, *item.also)]
    assert len(names) == len(set(names))
    pages = {page.slug for page in PAGES}
    for item in load(Term):
        assert item.section and item.meaning.endswith(".") and len(item.meaning) < 420, item.id
        for place in item.places:
            slug, _, topic = place.partition("?onderdeel=")
            assert slug in pages and (not topic or topic in load_topics()), item.id


def test_what_was_asked_for_is_explained() -> None:
    for text in ASKED:
        assert found_terms(text, ""), text
    told = {item.id: item for item in load(Term)}
    assert "Vier maatregelen" in told["school-naar-werk"].meaning
    assert told["vum"].section == "3.3" and told["ontschot-werken"].section == "2.2.2, kader"


def test_every_word_stands_below_the_pages_it_names_and_on_no_other() -> None:
    places = {place for item in load(Term) for place in item.places}
    for place in places:
        shown = terms_here(place, agreements_mark())
        for item in load(Term):
            assert (f'id="{item.id}"' in shown) == (place in item.places), (place, item.id)
    assert terms_here("privacy", agreements_mark()) == ""


def test_the_themes_hold_every_word_once_and_a_search_looks_through_all() -> None:
    names = [item.id for theme in themes() for item in found_terms("", theme)]
    assert sorted(names) == sorted(item.id for item in load(Term))
    assert {item.id for item in found_terms("gwu", "nergens")} >= {"gwu", "gwu-vijf-jaar"}
    assert "§ 1.1.3, kader" in terms_html(found_terms("nug", ""))
