"""What a change of the registry asks, and what is wrong in it takes no more than its own place."""

from __future__ import annotations

from pathlib import Path

import pytest
from cbsserver import Topic, is_data
from madetables import benefits, participation
from refreshcases import INDICATOR, OLD, Monitor

from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.registry import load_registry


def add_indicator(folder: Path, name: str, measures: str) -> None:
    """Add an indicator of TABLE with other measures."""
    text = (folder / f"{INDICATOR}.toml").read_text(encoding="utf-8")
    (folder / f"{name}.toml").write_text(text.partition("[bron.maten]")[0] + measures, "utf-8")
    load_registry.cache_clear()


def test_measure_added_to_an_indicator_is_fetched_though_cbs_changed_nothing(
    fed: Monitor, registry: Path
) -> None:
    table = benefits(modified=OLD)
    table.topics.append(Topic("WIAUitkeringIVARegeling_12", "M200", "WIA-uitkering: IVA-regeling"))
    for row in table.rows:
        row["WIA-uitkering: IVA-regeling"] = 77
    fed.serve(table)
    assert len(fed.refresh().requests) == 1
    file = registry / f"{INDICATOR}.toml"
    text = file.read_text(encoding="utf-8") + '"WIA-uitkering: IVA-regeling" = "WIA (IVA)"\n'
    file.write_text(text, encoding="utf-8")
    load_registry.cache_clear()
    assert any(map(is_data, fed.refresh().requests))
    assert fed.value("GM0202", "2026-03", "WIA (IVA)") == (77.0, "voorlopig")
    assert fed.value("GM0202", "2026-03", "WW") == (1020.0, "voorlopig")
    assert len(fed.refresh().requests) == 1


def test_indicator_added_to_a_table_is_fetched_and_the_others_stay(
    fed: Monitor, registry: Path
) -> None:
    before = fed.series().frame
    add_indicator(registry, "proef", '[bron.maten]\n"Werkloosheid" = "Werkloos"\n')
    fed.serve(benefits(modified=OLD))
    assert fed.refresh().code == 0
    assert set(fed.series("proef").frame["characteristic"]) == {"Werkloos"}
    assert fed.series().frame.equals(before)


def test_measure_that_does_not_exist_takes_only_its_own_indicator(
    monitor: Monitor, registry: Path, protocol: str
) -> None:
    add_indicator(registry, "proef", '[bron.maten]\n"Bestaat niet" = "X"\n')
    monitor.serve(benefits(), services=[protocol])
    result = monitor.refresh()
    assert result.code == 0, result.said
    assert len(monitor.series().frame) == 240
    (note,) = monitor.state().notes
    assert note.startswith("proef: ")
    assert "de maat 'Bestaat niet' staat niet in de tabel (wel: " in note
    assert "Uitkeringsontvangers per soort uitkering > Werkloosheid" in note
    assert note in monitor.run("status")[1]
    with pytest.raises(DataError, match="Bestaat niet"):
        monitor.series("proef")


def test_note_on_a_figure_that_could_not_be_made_stays_while_nothing_changes(
    monitor: Monitor, registry: Path
) -> None:
    add_indicator(registry, "proef", '[bron.maten]\n"Bestaat niet" = "X"\n')
    monitor.serve(benefits())
    assert monitor.refresh().code == 0
    notes = monitor.state().notes
    assert len(notes) == 1
    assert "ongewijzigd" in monitor.refresh().said
    assert monitor.state().notes == notes


def test_table_without_any_of_our_measures_says_what_it_has(
    monitor: Monitor, protocol: str
) -> None:
    table = benefits()
    for number, topic in enumerate(table.topics):
        topic.title, topic.v3, topic.v4 = f"Onderwerp {number}", f"Topic_{number}", f"X{number}"
    monitor.serve(table, services=[protocol])
    result = monitor.refresh()
    assert result.code == 1
    assert "de maat 'Werkloosheid' staat niet in de tabel" in monitor.state().error
    assert "Onderwerp 3" in monitor.state().error
    assert not any(map(is_data, result.requests))
    assert monitor.stored() == {}
    with pytest.raises(NotFetchedError):
        monitor.series()


def test_older_edition_stands_in_until_the_newer_one_came(monitor: Monitor, protocol: str) -> None:
    indicator, old, new = "binding-arbeidsmarkt", "86111NED", "86276NED"
    monitor.serve(participation(old), services=[protocol])
    assert monitor.refresh(table=new).code == 1
    with pytest.raises(NotFetchedError):
        monitor.series(indicator)
    assert monitor.refresh(table=old).code == 0
    series = monitor.series(indicator)
    assert series.provenance.identifier == old
    assert series.frame["value"].min() == 50_000
    monitor.serve(participation(old), participation(new), services=[protocol])
    assert monitor.refresh(table=new).code == 0
    series = monitor.series(indicator)
    assert series.provenance.identifier == new
    assert series.frame["value"].min() == 10_000
