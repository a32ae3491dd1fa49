"""The PDF says what the slides say, in real text, and is a proper document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from handoutcases import (
    SITE,
    TODAY,
    Made,
    bare,
    content_of,
    handout_of,
    long_table,
    make,
    page_of,
    pdf_of,
    pdf_text,
)
from markupsafe import Markup

from components.deck.paper import NEWER, UNDRAWN
from components.deck.slide import Made as MadeSlide
from components.deck.slide import Showing, made_slides
from components.deck.slides import Slide
from components.exhibit.model import BigValue, NamedTable
from components.handout.parts import (
    Handout,
    Page,
    Picture,
    make_pages,
    remarks_of,
    table_of,
)
from components.words.table import Table
from components.words.textwidth import printable
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.ready import load_ready_decks
from endpoints.figures.handout import as_pdf, vector
from endpoints.http.errors import RenderError

READY = list(load_ready_decks())
HOSTILE = '<b>"Té\u0301st" & \U0001f4a3 \u202e中文</b> (' + "x" * 300 + ")"


@pytest.fixture(params=READY)
def each(request: pytest.FixtureRequest, made: dict[str, Made]) -> Made:
    return made[request.param]


def test_every_sentence_table_and_source_can_be_read_back(each: Made) -> None:
    text = pdf_text(each.pdf)
    assert bare(printable(each.deck.title)) in text
    for slide in each.shown:
        content = slide.content
        assert content
        told = [content.headline, content.subtitle, *content.lines, *content.remarks]
        told += [part for value in content.values for part in (value.label, value.value)]
        for sentence in told:
            assert bare(printable(sentence)) in text, sentence
        table = table_of(page_of(slide))
        for cell in (cell for row in (table.rows[:12] if table else ()) for cell in row):
            assert bare(cell) in text


def test_pages_are_counted_and_hold_at_most_two_tiles(each: Made) -> None:
    reader = pdf_of(each.pdf)
    count = len(reader.pages)
    assert len(each.shown) / 2 <= count <= 2 * len(each.shown)
    for number, page in enumerate(reader.pages, start=1):
        assert bare(f"bladzijde {number} van {count}") in bare(page.extract_text())
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    starts = [reader.get_destination_page_number(entry) for entry in reader.outline]
    assert max(starts.count(page) for page in starts) <= 2


def test_outline_has_a_bookmark_per_tile_at_its_page(each: Made) -> None:
    reader = pdf_of(each.pdf)
    assert [entry.title for entry in reader.outline] == [slide.title for slide in each.shown]
    for entry in reader.outline:
        page = reader.pages[reader.get_destination_page_number(entry)]
        assert bare(entry.title) in bare(page.extract_text())


def test_document_says_its_language_title_and_whose_it_is(each: Made) -> None:
    reader = pdf_of(each.pdf)
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "nl-NL"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and reader.metadata.title == each.deck.title
    assert reader.metadata.author == "Arbeidsmarktmonitor Arnhem-Nijmegen"


def fonts_of(resources: Any) -> Iterator[Any]:
    for font in resources.get("/Font", {}).values():
        yield font.get_object()
    for form in resources.get("/XObject", {}).values():
        yield from fonts_of(form.get_object().get("/Resources", {}))


def test_every_font_is_in_the_file(each: Made) -> None:
    names = set()
    for page in pdf_of(each.pdf).pages:
        for font in fonts_of(page["/Resources"]):
            (inner,) = font["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"]
            names.add(str(described["/FontName"]).partition("+")[2].replace("-", ""))
            assert "/FontFile2" in described
    assert names == {"LiberationSans", "LiberationSansBold"}


def test_figures_are_shapes_and_letters_and_say_what_they_show(each: Made) -> None:
    reader = pdf_of(each.pdf)
    drawn = [slide for slide in each.shown if slide.content and slide.content.drawn]
    figures = [part for part in parts_of(reader) if part["/S"] == "/Figure"]
    assert [part["/Alt"] for part in figures] == [printable(slide.title) for slide in drawn]
    sizes = {
        (image.image.width, image.image.height)
        for page in reader.pages
        for image in page.images
        if image.image
    }
    assert sizes == set()


def parts_of(reader: Any) -> Iterator[Any]:
    """Every part of the structure of a document, in the order of reading."""

    def inside(part: Any) -> Iterator[Any]:
        yield part
        for kid in kids_of(part):
            found = kid.get_object()
            if isinstance(found, dict) and "/S" in found:
                yield from inside(found)

    yield from inside(kids_of(reader.trailer["/Root"]["/StructTreeRoot"])[0].get_object())


def kids_of(part: Any) -> list[Any]:
    kids = part.get("/K", [])
    return list(kids) if isinstance(kids, list) else [kids]


def attribute(part: Any, name: str) -> Any:
    """What is said of a part under a name, if anything."""
    said = part.get("/A", [])
    return next(
        (each[name] for each in (said if isinstance(said, list) else [said]) if name in each), None
    )


def test_document_claims_pdf_ua(each: Made) -> None:
    said = pdf_of(each.pdf).trailer["/Root"]["/Metadata"].get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert f"<xmp:CreateDate>{TODAY}T" in said and f"<xmp:ModifyDate>{TODAY}T" in said


def test_structure_says_what_each_part_is(each: Made) -> None:
    reader = pdf_of(each.pdf)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    kinds = [str(part["/S"]) for part in parts_of(reader)]
    assert kinds.count("/H1") == 1 and kinds[1] == "/H1"
    assert kinds.count("/H2") == len(each.shown)
    assert kinds.count("/Link") == len(each.shown) + 1
    tables = [table for slide in each.shown if (table := table_of(page_of(slide)))]
    assert kinds.count("/H3") == kinds.count("/Table") == kinds.count("/THead") == len(tables)
    assert kinds.count("/TR") == sum(len(table.rows) + 1 for table in tables)
    assert kinds.count("/TD") == sum(len(t.rows) * len(t.columns) for t in tables)
    heads = [part for part in parts_of(reader) if part["/S"] == "/TH"]
    assert [attribute(head, "/Scope") for head in heads] == ["/Column"] * len(heads)
    assert len(heads) == sum(len(table.columns) for table in tables)
    known = {head["/ID"] for head in heads}
    cells = [part for part in parts_of(reader) if part["/S"] == "/TD"]
    assert all(known.issuperset(attribute(cell, "/Headers")) for cell in cells)
    assert all(attribute(cell, "/Headers") for cell in cells)


def test_all_that_is_written_is_marked_and_belongs_to_one_part(each: Made) -> None:
    reader = pdf_of(each.pdf)
    known: dict[tuple[int, int], int] = {}
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    for part in parts_of(reader):
        for kid in kids_of(part):
            for page, number in marks_in(kid, part):
                known[numbers[page], number] = known.get((numbers[page], number), 0) + 1
    assert set(known.values()) == {1}
    marked = set()
    for number, page in enumerate(reader.pages):
        depth = 0
        for operands, operator in page.get_contents().operations:  # type: ignore[union-attr]
            if operator in {b"BDC", b"BMC"}:
                depth += 1
                if operands[0] != "/Artifact":
                    marked.add((number, int(operands[1]["/MCID"])))
            elif operator == b"EMC":
                depth -= 1
            elif operator in {b"Tj", b"TJ", b"Do", b"S", b"f"}:
                assert depth == 1, operator
        assert depth == 0
    assert marked == set(known)


def marks_in(kid: Any, part: Any) -> Iterator[tuple[int, int]]:
    """The page and the number of the content that a part refers to by a kid."""
    if isinstance(kid, int):
        yield part.raw_get("/Pg").idnum, int(kid)
    elif "/MCID" in (found := kid.get_object()):
        yield found.raw_get("/Pg").idnum, int(found["/MCID"])


def test_structure_leads_back_from_each_mark_and_each_link(each: Made) -> None:
    reader = pdf_of(each.pdf)
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    back = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in reader.pages:
        parents = back[page["/StructParents"]].get_object()
        for number, parent in enumerate(parents):
            assert number in parent.get_object()["/K"]
        for note in page.get("/Annots", ()):
            link = back[note.get_object()["/StructParent"]].get_object()
            assert link["/S"] == "/Link"
            assert link["/K"][1]["/Obj"].get_object() == note.get_object()


def test_words_stay_apart_where_a_line_ends(each: Made) -> None:
    lines = "".join(page.extract_text() for page in pdf_of(each.pdf).pages).replace("\n", "")
    titles = [printable(slide.title) for slide in each.shown if len(slide.title) > 90]
    assert all(title in lines for title in titles)


def test_tile_links_to_the_same_thing_in_the_monitor(each: Made) -> None:
    found = [
        str(note.get_object()["/A"]["/URI"])
        for page in pdf_of(each.pdf).pages
        for note in page.get("/Annots", ())
    ]
    assert found[0] == f"{SITE}beraad/tonen?v=1"
    assert found[1:] == [f"{SITE}{slide.content.live}" for slide in each.shown if slide.content]


def test_same_deck_gives_the_same_files(made: dict[str, Made]) -> None:
    name = "uitvoeringsagenda-en-geld"
    again = make(made[name].deck)
    assert again.pdf == made[name].pdf
    assert again.pptx == made[name].pptx


def test_head_of_a_table_stands_on_every_page_and_no_row_is_lost() -> None:
    table = long_table(200)
    reader = pdf_of(as_pdf(handout_of(content_of(table=table))))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 3
    assert all("Kolom 1" in text for text in pages)
    whole = "".join(pages)
    assert all(f"cel {row} 1" in whole for row in range(200))


def test_long_table_beside_a_figure_is_shortened_and_says_so(made: dict[str, Made]) -> None:
    deck = made["kwartaaloverzicht"]
    slide = next(s for s in deck.slides if s.tile.id == "werkloosheid-nederland")
    assert slide.content and slide.content.table
    left = slide.content.table.left_out + len(slide.content.table.rows) - 12
    assert bare(f"Nog {left} regels staan in de monitor.") in pdf_text(deck.pdf)


def test_nothing_stands_outside_the_margins(each: Made) -> None:
    margins(each.pdf)


def margins(data: bytes) -> None:
    """Check that whatever is drawn or written is within the margins of its page."""
    reader = pdf_of(data)
    for part in parts_of(reader):
        if part["/S"] in {"/Figure", "/Table"} and (box := attribute(part, "/BBox")):
            left, bottom, right, top = map(float, box)
            assert left >= 50 and bottom >= 55 and right <= 595 - 50 and top <= 842 - 48
    for page in reader.pages:
        places: list[tuple[float, float]] = []

        def note(text: str, cm: Any, tm: Any, *_: Any, found: Any = places) -> None:
            if text.strip():
                found.append((cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]))

        page.extract_text(visitor_text=note)
        assert places
        assert all(50 <= x < 595 - 50 for x, _ in places)
        assert all(y > 55 or 20 <= y < 32 for _, y in places)  # on the page, or in its foot
        assert all(y < 842 - 48 for _, y in places)


def test_heading_stands_on_the_page_of_its_figure(each: Made) -> None:
    seen: dict[str, Any] = {}
    for part in parts_of(pdf_of(each.pdf)):
        if part["/S"] == "/Figure":
            assert part.raw_get("/Pg") == seen["/H2"]
        if "/Pg" in part:
            seen[str(part["/S"])] = part.raw_get("/Pg")


def test_short_tiles_share_a_page_with_one_other_at_most() -> None:
    reader = pdf_of(as_pdf(handout_of(*(content_of(headline=f"Zin {n}") for n in range(6)))))
    starts = [reader.get_destination_page_number(entry) for entry in reader.outline]
    assert starts == [0, 0, 1, 1, 2, 2]


def test_first_tile_begins_below_the_title_and_others_stay_whole() -> None:
    contents = [content_of(headline=f"Zin {n}", table=long_table(42)) for n in range(3)]
    pages = [page.extract_text() for page in pdf_of(as_pdf(handout_of(*contents))).pages]
    assert "Zin 0" in pages[0] and "cel 0 1" in pages[0]
    assert ["cel 41 1" in text for text in pages] == [False, True, True, True]


def test_tile_of_more_than_a_page_runs_on(made: dict[str, Made]) -> None:
    lines = tuple(f"Regel {number} van een lang verhaal." for number in range(150))
    data = as_pdf(handout_of(content_of(lines=lines, remarks=("woord " * 1500,))))
    assert len(pdf_of(data).pages) > 4
    text = pdf_text(data)
    assert all(bare(line) in text for line in lines)
    assert text.count("woord") == 1500
    margins(data)


def test_any_title_gives_a_document(made: dict[str, Made]) -> None:
    content = content_of(headline=HOSTILE, subtitle=HOSTILE, lines=(HOSTILE,), remarks=(HOSTILE,))
    data = as_pdf(handout_of(content, title=HOSTILE))
    text = pdf_text(data)
    assert bare('<b>"') in text and "?" in text
    assert text.count("x" * 20) >= 4


MARKUP = (
    "= kop",
    "*vet* _schuin_ `code` $x^2$ #sys.inputs #[blok] @bron <label> \\n \\u{41}",
    "// weg",
    "/* weg */ -- --- ... ~ 'enkel' \"dubbel\" https://example.nl/a_b?c=*d*",
    '#import "@preview/x:1.0.0"',
    "1. een - twee + drie / term: uitleg",
    "{{ }} %d \\ ) ] }",
)


@pytest.mark.parametrize("text", MARKUP)
def test_no_text_is_read_as_markup(text: str) -> None:
    table = Table(text, ("Kolom", text), ((text, "1"), ("twee", text)), (1,))
    content = content_of(headline=text, subtitle=text, lines=(text,), remarks=(text,), table=table)
    data = as_pdf(handout_of(content, title=text))
    # Title and foot; heading, subtitle, line, remark; caption, head and two cells of the table.
    assert pdf_text(data).count(bare(text)) == 10
    reader = pdf_of(data)
    assert reader.metadata and reader.metadata.title == text
    assert [entry.title for entry in reader.outline] == [text]
    margins(data)


def test_any_letter_gives_a_document() -> None:
    letters = "".join(map(chr, [*range(0x250), *range(0x300, 0x370), *range(0x2000, 0x2070)]))
    odd = letters + "\u202e\ud800\ufeff\ufffe\U0001f4a3\u05d0\u0627"
    words = " ".join(odd[start : start + 9] for start in range(0, len(odd), 9))
    value = BigValue(words, "", words, words, words)
    table = Table(words, (words, "b"), ((words, words),))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>中é</text></svg>'
    picture = Picture(svg.encode(), 9, 9)
    for more in ({"values": (value,)}, {"table": table, "lines": (words,)}):
        content = content_of(headline=words, **more)
        assert pdf_of(as_pdf(handout_of(content, title=words, picture=picture))).pages


def test_long_words_and_high_rows_of_a_table_stay_within_the_page() -> None:
    cells = ("y" * 300, "woord " * 1200, "z" * 60)
    table = Table("Wijd", tuple("k" * 40 + str(n) for n in range(3)), (cells, cells))
    data = as_pdf(handout_of(content_of(table=table)))
    text = pdf_text(data)
    assert text.count("y") == 600 and text.count("woord") == 2400
    margins(data)


def test_letters_of_a_figure_are_text(made: dict[str, Made]) -> None:
    deck = made["uitvoeringsagenda-en-geld"]
    slide = next(slide for slide in deck.shown if slide.content and slide.content.drawn)
    assert slide.content
    drawing = ElementTree.fromstring(vector(slide.content).data)
    labels = [text for each in drawing.iterfind(".//{*}text") if (text := "".join(each.itertext()))]
    assert len(labels) > 5
    assert all(bare(label) in pdf_text(deck.pdf) for label in labels)


def fail(_content: object) -> Any:
    raise RenderError("kapot")


def printed(slides: Sequence[Slide]) -> list[MadeSlide]:
    """The first slide of each tile as the page of a presentation has it: it has what is printed."""
    showing = Showing("Proef", slides, "licht", "", "", renew="nieuw")
    made = made_slides(showing, lambda _slide: Markup(""))
    first = [slide.screens[0] for slide in slides]
    return [one for one in made if any(one.screen is screen for screen in first)]


@pytest.mark.parametrize("name", READY)
def test_print_from_the_browser_and_the_pdf_say_the_same(made: dict[str, Made], name: str) -> None:
    """A figure, values in large type, a table, and newer figures."""
    own = [replace(slide, newer=slide.title < "K") for slide in made[name].slides]
    slides = [slide for slide in own if not slide.is_title]
    shown = [Page(slide) for slide in slides]
    on_paper = make_pages(tuple(slides), vector, RenderError)
    on_screen = printed(slides)
    assert len(on_paper) == len(on_screen) == len(shown)
    for page, slide in zip(on_paper, on_screen, strict=True):
        assert slide.paper_remarks == remarks_of(page)
        assert len(set(slide.paper_remarks)) == len(slide.paper_remarks)
        assert slide.paper == table_of(page)


@pytest.mark.parametrize("count", [12, 24, 25, 80])
def test_a_long_table_is_whole_where_its_figure_is_not(made: dict[str, Made], count: int) -> None:
    slide = made["kwartaaloverzicht"].shown[1]
    assert slide.content and slide.content.drawn
    long = replace(long_table(count), left_out=3)
    own = replace(slide, content=replace(slide.content, tables=(NamedTable("Tabel", long),)))
    beside, alone = table_of(page_of(own)), table_of(Page(own, is_undrawn=True))
    assert beside and alone
    assert len(beside.rows) == (count if count <= 24 else 12)
    assert beside.left_text == f"Nog {count - len(beside.rows) + 3} regels staan in de monitor."
    assert (len(alone.rows), alone.left_text) == (count, "Nog 3 regels staan in de monitor.")
    (screen,) = printed([own])
    assert screen.paper == beside
    value = BigValue("", "Arnhem", "7", "", "2024")
    large = replace(own, content=replace(own.content, figures={}, values=(value,)))
    assert table_of(Page(large)) is None and printed([large])[0].paper is None


def test_empty_deck_and_deck_of_titles_are_a_page() -> None:
    for tiles in ((), (DeckTile("titel"), DeckTile("titel"))):
        assert len(pdf_of(make(Deck("Leeg", None, tiles)).pdf).pages) == 1


def test_figure_that_cannot_be_drawn_is_told_and_the_table_stays(made: dict[str, Made]) -> None:
    deck = made["uitvoeringsagenda-en-geld"]
    pages = make_pages(deck.slides, fail, RenderError)
    assert any(page.is_undrawn for page in pages)
    text = pdf_text(as_pdf(Handout("Zonder figuur", deck.deck.day or pages[0], pages)))  # type: ignore[arg-type]
    assert bare(UNDRAWN) in text
    assert "Impulsbudget" in text


def test_problem_and_newer_figures_are_told(made: dict[str, Made]) -> None:
    good = made["kwartaaloverzicht"].slides[2]
    bad = replace(good, content=None, problem="Dit wordt niet meer bewaard.")
    pages = tuple(Page(slide) for slide in (replace(good, newer=True), bad))
    text = pdf_text(as_pdf(Handout("x", made["kwartaaloverzicht"].deck.day or None, pages)))  # type: ignore[arg-type]
    assert bare(NEWER) in text
    assert bare("Dit wordt niet meer bewaard.") in text
