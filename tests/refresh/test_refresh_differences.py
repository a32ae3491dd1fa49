"""What only looks different is taken; null is not zero."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan
from typing import Any

import pytest
from cbsserver import Table, Topic, is_data
from faultserver import Reply, Request, status
from madetables import add_dimension, benefits
from refreshcases import NEW, Monitor, at, changed

from data_loaders.changes import find_changes

WW = "Werkloosheid"
ARNHEM, NIJMEGEN = "GM0202", "GM0268"

Change = Callable[[Table], Any]


def _move_keys(table: Table) -> None:
    for topic in table.topics:
        topic.v3 = topic.v3.rpartition("_")[0] + "_99"
        topic.v4 = f"X{topic.v4}"


def _pad(width: int) -> Change:
    def change(table: Table) -> None:
        for dim in table.dims:
            dim.width = dim.width4 = width

    return change


def _add_region(table: Table) -> None:
    table.dims[0].codes["GM9999"] = ("Nieuwstad", "")
    table.rows += [row | {"RegioS": "GM9999"} for row in table.rows if row["RegioS"] == ARNHEM]


def _retitle(table: Table) -> None:
    old, new = table.topics[3].title, "wajong-Uitkering"
    table.topics[3].title = new
    for row in table.rows:
        row[new] = row.pop(old)


TAKEN: dict[str, Change] = {
    "keys that moved": _move_keys,
    "wider codes": _pad(10),
    "codes without padding": _pad(0),
    "a topic more": lambda table: table.topics.insert(0, Topic("Nieuw_1", "M1", "Nieuw")),
    "a dimension more, with a total": lambda table: add_dimension(
        table, "Geslacht", "T001038", "3000"
    ),
    "an area the monitor does not know": _add_region,
    "rows in another order": lambda table: table.rows.reverse(),
    "another spelling of a unit": lambda table: setattr(table.topics[0], "unit", "Aantal "),
    "other capitals in a title": _retitle,
}


@pytest.mark.parametrize("difference", TAKEN)
def test_what_only_looks_different_is_taken(
    following: Monitor, protocol: str, difference: str
) -> None:
    before = following.series().frame
    new = benefits(modified=NEW)
    TAKEN[difference](new)
    following.serve(new, services=[protocol])
    result = following.refresh()
    assert (result.code, following.state().error) == (0, "")
    after = following.series()
    assert after.provenance.modified is not None
    assert after.provenance.modified.isoformat() == NEW
    assert find_changes(before, after.frame).empty


def test_columns_nobody_asked_for_are_left_out(following: Monitor, protocol: str) -> None:
    before = following.series().frame

    def spoil(reply: Reply) -> Reply:
        return changed(reply, lambda page: [row.update(Nieuw_7=1) for row in page["value"]])

    following.serve(benefits(modified=NEW), services=[protocol], spoil=at(is_data, spoil))
    assert following.refresh().code == 0
    assert following.series().frame.equals(before)


def test_value_that_is_not_there_is_unknown_and_never_zero(
    following: Monitor, protocol: str
) -> None:
    new = benefits(4, modified=NEW)
    april = next(r for r in new.rows if (r["RegioS"], r["Perioden"]) == (ARNHEM, "2026MM04"))
    april[WW] = None
    following.serve(new, services=[protocol])
    assert following.refresh().code == 0
    value, status = following.value(ARNHEM, "2026-04")
    assert isnan(value) and status == "onbekend"
    row = following.card().split("Arnhem</th>")[1].split("</tr>")[0]
    assert "onbekend" in row and ">0<" not in row
    assert following.value(NIJMEGEN, "2026-04")[1] == "voorlopig"


def test_reason_for_a_value_that_is_not_there_is_kept(monitor: Monitor, protocol: str) -> None:
    """The older service says it in signs, in the texts that stand in for numbers there."""
    signs = {"2026MM02": ".", "2026MM03": "x", "2026MM04": ""}
    reasons = {"2026MM02": "NotAvailable", "2026MM03": "Confidential", "2026MM04": "Impossible"}
    first = benefits(4)
    for row in first.rows[:4]:  # of Arnhem
        month = row["Perioden"]
        if protocol == "v3":
            row[WW] = signs.get(month, f"  {row[WW]}")
        elif month in reasons:
            row[WW] = None
            first.attributes[ARNHEM, month, WW] = reasons[month]

    def texts_only(request: Request, reply: Reply) -> Reply:
        return status(404) if request.path.endswith("/TypedDataSet") else reply

    monitor.serve(first, services=[protocol], spoil=texts_only)
    assert monitor.refresh().code == 0
    frame = monitor.series().frame
    shown = frame[frame["region_code"].eq(ARNHEM) & frame["characteristic"].eq("WW")]
    assert list(zip(shown["period"], shown["status"], strict=True)) == [
        ("2026-01", "nader voorlopig"),
        ("2026-02", "onbekend"),
        ("2026-03", "niet getoond"),
    ]
    assert list(shown["value"].notna()) == [True, False, False]


def test_zero_is_a_value(monitor: Monitor, protocol: str) -> None:
    first = benefits()
    first.rows[2][WW] = 0
    monitor.serve(first, services=[protocol])
    assert monitor.refresh().code == 0
    assert monitor.value(ARNHEM, "2026-03") == (0.0, "voorlopig")
