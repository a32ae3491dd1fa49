"""A deck goes into an address and comes back the same; what is not right is said and left out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote, unquote

import pytest
from deckcases import AREAS, IDS, KNOWN, decks
from hypothesis import given, settings
from hypothesis import strategies as st

from components.deck.kinds import SLIDES
from data_loaders.decks.deck import (
    FORMS,
    MAX_AREAS,
    MAX_TILES,
    MAX_TITLE,
    Deck,
    DeckTile,
    clean_title,
)
from data_loaders.decks.kinds import DECK_KINDS
from data_loaders.decks.known import known_now
from data_loaders.decks.link import Opened, deck_query, decode_deck, encode_deck, open_query
from data_loaders.geo.regions import load_regions

DAY = date(2026, 9, 30)
HOMES = DeckTile("cijfer", "bijstand-leefvorm", ("AM07", "GM0202"), "kaart", "2026-01", "Paar")


def opened(tiles: str, **more: str) -> Opened:
    return decode_deck({"v": "1", "tegels": tiles} | more, KNOWN)


@given(decks)
@settings(max_examples=300, deadline=None)
def test_deck_comes_back_as_it_was(deck: Deck) -> None:
    assert open_query(deck_query(deck), KNOWN) == Opened(deck)
    assert open_query(f"?{deck_query(deck)}&dia=3&embed=true", KNOWN) == Opened(deck)


@given(decks)
@settings(max_examples=100, deadline=None)
def test_address_needs_no_escapes_but_in_the_title(deck: Deck) -> None:
    found = encode_deck(deck)
    tiles = found.get("tegels", "")
    assert quote(tiles) == tiles
    assert set(found) <= {"v", "titel", "dag", "tegels"}


def test_twenty_tiles_with_areas_fit_in_1500_characters() -> None:
    longest = sorted(known_now().indicators, key=len)[-20:]
    areas = [region.code for region in load_regions().municipalities()]
    tiles = tuple(
        DeckTile("cijfer", name, tuple(areas[n % 15 : n % 15 + 2]), "staaf", pin="abcdefgh")
        for n, name in enumerate(longest)
    )
    title = "Regionaal Beraad Midden-Gelderland, derde kwartaal"
    assert len(deck_query(Deck(title, DAY, tiles))) < 1500
    usual = sorted(known_now().indicators)[:20]
    full = tuple(
        DeckTile(
            "cijfer", name, tuple(areas[n % 15 : n % 15 + 4]), "lijn", "2026-01", "X", None, "a" * 8
        )
        for n, name in enumerate(usual)
    )
    assert len(deck_query(Deck(title, DAY, full))) < 1500


def test_every_kind_of_tile_and_every_form_has_its_own_letter() -> None:
    tiles = [DeckTile(kind, "x", since=DAY, texts=("x",)) for kind in DECK_KINDS]
    tiles += [DeckTile("cijfer", "x", form=form) for form in FORMS[1:]]
    texts = encode_deck(Deck("", None, tuple(tiles)))["tegels"].split("~")
    assert len(set(texts)) == len(tiles)


def test_empty_address_is_an_empty_deck_without_a_word() -> None:
    assert decode_deck({}, KNOWN) == Opened(Deck("", None, ()))
    assert open_query("dia=2", KNOWN) == Opened(Deck("", None, ()))


@pytest.mark.parametrize(
    ("tile", "sentence", "left"),
    [
        ("x", "dit onderdeel kennen wij niet; het is weggelaten.", None),
        ("", "dit onderdeel kennen wij niet; het is weggelaten.", None),
        ("t.x.y", "dit onderdeel kennen wij niet; het is weggelaten.", None),
        ("v", "er ontbreekt tekst; het onderdeel is weggelaten.", None),
        ("v._-3c--3e-", "er ontbreekt tekst; het onderdeel is weggelaten.", None),
        (
            "g.-3c-b-3e-Vet",
            "de tekst is ingekort of opgeschoond.",
            DeckTile("agendapunt", texts=("bVet",)),
        ),
        (
            "g." + "x" * 81,
            "de tekst is ingekort of opgeschoond.",
            DeckTile("agendapunt", texts=("x" * 80,)),
        ),
        ("c.a.b.c.d.e.f.g", "dit onderdeel kennen wij niet; het is weggelaten.", None),
        ("c", "dit cijfer is er niet; het onderdeel is weggelaten.", None),
        ("c.bestaat-niet.0202", "dit cijfer is er niet; het onderdeel is weggelaten.", None),
        ("d.via-t", "dit doel is er niet; het onderdeel is weggelaten.", None),
        ("p.contact-jongeren", "dit project is er niet; het onderdeel is weggelaten.", None),
        ("w", "de dag ontbreekt of klopt niet; het onderdeel is weggelaten.", None),
        ("w.2026-02-29", "de dag ontbreekt of klopt niet; het onderdeel is weggelaten.", None),
        ("w.٢٠٢٦-٠١-٠١", "de dag ontbreekt of klopt niet; het onderdeel is weggelaten.", None),
        (
            "c.bevolking.0202_9999",
            "het gebied 'GM9999' kennen wij niet.",
            DeckTile("cijfer", "bevolking", ("GM0202",)),
        ),
        (
            "c.bevolking.arnhem_Atlantis",
            "het gebied 'Atlantis' kennen wij niet.",
            DeckTile("cijfer", "bevolking", ("GM0202",)),
        ),
        (
            "c.bevolking.0202_<b>",
            "dit gebied kennen wij niet.",
            DeckTile("cijfer", "bevolking", ("GM0202",)),
        ),
        (
            "c.bevolking.0202_0202",
            "een gebied staat dubbel in de link.",
            DeckTile("cijfer", "bevolking", ("GM0202",)),
        ),
        (
            "c.bevolking.0202_0268_0274_0275_AM07",
            "hier passen hoogstens 4 gebieden; de rest vervalt.",
            DeckTile("cijfer", "bevolking", ("GM0202", "GM0268", "GM0274", "GM0275")),
        ),
        (
            "c.bevolking..x",
            "deze vorm kennen wij niet; u ziet de eigen vorm van het cijfer.",
            DeckTile("cijfer", "bevolking"),
        ),
        (
            "c.bevolking...2024-01",
            "deze periode past niet bij het cijfer; u ziet de nieuwste.",
            DeckTile("cijfer", "bevolking"),
        ),
        (
            "c.ww-aantal...2023-02-29",
            "deze periode past niet bij het cijfer; u ziet de nieuwste.",
            DeckTile("cijfer", "ww-aantal"),
        ),
        (
            "c.bevolking...٢٠٢٤",
            "deze periode past niet bij het cijfer; u ziet de nieuwste.",
            DeckTile("cijfer", "bevolking"),
        ),
        (
            "c.gemeenten-in-regio...2024",
            "deze periode past niet bij het cijfer; u ziet de nieuwste.",
            DeckTile("cijfer", "gemeenten-in-regio"),
        ),
        (
            "c.bevolking....abcdef",
            "dit kenmerk heeft het cijfer niet; u ziet het eerste.",
            DeckTile("cijfer", "bevolking"),
        ),
        (
            "d.via-t-fte.kort",
            "de versie in de link klopt niet; u ziet de nieuwste.",
            DeckTile("doel", "via-t-fte"),
        ),
    ],
)
def test_what_is_not_right_is_left_out_with_a_sentence(
    tile: str, sentence: str, left: DeckTile | None
) -> None:
    found = opened(f"t~{tile}~a")
    middle = (left,) if left else ()
    assert found.deck.tiles == (DeckTile("titel"), *middle, DeckTile("agenda"))
    assert found.skipped == (f"Tegel 2: {sentence}",)


def test_one_tile_more_than_fits_is_left_out_and_said() -> None:
    assert opened("~".join("t" * MAX_TILES)).skipped == ()
    found = opened("~".join("t" * (MAX_TILES + 1)))
    assert len(found.deck.tiles) == MAX_TILES
    assert found.skipped == ("Een presentatie heeft hoogstens 40 tegels; de rest vervalt.",)


def test_deck_that_does_not_fit_gets_no_address() -> None:
    tiles = (DeckTile("titel"),) * MAX_TILES
    assert encode_deck(Deck("t" * MAX_TITLE, None, tiles))
    for deck in (Deck("t" * (MAX_TITLE + 1), None, ()), Deck("", None, (*tiles, *tiles))):
        with pytest.raises(ValueError, match="no address"):
            encode_deck(deck)


@pytest.mark.parametrize("day", ["2026-02-29", "morgen", "2026-9-30", "1999-01-01", "20260930"])
def test_day_that_is_none_is_left_out_and_said(day: str) -> None:
    found = opened("t", dag=day)
    assert found.deck.day is None
    assert found.skipped == ("De datum in de link is geen datum en is weggelaten.",)


def test_leap_day_is_a_day() -> None:
    assert opened("w.2028-02-29", dag="2028-02-29").deck == Deck(
        "", date(2028, 2, 29), (DeckTile("wijzigingen", since=date(2028, 2, 29)),)
    )


@pytest.mark.parametrize("version", ["", "0", "2", "01", "1 ", "١", "1" * 500])
def test_address_of_another_version_is_said_to_be_so(version: str) -> None:
    found = decode_deck({"v": version, "tegels": "t", "titel": "x"}, KNOWN)
    assert found.deck == Deck("", None, ())
    (sentence,) = found.skipped
    assert sentence.startswith("Deze link is gemaakt met een versie")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  Beraad \t van\u00a0 30 september\n", "Beraad van 30 september"),
        ("e\u0301e\u0301n", "één"),
        ("een\u0000 twee\u001b[31m", "een twee[31m"),
        ("abc\u202egfed\u202c \u200b\u2066x\u2069", "abcgfed x"),
        ("z" + "\u0300\u0301\u0302\u0303\u0304" * 20, "z\u0300\u0301"),
        ("\ud800los", "los"),
        ("x" * 300, "x" * MAX_TITLE),
        ("x " * 300, ("x " * 60).strip()),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("", ""),
    ],
)
def test_title_is_one_line_of_what_can_be_seen(text: str, title: str) -> None:
    assert clean_title(text) == title


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_cleaned_title_is_clean(text: str) -> None:
    title = clean_title(text)
    assert clean_title(title) == title
    assert len(title) <= MAX_TITLE
    assert title.isprintable()


def test_cleaned_title_is_said_and_another_spelling_of_an_accent_is_not() -> None:
    said = "De titel in de link is ingekort of opgeschoond."
    assert opened("t", titel="a\u0000b").skipped == (said,)
    assert opened("t", titel="x" * 121).skipped == (said,)
    assert opened("t", titel="e\u0301e\u0301n  deel").skipped == ()


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "../../etc/passwd",
    "%00%0a%0d",
    "' OR 1=1 --",
    "{{7*7}}",
    "\u202e\u0000\ufeff",
    "=cmd|' /C calc'!A0",
    "c." + "a" * 5000,
    "c.bevolking." + "_".join(["0202"] * 5000),
    "~" * 100_000,
    "." * 100_000,
    "c.bevolking.....\u0130",
    "[[[[" * 1000,
    "w.9999-99-99",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_address_is_harmless_and_is_not_repeated(text: str) -> None:
    found = decode_deck({"v": "1", "titel": text, "dag": text, "tegels": text}, KNOWN)
    check_harmless(found)
    check_harmless(open_query("v=1&tegels=" + quote(text) + "&titel=" + quote(text), KNOWN))
    check_harmless(open_query(text, KNOWN))


@given(st.text(max_size=400), st.text(max_size=50), st.text(max_size=12))
@settings(max_examples=300, deadline=None)
def test_any_address_opens(tiles: str, title: str, day: str) -> None:
    check_harmless(decode_deck({"v": "1", "titel": title, "dag": day, "tegels": tiles}, KNOWN))


@given(st.lists(st.sampled_from([*"tcdpabw.~_-", "bevolking", "0202", "via-t", "2024"])))
@settings(max_examples=300, deadline=None)
def test_any_address_that_nearly_is_one_opens(parts: list[str]) -> None:
    check_harmless(opened("".join(parts)))


@given(st.binary(max_size=300))
def test_any_bytes_open(data: bytes) -> None:
    check_harmless(open_query(data.decode("latin-1"), KNOWN))
    check_harmless(open_query("v=1&tegels=" + quote(data), KNOWN))


def check_harmless(found: Opened) -> None:
    """What is in a deck is known, and what is said is ours."""
    assert len(found.deck.tiles) <= MAX_TILES
    assert len(found.skipped) <= 3 + 6 * MAX_TILES
    for tile in found.deck.tiles:
        assert tile.kind in SLIDES
        assert not {"<", ">"} & set("".join(tile.texts))
        assert all(map(str.isprintable, tile.texts))
        assert tile.form in FORMS
        assert tile.id in {"", *KNOWN.indicators, *IDS["doel"], *IDS["project"]}
        assert set(tile.areas) <= set(AREAS)
        assert len(tile.areas) <= MAX_AREAS
        assert re.fullmatch(r"[0-9Q/-]*", tile.period)
        assert re.fullmatch(r"([a-z2-7]{8})?", tile.pin)
    for sentence in found.skipped:
        ours = re.sub(r"het gebied '[^<>&\"]{1,41}' kennen", "", sentence)
        assert re.fullmatch(r"[A-Za-z0-9 ;:,.]+\.", ours), sentence
    again = open_query(deck_query(found.deck), KNOWN)
    assert again == Opened(found.deck)


def test_too_many_parameters_are_refused_with_a_sentence() -> None:
    found = open_query("&".join(f"x{n}=1" for n in range(60)), KNOWN)
    assert found.skipped == ("Deze link heeft te veel onderdelen.",)


def test_characteristic_is_found_in_the_version_of_the_pin() -> None:
    asked = []

    def names(name: str, pin: str) -> list[str]:
        asked.append((name, pin))
        return ["Oude naam"]

    deck = Deck("", None, (replace(HOMES, characteristic="Oude naam", pin="abcdefgh"),))
    known = replace(KNOWN, characteristics=names)
    assert open_query(deck_query(deck), known) == Opened(deck)
    assert asked == [("bijstand-leefvorm", "abcdefgh")]


def test_link_that_was_escaped_more_than_needed_opens() -> None:
    deck = Deck("Beraad & co: 50 %", DAY, (HOMES, DeckTile("titel")))
    query = deck_query(deck).replace("~", "%7E").replace(".", "%2E").replace("_", "%5F")
    assert open_query(query, KNOWN) == Opened(deck)
    assert "Beraad & co: 50 %" in unquote(query)
