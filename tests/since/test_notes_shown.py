"""A note stands at its figure wherever that is shown, as plain text, and nowhere else."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from markupsafe import escape
from openpyxl import load_workbook

from components.deal.sheet import project_sheet
from components.deck.slides import make_slides
from components.exhibit.asked import Asked
from components.exhibit.goal import goal_exhibit
from components.exhibit.goal_context import context_entries
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.model import Exhibit
from components.exhibit.on_page import compared, page_exhibit
from components.exhibit.project import project_exhibit
from components.exhibit.sheet import frame_sheet
from components.files.formats import FORMATS
from components.goals.cards import goal_head
from components.goals.state import state_of
from components.handout.parts import Handout, Page, remarks_of
from components.markup.templates import macro
from components.overview.figures import remarks
from components.render.image import image
from components.words.choice import Choice
from components.words.links import Link
from components.words.notes import UNREADABLE, figure_notes
from components.words.registers import agreements_mark
from data_loaders import notes
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import HcaGoal
from data_loaders.agreements.registers import load
from data_loaders.cache import load_series
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.series import Series
from endpoints.api.endpoints import ENDPOINTS, Question
from endpoints.figures.handout import as_pdf
from endpoints.http.etags import deck_mark, register_mark, series_mark

TODAY = date(2026, 11, 21)
HOSTILE = "<script>alert('x')</script> & \"meer\""
SAID = f"Kanttekening (hoofd onderzoek, 1 september 2026): {HOSTILE}"
SHOWN = str(escape(SAID))
SHARE, YOUTH, FTE = "bijstand-aandeel", "contact-jongeren", "via-t-fte"
NOTE = {
    "indicator_id": SHARE,
    "tekst": HOSTILE,
    "door": "hoofd onderzoek",
    "datum": "2026-09-01",
    "bron": "Brief aan de raad",
}
Write = Callable[..., None]


@pytest.fixture
def write(notes_file: Write) -> Write:
    """Write notes, each as what differs from NOTE."""
    notes_file(NOTE)
    return partial(notes_file, NOTE)


def on_goal(goal: str) -> dict[str, str]:
    return {"indicator_id": "", "doel_id": goal}


def foot(exhibit: Exhibit | None) -> str:
    return str(macro("vitrine", "foot", exhibit))


def page_foot(exhibit: Exhibit | None) -> str:
    return str(macro("regio-in-beeld", "foot", exhibit, ()))


def card_of_share(area: str = "AM07") -> str:
    choice = Choice((area,), "2024-12")
    return page_foot(compared(SHARE, choice, "licht", TODAY).ranking)


def value_of_share() -> Exhibit:
    return indicator_exhibit(SHARE, Asked(("AM07",), "cijfer"), TODAY)


def test_note_comes_and_goes_at_every_kind_of_card(write: Write) -> None:
    places = {
        "kaart": card_of_share,
        "figuur": lambda: foot(page_exhibit(SHARE, "licht", TODAY)),
        "kerncijfer": lambda: page_foot(value_of_share()),
    }
    for make in places.values():
        assert "Kanttekening" not in make()
    write({})
    for name, make in places.items():
        assert make().count(SHOWN) == 1, name
        assert "<script>" not in make()
    write()
    for make in places.values():
        assert "Kanttekening" not in make()


def test_note_on_an_area_stands_where_that_area_is_shown(write: Write) -> None:
    write({"gebied": "GM0202"})
    assert SHOWN in card_of_share()
    write({"gebied": "GM0268"})  # Nijmegen: in the other arbeidsmarktregio
    assert "Kanttekening" not in card_of_share()


def test_note_on_an_earlier_period_stands_at_the_development_only(write: Write) -> None:
    people = load_series("bevolking")
    choice = Choice(("GM0202",), max(people.frame["period"]))
    first = min(people.frame["period"])
    write({"indicator_id": "bevolking", "van": first, "tot": first})
    made = compared("bevolking", choice, "licht", TODAY)
    assert SHOWN in foot(made.trend)
    assert "Kanttekening" not in foot(made.ranking)
    write({"indicator_id": "bevolking"})
    made = compared("bevolking", choice, "licht", TODAY)
    assert SHOWN in foot(made.ranking) and SHOWN not in foot(made.trend)


@pytest.mark.parametrize("form", ["kaart", "staaf", "cijfer", "tabel"])
def test_note_stands_in_a_tile_and_in_its_image(form: str, write: Write) -> None:
    write({"gebied": "GM0202"})
    content = indicator_exhibit(SHARE, Asked(("GM0202",), form), TODAY)
    assert SHOWN in foot(content)
    assert SAID in content.remarks
    assert content.remarks[-1].startswith("Bron: ")
    drawn = image(content, None, "licht")
    assert "&lt;script&gt;" in drawn and "<script>" not in drawn


def test_note_stands_at_a_goal_wherever_it_is_told(write: Write) -> None:
    write(on_goal(YOUTH), on_goal(FTE))
    item = next(item for item in load(HcaGoal) if item.id == YOUTH)
    assert SHOWN in goal_head(state_of(load_goals()[YOUTH], TODAY), item)
    assert SHOWN in project_sheet("via-t", Link(), agreements_mark(), TODAY)
    for content in (goal_exhibit(YOUTH, TODAY), project_exhibit("via-t", TODAY)):
        assert SHOWN in foot(content)
        assert content.remarks[-2:-1] == (SAID,)


def test_note_stands_on_the_start_page_and_at_the_goal_a_figure_belongs_to(write: Write) -> None:
    with_figures = [
        goal.id
        for goal in load(HcaGoal)
        if "Kanttekening" not in str(context_entries(goal.id, "licht", TODAY))
    ]
    assert with_figures == [goal.id for goal in load(HcaGoal)]
    write(*({"indicator_id": name} for name in ("bevolking", "arbeidspotentieel", "mbo-studenten")))
    assert SHOWN in remarks(TODAY)
    told = "".join(
        macro("doelen", "background", context_entries(goal.id, "licht", TODAY))
        for goal in load(HcaGoal)
    )
    assert SHOWN in told


def test_note_stands_on_slides_and_in_the_handout(write: Write) -> None:
    write({}, on_goal(YOUTH))
    deck = Deck("Beraad", TODAY, (DeckTile("cijfer", SHARE), DeckTile("doel", YOUTH)))
    slides = make_slides(deck, TODAY)
    pages = tuple(map(Page, slides))
    assert all(SAID in remarks_of(page) for page in pages)
    assert as_pdf(Handout("Beraad", TODAY, pages)).startswith(b"%PDF")
    write()
    assert all(SAID not in remarks_of(Page(slide)) for slide in make_slides(deck, TODAY))


def written(series: Series, ending: str) -> bytes:
    write = FORMATS[ending].write
    assert write
    return write(frame_sheet(series, series.frame, ["GMR"]))


def test_note_stands_in_the_downloads_and_never_as_a_formula(write: Write) -> None:
    write({"tekst": '=HYPERLINK("http://x")', "door": "griffier"})
    series = load_series(SHARE)
    said = ['Kanttekening (griffier, 1 september 2026): =HYPERLINK("http://x")']
    book = load_workbook(io.BytesIO(written(series, "xlsx")))
    rows = {row[0].value: row[1] for row in book["Bron"].iter_rows()}
    assert (rows["Kanttekening"].value, rows["Kanttekening"].data_type) == (said[0], "s")


def test_note_is_in_the_api_with_its_source(write: Write) -> None:
    write({"gebied": "GM0202", "van": "2024-12"})
    endpoint = next(item for item in ENDPOINTS if item.path == "indicators/{naam}")
    (found,) = endpoint.find(Question(SHARE, {})).more["kanttekeningen"]  # type: ignore[misc]
    assert found["tekst"] == HOSTILE
    assert (found["gebied"], found["van"], found["datum"]) == ("GM0202", "2024-12", "2026-09-01")
    assert found["bron"] == "Brief aan de raad"


def test_answers_that_were_made_before_are_made_again(write: Write) -> None:
    before = series_mark(SHARE), register_mark(), deck_mark()
    write({})
    after = series_mark(SHARE), register_mark(), deck_mark()
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_damaged_notes_leave_the_figure_and_say_so(write: Write) -> None:
    notes.NOTES_FILE.write_text("kapot\n", "utf-8")
    assert figure_notes(SHARE, (), (), ()) == [UNREADABLE]
    assert escape(UNREADABLE) in card_of_share()
    assert UNREADABLE in goal_exhibit(YOUTH, TODAY).remarks
