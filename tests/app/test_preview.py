"""What Beheer shows beforehand of a report is what the public sees once it is published."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from countcases import OCTOBER, WHOLE, counted, month_of, publish
from render import text_of
from toldcases import BY, choose_database, measure

from components.deck.slides import make_slides
from components.screens.beheer_voorbeeld import SHOWN_IN, preview
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.budget import all_posts
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.reports.record import Report, ReportKind
from data_loaders.reports.writing import add_all

TODAY = dutch_today()
DAY = TODAY - timedelta(days=3)
YOUTH, FIGURE = "contact-jongeren", "bevolking"
ACTION = load(Action)[0]
POST = next(item for item in all_posts(load(Amount)) if item.amount)


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    choose_database(monkeypatch, tmp_path)


def given(kind: ReportKind, subject: str, **more: object) -> Report:
    return Report(kind=kind, subject=subject, **({"period": DAY.isoformat()} | BY | more))


def shown_of(tile: DeckTile) -> str:
    """All that the public reads of a tile now: its exhibit, and every slide."""
    (slide,) = make_slides(Deck("", None, (tile,)), TODAY)
    assert slide.content, slide.problem
    made = slide.content
    return f"{made.headline} {made.status} {made.facts} {made.sentences} {made.notes} {made.tables}"


def rows_of(html: str) -> list[list[str]]:
    """The rows of what changes: what it is of, how it is now, how it is going to be."""
    table = html[html.index("Wat er verandert") : html.index("</table>")]
    rows = re.findall(r"<tr>(.*?)</tr>", table)[1:]
    return [[text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


REPORTS = [
    (given("measurement", YOUTH, value=31_500.0, unit=load_goals()[YOUTH].unit), "31.500"),
    (given("action_state", ACTION.id, state="klaar", sentence="Af."), "1 klaar"),
    (given("spending", POST.id, value=1250.0, unit="euro"), "1.250"),
    (given("note", YOUTH, sentence="De telling is te laag.", source="een bericht",
           function="beleidsadviseur", period=TODAY.isoformat()), "De telling is te laag."),
    (given("note", FIGURE, sentence="Met een nieuwe telling.", source="een bericht",
           function="beleidsadviseur", period=TODAY.isoformat()), "Met een nieuwe telling."),
]  # fmt: skip


@pytest.mark.parametrize(("report", "words"), REPORTS, ids=lambda part: str(part)[:30])
def test_what_is_going_to_be_is_what_is_there_once_published(report: Report, words: str) -> None:
    tile = DeckTile(SHOWN_IN.get(report.kind, "doel"), report.subject)
    if report.kind in SHOWN_IN:
        tile = DeckTile(SHOWN_IN[report.kind])
    elif report.subject == FIGURE:
        tile = DeckTile("cijfer", FIGURE)
    before = shown_of(tile)
    made = str(preview(report, TODAY, "licht"))
    assert shown_of(tile) == before and words not in before  # nothing was published by looking
    first, *changes = rows_of(made)
    assert first[1] == "niets" and words.removeprefix("1 ") in first[2]
    assert any(words in row[2] for row in changes), changes
    for name in ("Kaart", "Tegel", "Dia"):
        assert f"<figcaption>{name}</figcaption>" in made
    add_all([report], "beheerder")
    after = " ".join(shown_of(tile).replace("\\xa0", " ").split())
    assert all(row[2] in after or row[2] == "niets" for row in changes), changes
    assert words in after


def test_a_count_is_shown_by_the_rule_of_small_numbers() -> None:
    """The last cell of a month makes it shown, and what is small stays hidden beforehand too."""
    cells = [row for row in month_of("2026-10", OCTOBER) if row.detail[0][1] != WHOLE[0]]
    publish(cells)
    total = counted("2026-10", WHOLE, sum(OCTOBER.values()))
    made = str(preview(total, TODAY, "licht"))
    first, *changes = rows_of(made)
    assert first[0] == "Vragen aan het Werkcentrum" and str(sum(OCTOBER.values())) in first[2]
    shown = [row[2] for row in changes]
    assert "<5" in " ".join(shown).replace("&lt;", "<")
    add_all([total], "beheerder")
    after = shown_of(DeckTile("werkcentrum")).replace("\\xa0", " ")
    assert all(cell in after for cell in shown if cell != "niets")


def test_a_correction_stands_beside_what_it_corrects() -> None:
    old = measure(YOUTH, 31_500, date(2026, 9, 30))
    new = given("measurement", YOUTH, value=31_400.0, unit=old.unit, period=old.period,
                replaces=old.id, sentence="Dubbel geteld.")  # fmt: skip
    first, *changes = rows_of(str(preview(new, TODAY, "licht")))
    assert "31.500" in first[1] and "31.400" in first[2] and f"vervangt {old.id}" in first[2]
    (told,) = [row for row in changes if row[0] == "Laatste meting"]
    assert told[1].startswith("31.500 op 30 september 2026")
    assert told[2].startswith("31.400 op 30 september 2026")


def test_a_withdrawal_shows_what_is_left() -> None:
    old = measure(YOUTH, 31_500, date(2026, 9, 30))
    gone = given("measurement", YOUTH, unit=old.unit, period=old.period, state="ingetrokken",
                 replaces=old.id, sentence="Andere regio.")  # fmt: skip
    changes = rows_of(str(preview(gone, TODAY, "licht")))
    assert ["Stand", "loopt achter", "nog geen meting"] in changes
