"""Figures that cannot be right are refused, and tables that go away keep their figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cbsserver import Table, Topic, is_data
from faultserver import Reply
from madetables import add_dimension, benefits
from refreshcases import NEW, NEWER, OLD, TABLE, Monitor, at, changed, watch

WW = "Werkloosheid"
ARNHEM, NIJMEGEN = "GM0202", "GM0268"
MARCH = "2026MM03"

Change = Callable[[Table], Any]


def _set(value: Any) -> Change:
    """Give the first observation of Arnhem another value."""
    return lambda table: table.rows[0].update({WW: value})


def _each(change: Callable[[dict[str, Any]], Any]) -> Change:
    return lambda table: [change(row) for row in table.rows]


def _times(factor: float) -> Change:
    titles = [topic.title for topic in benefits().topics]
    return _each(lambda row: row.update({title: row[title] * factor for title in titles}))


def _without_values(region: str) -> Change:
    titles = dict.fromkeys(topic.title for topic in benefits().topics)
    return _each(lambda row: row.update(titles) if row["RegioS"] == region else None)


def _rename_region(old: str, new: str) -> Change:
    def change(table: Table) -> None:
        codes = table.dims[0].codes
        codes[new] = codes.pop(old)
        for row in table.rows:
            row["RegioS"] = new if row["RegioS"] == old else row["RegioS"]

    return change


def _back_to(months: int) -> Change:
    def change(table: Table) -> None:
        older = benefits(months)
        table.rows, table.dims = older.rows, older.dims

    return change


def _keep_rows(test: Callable[[dict[str, Any]], bool]) -> Change:
    def change(table: Table) -> None:
        table.rows = [row for row in table.rows if test(row)]

    return change


REFUSED: dict[str, tuple[Change, str]] = {
    "no rows": (lambda table: table.rows.clear(), "gaf geen enkele regel die we vroegen"),
    "one row twice": (
        lambda table: table.rows.append(table.rows[0] | {WW: 5}),
        "geeft dezelfde waarneming twee keer",
    ),
    "a measure is gone": (
        lambda table: table.topics.pop(0),
        "de maat 'Werkloosheid' staat niet in de tabel (wel: ",
    ),
    "a measure under two names": (
        lambda table: table.topics.append(Topic("Nog_1", "M9", WW, "Anders")),
        "de maat 'Werkloosheid' is niet eenduidig: er zijn er 2",
    ),
    "no areas any more": (
        lambda table: setattr(table, "dims", table.dims[1:]),
        "deze tabel heeft geen gebieden",
    ),
    "a dimension more, without a total": (
        lambda table: add_dimension(table, "Geslacht", "3000", "4000"),
        "kies in 'filters' een waarde van 'Geslacht'",
    ),
    "another unit": (
        lambda table: setattr(table.topics[0], "unit", "x 1 000"),
        "de eenheid van 'Werkloosheid' is veranderd in 'x 1 000'",
    ),
    "a municipality gone": (
        _keep_rows(lambda row: row["RegioS"] != ARNHEM),
        "12 van de 228 waarden ontbreken, zoals Arnhem, ",
    ),
    "another code for a municipality": (_rename_region(ARNHEM, "GM9998"), "zoals Arnhem, "),
    "a municipality without values": (_without_values(NIJMEGEN), "zoals Nijmegen, "),
    "text for a number": (_set("n.v.t."), "staat 'n.v.t.' waar een getal hoort"),
    "yes for a number": (_set(True), "staat 'True' waar een getal hoort"),
    "a value below zero": (_set(-1000), "deze waarde kan niet bestaan (Arnhem, WW, 2026-01)"),
    "half a person": (_set(1000.5), "deze waarde kan niet bestaan (Arnhem, WW, 2026-01)"),
    "one value 1000 x": (_set(1_000_000), "1 waarde is 10 keer zo groot of klein als eerder"),
    "one value 0,001 x": (_set(1), "1 waarde is 10 keer zo groot of klein als eerder"),
    "all values 1000 x": (_times(1000), "228 waarden zijn 10 keer zo groot of klein als eerder"),
    "all values twice": (_times(2), "de waarden van eerdere periodes zijn allemaal verschoven"),
    "a period that goes back": (_back_to(2), "de nieuwste periode ging terug van 2026-03"),
    "an unknown status": (
        lambda table: table.dims[1].codes.update({MARCH: (MARCH, "Geraamd")}),
        "de status 'Geraamd' is onbekend",
    ),
    "a date of change that goes back": (
        lambda table: setattr(table, "modified", "2026-06-30"),
        "van 2026-06-30, ouder dan onze kopie van 2026-07-01",
    ),
    "another table": (
        lambda table: setattr(table, "id", "85999NED"),
        "CBS geeft tabel 85999NED in plaats van 80794ned.",
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_wrong_data_are_refused(following: Monitor, protocol: str, fault: str) -> None:
    before = watch(following)
    change, says = REFUSED[fault]
    wrong = benefits(3, modified=NEW)
    change(wrong)
    following.serve(replace(wrong), services=[protocol])
    following.server.handler = _as_if(TABLE, following.server.handler, wrong)
    before.refused(following.refresh(), says)
    following.serve(benefits(4, modified=NEWER), services=[protocol])
    before.recovered(following.refresh())


def _as_if(table: str, handler: Any, wrong: Table) -> Any:
    """Serve another table at the address of `table`."""
    if wrong.id == table:
        return handler
    return lambda request: handler(replace(request, path=request.path.replace(table, wrong.id)))


@pytest.mark.parametrize("number", ["NaN", "1e999", "-Infinity"])
def test_number_that_is_none_is_refused(following: Monitor, protocol: str, number: str) -> None:
    before = watch(following)

    def spoil(reply: Reply) -> Reply:
        return replace(reply, body=reply.body.replace(b": 1000,", f": {number},".encode(), 1))

    new = benefits(4, modified=NEW)
    following.serve(new, services=[protocol], spoil=at(is_data, spoil))
    before.refused(following.refresh(), "")
    assert "niet te lezen" in following.state().error or "een getal" in following.state().error
    following.serve(new, services=[protocol])
    before.recovered(following.refresh())


@pytest.mark.parametrize("column", ["Perioden", "RegioS"])
def test_answer_without_a_column_is_refused(following: Monitor, protocol: str, column: str) -> None:
    before = watch(following)

    def spoil(reply: Reply) -> Reply:
        return changed(reply, lambda page: [row.pop(column) for row in page["value"]])

    new = benefits(4, modified=NEW)
    following.serve(new, services=[protocol], spoil=at(is_data, spoil))
    before.refused(following.refresh(), f"de kolom '{column}' ontbreekt.")
    following.serve(new, services=[protocol])
    before.recovered(following.refresh())


def test_measure_without_its_column_is_refused(following: Monitor, protocol: str) -> None:
    before = watch(following)
    column = {"v3": "Werkloosheid_4", "v4": "Value"}[protocol]

    def spoil(reply: Reply) -> Reply:
        return changed(reply, lambda page: [row.pop(column) for row in page["value"]])

    following.serve(benefits(4, modified=NEW), services=[protocol], spoil=at(is_data, spoil))
    before.refused(following.refresh(), f"de kolom '{column}' ontbreekt.")


def test_table_that_cbs_stopped_keeps_its_figures_and_says_so(
    following: Monitor, protocol: str
) -> None:
    before = following.series().frame
    following.serve(benefits(modified=OLD), services=[protocol])
    assert following.refresh().code == 0
    stopped = benefits(modified=OLD)
    stopped.state = "Gediscontinueerd"
    following.serve(stopped, services=[protocol])
    result = following.refresh()
    assert result.code == 0
    (note,) = following.state().notes
    assert note == "Het CBS werkt deze tabel niet meer bij (gediscontinueerd)."
    assert note in result.said
    assert note in following.run("status")[1]
    assert following.series().frame.equals(before)


def test_table_that_was_taken_away_keeps_its_figures_and_says_so(
    following: Monitor, protocol: str
) -> None:
    before = watch(following)
    following.serve(services=[protocol])
    before.refused(following.refresh(), "heeft deze gegevens niet meer op dit adres (code 404).")
    following.serve(benefits(4, modified=NEW), services=[protocol])
    before.recovered(following.refresh())


def test_status_says_what_went_wrong_and_no_longer_after_that(
    following: Monitor, protocol: str
) -> None:
    wrong = benefits(modified=NEW)
    wrong.rows[0][WW] = "?"
    following.serve(wrong, services=[protocol])
    following.refresh()
    sentence = f"CBS-tabel {TABLE}: {following.state().error}"
    assert sentence in following.run("status")[1]
    following.serve(benefits(modified=NEW), services=[protocol])
    following.refresh()
    assert f"CBS-tabel {TABLE}:" not in following.run("status")[1]
