"""The newest period is the newest with a value of what is compared; the rest is said."""

from __future__ import annotations

from datetime import date

import pytest
from changes import short_change
from madetables import benefits
from refreshcases import INDICATOR, NEW, Monitor

from components.exhibit.asked import Asked
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.on_page import Compared, compared, newest_choice
from data_loaders.provenance import Provenance

TODAY = date(2026, 9, 1)
ARNHEM, COUNTRY, PROVINCE = "GM0202", "NL01", "PV25"


def ahead(monitor: Monitor, *areas: str) -> None:
    """Follow a table of which the last two of five months are there for these areas only."""
    table = benefits(5, modified=NEW)
    titles = dict.fromkeys(topic.title for topic in table.topics)
    for row in table.rows:
        if row["Perioden"] > "2026MM03" and row["RegioS"] not in areas:
            row.update(titles)
    monitor.serve(table)
    assert monitor.refresh().code == 0


def opened(*areas: str) -> Compared:
    return compared(INDICATOR, newest_choice(INDICATOR, areas), "licht", TODAY)


def test_map_opens_on_the_last_month_that_municipalities_have(monitor: Monitor) -> None:
    ahead(monitor, COUNTRY)
    shown = opened("AM07")
    assert (shown.choice.period, shown.ranking.period) == ("2026-03", "2026-03")
    assert "mrt 2026" in shown.on_map.headline
    assert shown.notice == (
        "Per gemeente zijn er cijfers tot en met mrt 2026; "
        "nieuwere, tot en met mei 2026, zijn er alleen voor Nederland."
    )
    tile = indicator_exhibit(INDICATOR, Asked(), TODAY)
    assert (tile.period, tile.empty) == ("2026-03", "")


def test_areas_that_are_ahead_are_all_named(monitor: Monitor) -> None:
    ahead(monitor, COUNTRY, PROVINCE)
    assert "alleen voor Nederland en Gelderland" in opened("AM07").notice


def test_nothing_is_said_when_nobody_is_ahead(monitor: Monitor) -> None:
    monitor.serve(benefits(3))
    assert monitor.refresh().code == 0
    assert opened("AM07").notice == ""


def test_country_shows_its_own_newest_month(monitor: Monitor) -> None:
    ahead(monitor, COUNTRY)
    asked = Asked((COUNTRY,), "cijfer", "2026-05", "WW")
    assert indicator_exhibit(INDICATOR, asked, TODAY).period == "2026-05"
    assert short_change(monitor.series(), COUNTRY).period == "2026-05"
    assert short_change(monitor.series(), ARNHEM).period == "2026-03"


def test_page_of_sources_names_the_month_that_the_map_opens_on(monitor: Monitor) -> None:
    ahead(monitor, COUNTRY)
    assert monitor.series().newest == "2026-03"


def test_month_without_values_says_which_source_has_none(monitor: Monitor) -> None:
    ahead(monitor, COUNTRY)
    asked = Asked((ARNHEM,), "cijfer", "2026-05", "WW")
    shown = indicator_exhibit(INDICATOR, asked, TODAY)
    assert shown.empty == "Onbekend: de waarden staan niet in de tabel van het CBS."


def test_values_that_are_hidden_are_not_called_unknown(monitor: Monitor) -> None:
    ahead(monitor, COUNTRY)
    asked = Asked(("GM0277",), "cijfer", "2026-03", "WW")
    assert indicator_exhibit(INDICATOR, asked, TODAY).empty.startswith("Niet getoond: ")


@pytest.mark.parametrize(
    ("known", "place"),
    [
        ({"document": "mja-2026"}, "in de tekst van de bron"),
        ({"table": "80794ned"}, "in de tabel van het CBS"),
        ({"file": "gwu"}, "in het ingelezen bestand"),
    ],
)
def test_each_kind_of_source_is_named_as_what_it_is(known: dict[str, str], place: str) -> None:
    assert Provenance(producer="CBS", title="", attribution="", credit="", **known).place == place
