"""What an organisation is: said by a document, or by us when that gives no more than a name."""

from __future__ import annotations

from components.deal.sides import parties
from components.goals.tables import work_tables
from data_loaders.agreements.hca import WorkTable
from data_loaders.agreements.organisations import Organisation, Partner
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.open_registers import register_rows

ONLY_A_NAME = "de bron geeft alleen de"


def test_kind_carries_no_document_that_only_gives_a_name() -> None:
    found = [item for item in load(Organisation) if ONLY_A_NAME in item.note.casefold()]
    assert len(found) > 30
    for item in found:
        assert item.kind_source == "eigen"
        assert item.explanation == f"Onze uitleg: {item.note}"
    said = load_by_id(Organisation)["liemerije"]
    assert (said.kind_source, said.explanation) == (said.document, said.note)


def test_open_data_say_who_says_what_an_organisation_is() -> None:
    kinds = {item.id: item.kind_source for item in load(Organisation)}
    for row in register_rows("organisaties"):
        assert row["soort_bron"] == kinds[row["id"]]
    for row in register_rows("partners"):
        assert row["soort_bron"] == kinds[row["organisatie_id"]]


def test_pages_say_it_too() -> None:
    shown = parties(load_by_id(Project)["digital-health-challenge-lab"])
    assert "Onze uitleg: Ziekenhuis; de bron geeft alleen de naam." in shown
    tables = work_tables(load(WorkTable), load(Partner), load_by_id(Organisation))
    assert "Leden, ondernemers (soort deels afgeleid)" in tables
