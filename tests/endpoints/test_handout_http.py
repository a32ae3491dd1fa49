"""Handouts over HTTP: files to keep, made once, from any link that a deck can have."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from publishcases import Site
from pypdf import PdfReader

from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.link import deck_query
from data_loaders.decks.ready import make_ready_deck
from endpoints.figures import handout
from endpoints.figures.renderer import Renderer

DAY = date(2026, 9, 30)
PDF, PPTX = "/beraad/handout.pdf", "/beraad/presentatie.pptx"
TYPES = {
    PDF: "application/pdf",
    PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
QUERY = deck_query(make_ready_deck("uitvoeringsagenda-en-geld", DAY))


def words(body: bytes) -> str:
    pages = PdfReader(io.BytesIO(body)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("path", TYPES)
def test_handout_is_a_file_that_says_what_it_is(path: str, site: Site) -> None:
    reply = site.ask(f"{path}?{QUERY}")
    assert (reply.status, reply.headers["content-type"]) == (200, TYPES[path])
    ending = path.rpartition(".")[2]
    named = f'attachment; filename="uitvoeringsagenda-en-geld.{ending}"'
    assert reply.headers["content-disposition"] == named
    assert "content-encoding" not in reply.headers
    if path == PDF:
        assert "Uitvoeringsagendaengeld" in words(reply.body)
    else:
        with zipfile.ZipFile(io.BytesIO(reply.body)) as parts:
            assert parts.testzip() is None
            assert "ppt/slides/slide4.xml" in parts.namelist()
    again = site.ask(f"{path}?{QUERY}", if_none_match=reply.headers["etag"])
    assert again.status == 304
    assert site.ask(f"{path}?{QUERY}", accept_encoding="gzip").body == reply.body


def test_addresses_are_those_of_the_site_when_it_knows_its_own(configured: Site) -> None:
    reader = PdfReader(io.BytesIO(configured.ask(f"{PDF}?{QUERY}").body))
    links = [
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", ())
    ]
    assert links[0] == f"https://monitor.voorbeeld.nl/pad/beraad/tonen?{QUERY}"
    assert all(link.startswith("https://monitor.voorbeeld.nl/pad/") for link in links)


def test_without_its_own_address_there_are_no_links(site: Site) -> None:
    reader = PdfReader(io.BytesIO(site.ask(f"{PDF}?{QUERY}", host="kwaad.example").body))
    assert not any("/Annots" in page for page in reader.pages)


def test_parts_of_a_link_that_are_unknown_are_told_in_the_handout(site: Site) -> None:
    reply = site.ask(f"{PDF}?v=1&titel=Beraad&tegels=a~c.bestaat-niet~zzz")
    assert reply.status == 200
    text = words(reply.body)
    assert "Tegel2:ditcijferisernietheto" in text.replace(";", "")
    assert "Tegel3:ditonderdeelkennenwijniet" in text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "v=1",
        "v=99&titel=x&tegels=a",
        "v=1&tegels=c.%3Cscript%3Ealert(1)%3C/script%3E",
        "titel=%00%0d%0aSet-Cookie:x",
    ],
)
@pytest.mark.parametrize("path", TYPES)
def test_link_without_a_deck_is_refused_with_a_page(path: str, query: str, site: Site) -> None:
    reply = site.ask(f"{path}?{query}")
    assert reply.status == 404
    assert reply.headers["content-type"].startswith("text/html")
    assert "<script>alert" not in reply.text and "set-cookie" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"


def test_hostile_title_is_a_title_and_the_name_of_the_file_is_plain(site: Site) -> None:
    query = deck_query(Deck('"><script>alert(1)</script>\u202e', None, (DeckTile("agenda"),)))
    reply = site.ask(f"{PDF}?{query}")
    assert reply.status == 200
    assert reply.headers["content-disposition"] == (
        'attachment; filename="script-alert-1-script.pdf"'
    )
    assert "<script>alert(1)</script>" in words(reply.body)


def test_too_long_a_link_is_refused(site: Site) -> None:
    assert site.ask(f"{PDF}?v=1&tegels={'a~' * 2500}").status == 414


def test_the_whole_of_the_largest_deck_is_made(site: Site) -> None:
    deck = Deck("Alles", DAY, tuple(DeckTile("doel", "contact-jongeren") for _ in range(40)))
    reply = site.ask(f"{PDF}?{deck_query(deck)}")
    assert reply.status == 200
    assert len(PdfReader(io.BytesIO(reply.body)).outline) == 40


def test_tiles_do_not_wait_for_handouts_and_too_many_at_once_are_sent_away(site: Site) -> None:
    def ask(number: int) -> int:
        deck = make_ready_deck("uitvoeringsagenda-en-geld", date(2026, 1, 1 + number))
        return site.ask(f"{PDF}?{deck_query(deck)}").status

    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(ask, number) for number in range(14)]
        assert site.ask("/tegel/doel/contact-jongeren").status == 200
        assert not all(future.done() for future in asked)
        answers = [future.result() for future in asked]
    assert set(answers) == {200, 429}  # one client has so many at once, and no more
    assert answers.count(200) >= 8


def test_handout_without_a_figure_is_sent_but_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    query = (("v", "1"), ("tegels", "c.werkloosheid-nederland"))
    good = handout._answer("pdf", query, "")
    monkeypatch.setattr(handout, "DECKS", Renderer(patience_s=0.0))
    bare = handout._answer("pdf", query, "")
    assert (good.status, bare.status) == (200, 200)
    assert good.is_kept and not bare.is_kept
    assert "Defiguurisnuniettetekenen" in words(bare.body)
