"""The calendar of actions: figure, sentence and table say the same, and no more than the plan."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import altair as alt
import msgspec
import pytest
from jsonschema import Draft7Validator
from samples import THEMES, Html, drawn_rows, parts_of

from components.agenda.calendar import COLUMNS, CalendarView, calendar_view
from components.agenda.figure import PlannedActions
from components.agenda.phrases import MARKS, MEANINGS
from components.charts.calendar import look_of
from components.markup.templates import macro
from data_loaders.agreements.agenda import (
    Action,
    Ambition,
    Line,
)
from data_loaders.agreements.calendar import STATES, ActionChoice, states_on
from data_loaders.agreements.registers import load

pytestmark = pytest.mark.usefixtures("documents")

TODAY = date(2026, 11, 21)
EVERYTHING = ActionChoice()
SCHEMA = Path(alt.__file__).parent / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"


def agenda(*actions: Action) -> PlannedActions:
    return PlannedActions(actions or load(Action), load(Line), load(Ambition))


@lru_cache(maxsize=32)
def view(
    choice: ActionChoice = EVERYTHING, day: date = TODAY, theme: Any = "licht"
) -> CalendarView:
    return calendar_view(agenda(), choice, day, theme)


def table_rows(html: str, caption: str) -> list[dict[str, str]]:
    """The rows of the table with this caption, by the names of its columns."""
    found = re.search(rf"<table><caption>{caption}.*?</table>", html, re.DOTALL)
    assert found
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def rows(made: CalendarView) -> list[dict[str, str]]:
    return table_rows(made.foot, "Acties van de uitvoeringsagenda")


def bars(made: CalendarView) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in drawn_rows(made.spec, "after") if "name" in row}


def test_the_sentence_tells_every_state() -> None:
    assert view().headline == (
        "43 acties volgens de planning op 21 november 2026: 2 dit kwartaal klaar, 11 lopend, "
        "2 gepland, 19 doorlopend en 9 met een einddatum die voorbij is. "
        "21 acties hebben geen einde"
    )
    assert view().count == "43 van 43 acties."


def test_the_sentence_of_one_action_is_in_the_singular() -> None:
    one = agenda(next(a for a in load(Action) if a.id == "actie-04"))
    assert calendar_view(one, EVERYTHING, TODAY, "licht").headline == (
        "1 actie volgens de planning op 21 november 2026: 1 doorlopend. 1 actie heeft geen einde"
    )


def test_every_action_is_in_figure_and_table_in_the_same_order() -> None:
    for choice in (EVERYTHING, ActionChoice(lines=("lijn-2",)), ActionChoice(quarter="2027-Q1")):
        made = view(choice)
        labels = [row["label"] for row in drawn_rows(made.spec, "label")]
        named = [row["Actie"] for row in rows(made)]
        texts = {action.id: action.text for action in load(Action)}
        assert [label.split(" ", 1)[1] for label in labels] == [texts[key] for key in made.ids]
        assert [Html(name).text for name in named] == [texts[key] for key in made.ids]
        assert set(bars(made)) == {texts[key] for key in made.ids}
    assert len(view().ids) == 43


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
    whole = view().headline + view().summary + view().legend + "".join(MEANINGS.values())
    for word in ("te laat", "afgerond", "vertraagd", "achter op"):
        assert word not in whole
    assert "of het klaar is, staat in geen document" in view().legend


def test_bars_stand_on_the_days_of_the_plan() -> None:
    """The calendar begins on 1 October 2025 and ends on 31 December 2027: 822 days."""
    found = bars(view())
    pilot = found["Met data in beeld brengen wie in het doelgroepregister staat: pilot Overbetuwe"]
    assert (pilot["first"], pilot["after"]) == (182, 547)
    gids = found["Inzet van gidsen in het Werkcentrum"]
    assert (gids["first"], gids["after"]) == (92, 182)
    behaviour = found[
        "Ontsluiten Integratief Gedragsmodel (IGM) voor alle professionals van alle partners"
    ]
    assert (behaviour["first"], behaviour["after"]) == (0, 822)
    training = found["Aanbieden van de HARRIE-training"]
    assert (training["first"], training["after"]) == (0, 822)
    (day,) = {row["day"] for row in drawn_rows(view().spec, "day")}
    assert day == (TODAY - date(2025, 10, 1)).days


def test_open_ends_and_missing_starts_are_drawn() -> None:
    words = [row for row in drawn_rows(view().spec, "word") if "middle" in row]
    assert len(words) == 9
    assert {row["word"] for row in words} == {"start niet genoemd"}
    arrows = [r for r in drawn_rows(view().spec, "middle") if r.get("after") and "name" not in r]
    assert len(arrows) == 21


def x_domain(made: CalendarView) -> list[float]:
    """The days from left to right; all layers have the same."""
    found = [
        part["x"]["scale"]["domain"]
        for part in parts_of(made.spec)
        if isinstance(part.get("x"), dict) and "scale" in part["x"]
    ]
    assert len(found) > 5
    assert all(domain == found[0] for domain in found)
    return found[0]


def test_the_days_of_the_calendar_do_not_depend_on_the_choice() -> None:
    assert x_domain(view(ActionChoice(lines=("lijn-3",)))) == x_domain(view())


@pytest.mark.parametrize("day", [date(2024, 2, 29), TODAY, date(2035, 5, 5)])
def test_today_is_always_on_the_calendar(day: date) -> None:
    made = view(EVERYTHING, day)
    (today,) = {row["day"] for row in drawn_rows(made.spec, "day")}
    low, high = x_domain(made)
    assert low <= today < high


def test_a_long_calendar_names_years_only() -> None:
    def names(day: date) -> set[str]:
        rows = drawn_rows(view(EVERYTHING, day).spec, "middle")
        return {row["name"] for row in rows if row.get("name")}

    assert {"kw 4\n2025", "kw 1\n2026", "kw 2"} <= names(TODAY)
    assert names(date(2035, 5, 5)) == {str(year) for year in range(2026, 2036)}


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
        found = table_rows(made.summary, "Acties per lijn")
        *lines, whole = [{k: v for k, v in row.items() if k != "Lijn"} for row in found]
        assert whole["Acties"] == str(len(made.ids))
        for name, value in whole.items():
            assert sum(int(line[name]) for line in lines) == int(value)
        for line in [*lines, whole]:
            assert sum(int(v) for k, v in line.items() if k != "Acties") == int(line["Acties"])


def test_nothing_that_fits_is_an_empty_state() -> None:
    made = view(ActionChoice(lines=("lijn-1",), states=("gepland",)))
    assert made.spec is None
    assert (made.ids, made.summary, made.legend, made.foot) == ((), "", "", "")
    assert made.count.startswith("0 van 43 acties. Gekozen: ")


def test_the_legend_explains_the_states_that_are_shown() -> None:
    for choice in (EVERYTHING, ActionChoice(states=("gepland",))):
        made = view(choice)
        states = states_on(load(Action), TODAY)
        shown = {states[key] for key in made.ids}
        for state in STATES:
            assert (macro("basis", "badge", state) in made.legend) == (state in shown)


def test_looks_and_marks_differ_per_state() -> None:
    assert len(set(MARKS.values())) == len(STATES) == len(MARKS)
    for theme in THEMES:
        known = [state for state in STATES if state != "onbekend"]
        assert len({look_of(state, theme) for state in known}) == len(known)


def test_contradictions_go_with_the_actions_that_are_shown() -> None:
    assert "T075" in view().foot
    assert "T085" not in view().foot and "kleinere verschillen" in view().foot
    learning = view(ActionChoice(lines=("lijn-4",)))
    assert "T075" not in learning.foot and "T085" not in learning.foot
    assert "T074" in learning.foot


def test_text_of_a_register_is_never_html() -> None:
    evil = "<script>alert(1)</script>"
    bad = msgspec.structs.replace(load(Action)[0], text=evil, note=evil, involved=(evil,))
    made = calendar_view(agenda(bad), EVERYTHING, TODAY, "licht")
    assert "<script" not in made.foot + made.summary + made.legend
    Html(made.foot), Html(made.summary), Html(made.legend)


def test_an_action_without_dates_has_a_row_and_no_bar() -> None:
    bare = msgspec.structs.replace(
        load(Action)[0], start="", end="", start_origin=None, end_origin=None
    )
    made = calendar_view(agenda(bare), EVERYTHING, TODAY, "licht")
    assert bars(made) == {}
    assert rows(made)[0]["Stand"] == "onbekend"
    assert rows(made)[0]["Einde"] == "niet genoemd in de bron"


@pytest.mark.parametrize("theme", THEMES)
def test_the_figure_is_valid_vega_lite_and_stays_small(theme: Any) -> None:
    validator = Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
    spec = view(EVERYTHING, TODAY, theme).spec
    assert [fault.message[:200] for fault in validator.iter_errors(spec)] == []
    assert len(json.dumps(spec)) < 60_000
