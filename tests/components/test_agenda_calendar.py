"""The calendar of actions: figure, sentence and table say the same, and no more than the plan."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import msgspec
import pytest
from samples import Html

from components.agenda.calendar import COLUMNS, CalendarView, calendar_view
from components.agenda.figure import (
    LOOKS,
    VAGUE,
    CalendarFigure,
    CalendarRow,
    PlannedActions,
    calendar_figure,
    looks_counted,
)
from components.agenda.phrases import MEANINGS, agenda_finding
from components.markup.templates import macro
from data_loaders.agreements.agenda import (
    Action,
    Ambition,
    Line,
)
from data_loaders.agreements.calendar import STATES, ActionChoice, fitting, states_on
from data_loaders.agreements.registers import load

pytestmark = pytest.mark.usefixtures("documents")

TODAY = date(2026, 11, 21)
EVERYTHING = ActionChoice()


def agenda(*actions: Action) -> PlannedActions:
    return PlannedActions(actions or load(Action), load(Line), load(Ambition))


@lru_cache(maxsize=32)
def view(choice: ActionChoice = EVERYTHING, day: date = TODAY) -> CalendarView:
    return calendar_view(agenda(), choice, day)


def figure(choice: ActionChoice = EVERYTHING, day: date = TODAY) -> CalendarFigure:
    return figure_of(agenda(), choice, day)


def figure_of(
    planned: PlannedActions, choice: ActionChoice = EVERYTHING, day: date = TODAY
) -> CalendarFigure:
    shown = fitting(planned.actions, choice, day)
    return calendar_figure(planned, shown, states_on(planned.actions, day), day)


def table_rows(html: str, caption: str) -> list[dict[str, str]]:
    """The rows of the table with this caption, by the names of its columns."""
    found = re.search(rf"<table><caption>{caption}.*?</table>", html, re.DOTALL)
    assert found
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def rows(made: CalendarView) -> list[dict[str, str]]:
    return table_rows(made.foot, "Acties van de uitvoeringsagenda")


def bars(made: CalendarFigure) -> dict[str, CalendarRow]:
    return {row.name: row for _, rows in made.lines for row in rows}


def days(row: CalendarRow, whole: int = 822) -> tuple[int, int]:
    """The first day of a bar in the calendar, and the day after its last."""
    assert row.left is not None
    return round(row.left * whole / 100), round((row.left + row.width) * whole / 100)


def test_the_sentence_tells_every_state() -> None:
    assert view().headline == (
        "43 acties volgens de planning op 21 november 2026: 2 dit kwartaal klaar, 11 lopend, "
        "2 gepland, 19 doorlopend en 9 met een einddatum die voorbij is. "
        "21 acties hebben geen einde"
    )
    assert view().count == "43 van 43 acties."


def test_the_sentence_of_one_action_is_in_the_singular() -> None:
    one = agenda(next(a for a in load(Action) if a.id == "actie-04"))
    assert calendar_view(one, EVERYTHING, TODAY).headline == (
        "1 actie volgens de planning op 21 november 2026: 1 doorlopend. 1 actie heeft geen einde"
    )


def test_every_action_is_in_figure_and_table_in_the_same_order() -> None:
    for choice in (EVERYTHING, ActionChoice(lines=("lijn-2",)), ActionChoice(quarter="2027-Q1")):
        made = view(choice)
        drawn = re.findall(r'class="amm-plan-naam">(.*?)<span', made.calendar)
        known = {action.id: action for action in load(Action)}
        assert [Html(name).text for name in drawn] == [known[key].short for key in made.ids]
        named = [Html(row["Actie"]).text for row in rows(made)]
        assert named == [known[key].text for key in made.ids]
        assert set(bars(figure(choice))) == {known[key].short for key in made.ids}
    assert len(view().ids) == 43


def test_every_action_has_a_short_title_of_its_own() -> None:
    short = [action.short for action in load(Action)]
    assert all(0 < len(text) <= 60 for text in short)
    assert len(set(short)) == len(short) == 43
    bare = msgspec.structs.replace(load(Action)[0], short="")
    assert [*bars(figure_of(agenda(bare)))] == [bare.text]


def test_the_finding_fits_a_title_on_every_day() -> None:
    states = states_on(load(Action), TODAY).values()
    assert agenda_finding(states) == (
        "43 acties: bij 9 is de einddatum voorbij, 2 eindigen dit kwartaal"
    )
    assert agenda_finding(["dit kwartaal klaar"]) == "1 actie: 1 eindigt dit kwartaal"
    assert agenda_finding(["loopt"]) == "1 actie: geen enkele eindigt dit kwartaal"
    for day in (date(2024, 2, 29), date(2027, 12, 31), date(2035, 5, 5)):
        assert len(agenda_finding(states_on(load(Action), day).values())) <= 90


def test_the_table_has_every_field_of_every_action() -> None:
    found = {Html(row["Actie"]).text: row for row in rows(view())}
    states = states_on(load(Action), TODAY)
    assert tuple(rows(view())[0]) == COLUMNS
    for action in load(Action):
        row = found[action.text]
        assert row["Stand"].startswith(states[action.id])
        assert all(row.values()), action.id
        assert set(action.contradictions) <= set(row["Let op"].split(", "))
        assert Html(action.note).text in Html(row["Toelichting"]).text
        for section in action.section.split(";"):
            assert section in row["Paragraaf"]
    assert found["Inzet van gidsen in het Werkcentrum"] == {
        "Actie": "Inzet van gidsen in het Werkcentrum",
        "Lijn": "Toegankelijk netwerk",
        "Ambitie": "1",
        "Start": "1e kwartaal 2026",
        "Einde": "1e kwartaal 2026",
        "Stand": "einddatum voorbij: uitkomst onbekend",
        "Gemeld": "niets",
        "Wie": "trekker: gemeenten en UWV",
        "Paragraaf": "2.2.1, 3.2.2",
        "Let op": "T075",
        "Toelichting": "Start en einde vallen in één kwartaal. Volgens tekst en begroting "
        "loopt de inzet door. Trekker volgens 2.2.1.",
    }


def test_nine_derived_ends_are_marked_with_their_reason_and_have_no_start() -> None:
    derived = [row for row in rows(view()) if "afgeleid" in row["Einde"]]
    assert len(derived) == 9
    for row in derived:
        assert row["Einde"] == "doorlopend, afgeleid"
        assert row["Start"] == "niet genoemd in de bron"
        assert row["Toelichting"].startswith("Afgeleid: Geen startdatum in de bron.")
    others = [row for row in rows(view()) if row not in derived]
    assert not [row for row in others if "fgeleid" in row["Start"] + row["Toelichting"]]


def test_nothing_says_that_an_action_is_done_or_late() -> None:
    whole = view().headline + view().calendar + view().foot + "".join(MEANINGS.values())
    for word in ("te laat", "afgerond", "vertraagd", "achter op"):
        assert word not in whole
    assert "of het klaar is, staat in geen document" in view().foot


def test_bars_stand_on_the_days_of_the_plan() -> None:
    """The calendar begins on 1 October 2025 and ends on 31 December 2027: 822 days."""
    found = bars(figure())
    known = {action.id: action.short for action in load(Action)}
    assert days(found[known["actie-01"]]) == (182, 547)
    assert days(found[known["actie-14"]]) == (92, 182)
    assert days(found[known["actie-34"]]) == (0, 822)
    assert days(found[known["actie-09"]]) == (0, 822)
    assert figure().today == pytest.approx(100 * 416.5 / 822, abs=0.01)


def test_open_ends_and_missing_starts_are_drawn() -> None:
    found = bars(figure()).values()
    assert sum(row.look == VAGUE for row in found) == 9
    assert sum(row.is_open for row in found) == 21
    assert view().calendar.count("amm-plan-open") == 21
    assert view().calendar.count('em style="left:') == 2


def test_the_counts_of_the_looks_add_up() -> None:
    counted = {
        look.told: number
        for look, number in looks_counted(load(Action), states_on(load(Action), TODAY))
    }
    assert counted == {
        "einddatum voorbij, stand niet bekend": 9,
        "einde dit kwartaal": 2,
        "loopt": 11,
        "begint later": 2,
        "doorlopend, zonder einde": 10,
        "doorlopend, start niet genoemd": 9,
    }
    listed = re.findall(r"<strong>(\d+)</strong> ([^<]+)</li>", view().calendar)
    assert {text: int(number) for number, text in listed} == counted


def test_the_days_of_the_calendar_do_not_depend_on_the_choice() -> None:
    few = figure(ActionChoice(lines=("lijn-3",)))
    assert (few.quarters, few.today) == (figure().quarters, figure().today)
    assert sum(item.width for item in few.quarters) == pytest.approx(100, abs=0.1)
    assert [item.name for item in few.quarters if item.is_now] == ["kw 4"]


@pytest.mark.parametrize("day", [date(2024, 2, 29), TODAY, date(2035, 5, 5)])
def test_today_is_always_on_the_calendar(day: date) -> None:
    made = figure(EVERYTHING, day)
    (now,) = [item for item in made.quarters if item.is_now]
    assert now.left <= made.today <= now.left + now.width


def test_a_long_calendar_names_years_only() -> None:
    def names(day: date) -> set[str]:
        return {
            text for item in figure(EVERYTHING, day).quarters for text in (item.name, item.year)
        }

    assert {"kw 4", "2025", "kw 1", "2026", "kw 2"} <= names(TODAY)
    assert names(date(2035, 5, 5)) == {"", *(str(year) for year in range(2025, 2036))}


def test_a_choice_is_told_in_words_and_counted() -> None:
    made = view(
        ActionChoice(
            lines=("lijn-3", "lijn-4"),
            ambitions=("ambitie-1",),
            states=("loopt", "einddatum voorbij"),
            quarter="2026-Q3",
        )
    )
    assert made.count == (
        f"{len(made.ids)} van 43 acties. Gekozen: lijn Transparant netwerk of Lerend netwerk; "
        "ambitie 1. geen drempels voor (werkend) werkzoekenden; stand loopt of einddatum voorbij; "
        "actief in 3e kwartaal 2026."
    )
    assert set(made.ids) == {"actie-27", "actie-28"}


def test_the_summary_adds_up() -> None:
    for choice in (EVERYTHING, ActionChoice(states=("loopt", "gepland"))):
        made = view(choice)
        found = table_rows(made.foot, "Acties per lijn")
        *lines, whole = [{k: v for k, v in row.items() if k != "Lijn"} for row in found]
        assert whole["Acties"] == str(len(made.ids))
        for name, value in whole.items():
            assert sum(int(line[name]) for line in lines) == int(value)
        for line in [*lines, whole]:
            assert sum(int(v) for k, v in line.items() if k != "Acties") == int(line["Acties"])


def test_nothing_that_fits_is_an_empty_state() -> None:
    made = view(ActionChoice(lines=("lijn-1",), states=("gepland",)))
    assert made.calendar == ""
    assert (made.ids, made.foot) == ((), "")
    assert made.count.startswith("0 van 43 acties. Gekozen: ")


def test_the_legend_explains_the_states_that_are_shown() -> None:
    for choice in (EVERYTHING, ActionChoice(states=("gepland",))):
        made = view(choice)
        states = states_on(load(Action), TODAY)
        shown = {states[key] for key in made.ids}
        for state in STATES:
            assert (macro("basis", "badge", state) in made.foot) == (state in shown)


def test_looks_and_marks_differ_per_state() -> None:
    looks = [*LOOKS.values(), VAGUE]
    assert set(LOOKS) == set(STATES)
    for part in range(3):
        assert len({look[part] for look in looks}) == len(looks)


def test_contradictions_go_with_the_actions_that_are_shown() -> None:
    told = view().differences
    assert "T075" in told
    assert "T085" not in told and "kleinere verschillen" in told
    learning = view(ActionChoice(lines=("lijn-4",)))
    assert "T075" not in learning.differences and "T085" not in learning.differences
    assert "T074" in learning.differences


def test_text_of_a_register_is_never_html() -> None:
    evil = "<script>alert(1)</script>"
    bad = msgspec.structs.replace(
        load(Action)[0], text=evil, short=evil, note=evil, involved=(evil,)
    )
    made = calendar_view(agenda(bad), EVERYTHING, TODAY)
    assert "<script" not in made.foot + made.calendar
    Html(made.foot), Html(made.calendar)


def test_an_action_without_dates_has_a_row_and_no_bar() -> None:
    bare = msgspec.structs.replace(
        load(Action)[0], start="", end="", start_origin=None, end_origin=None
    )
    made = calendar_view(agenda(bare), EVERYTHING, TODAY)
    assert [row.left for row in bars(figure_of(agenda(bare))).values()] == [None]
    assert rows(made)[0]["Stand"] == "onbekend"
    assert rows(made)[0]["Einde"] == "niet genoemd in de bron"
