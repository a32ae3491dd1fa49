"""What an indicator wants of a table: every dimension settled, or a sentence that asks for it."""

from __future__ import annotations

from typing import Any

import pytest
from tablecases import YEARS, codes, source, structure, table

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.sources.cbs_select import CbsSelection, Split, select_codes
from data_loaders.sources.cbs_table import Dimension, Measure, Structure

REGIONS = load_regions()
SEX = Dimension("Geslacht", "Geslacht", "overig", codes(T001="Totaal", c3="Mannen", c4="Vrouwen"))
SECTOR = Dimension("SBI", "Bedrijfstak", "overig", codes(A="A Landbouw", B="B Bouw"))
TO = Dimension("Werkregio", "Werkregio's", "regio", codes("GM0202", "GM9999"))


def chosen(*more: Dimension, **changes: Any) -> CbsSelection:
    return select_codes(structure(*more), source(**changes), REGIONS)


def refusal(found: Structure, **changes: Any) -> str:
    with pytest.raises(DataError) as caught:
        select_codes(found, source(**changes), REGIONS)
    return caught.value.sentence


def test_areas_are_those_of_ours_that_the_table_lists() -> None:
    assert set(chosen().regions) == {"GM0202", "GM0268", "NL01"}
    assert chosen().region == "RegioS"


def test_levels_leave_out_the_other_areas() -> None:
    assert set(chosen(levels=("gemeente",)).regions) == {"GM0202", "GM0268"}


def test_one_fixed_area_is_the_only_one() -> None:
    assert chosen(area="NL01").regions == ("NL01",)


def test_areas_without_a_list_of_codes_are_all_asked() -> None:
    bare = Structure(structure().measures, (Dimension("RegioS", "R", "regio"), *_years()))
    found = select_codes(bare, source(levels=("gemeente",)), REGIONS)
    assert found.regions == tuple(region.code for region in REGIONS.municipalities())


def test_dimension_that_is_not_named_counts_in_total() -> None:
    assert chosen(SEX).fixed == {"Geslacht": "T001"}


def test_named_code_goes_before_the_total() -> None:
    assert chosen(SEX, filters={"Geslacht": "Vrouwen"}).fixed == {"Geslacht": "c4"}


def test_split_gives_each_code_its_characteristic() -> None:
    parts = chosen(SEX, split=Split("Geslacht", {"Vrouwen": "Vrouw", "c3": "Man"}))
    assert parts.labels == {"c4": "Vrouw", "c3": "Man"}
    assert parts.fixed == {}
    assert set(parts.codes()["Geslacht"]) == {"c3", "c4"}
    prefixed = chosen(SEX, split=Split("Geslacht", prefix="c"))
    assert prefixed.labels == {"c3": "Mannen", "c4": "Vrouwen"}


def test_what_the_table_does_not_have_is_told_and_the_rest_is_taken() -> None:
    found = chosen(SEX, measures={"A": "een", "X": "twee"})
    assert dict(found.measures) == {"A": "een"}
    assert list(found.missing) == ["twee"]
    parts = chosen(SEX, split=Split("Geslacht", {"c3": "Man", "Anders": "Ander"}))
    assert (parts.labels, list(parts.missing)) == ({"c3": "Man"}, ["Ander"])


@pytest.mark.parametrize("letter", ["P", "Q", "A-U"])
def test_branch_is_found_whatever_its_letter(letter: str) -> None:
    """Between SBI 2008 and SBI 2025 key and letter of a section move; its name stays."""
    newer = Dimension(
        "SBI2025", "Bedrijfstak", "overig", codes(**{"419999": f"{letter} Onderwijs"})
    )
    split = Split("SBI2008 | SBI2025", {"419000 | Onderwijs": "Onderwijs"})
    assert chosen(newer, split=split).labels == {"419999": "Onderwijs"}


def test_one_of_two_dimensions_with_areas_is_named() -> None:
    found = chosen(TO, region="Werkregio's", filters={"RegioS": "GM0268"})
    assert (found.region, found.regions) == ("Werkregio", ("GM0202",))
    assert found.fixed == {"RegioS": "GM0268"}


def test_rows_are_those_of_the_wanted_measures_and_codes() -> None:
    observations = table(
        {
            ("GM0202", YEARS[0]): {"A": 1, "B": 2},
            ("GM9999", YEARS[0]): {"A": 3},
            ("NL01", YEARS[0]): {"A": 4},
        }
    ).observations
    assert list(chosen(levels=("gemeente",)).rows(observations)["Value"]) == [1.0]


def _years() -> tuple[Dimension, ...]:
    return structure().of_kind("tijd")


@pytest.mark.parametrize(
    ("found", "changes", "sentence"),
    [
        (structure(), {"measures": {"X": ""}}, "de maat 'X' staat niet in de tabel"),
        (structure(), {"filters": {"Leeftijd": "1"}}, "de dimensie 'Leeftijd' staat niet"),
        (structure(SEX), {"filters": {"Geslacht": "X"}}, "de waarde van 'Geslacht' 'X' staat niet"),
        (
            structure(SECTOR),
            {},
            "kies in 'filters' een waarde van 'Bedrijfstak' (A Landbouw; B Bouw)",
        ),
        (
            structure(TO),
            {},
            "kies met 'gebied_uit' één van de dimensies 'Regio's' en 'Werkregio's'",
        ),
        (
            structure(SEX),
            {"split": Split("Geslacht", {"Anders": "A"})},
            "de waarde van 'Geslacht' 'Anders' staat niet",
        ),
        (structure(), {"area": "PV25"}, "geen van onze gebieden staat in 'Regio's' van deze tabel"),
        (Structure((Measure("A", "A"),), _years()), {}, "deze tabel heeft geen gebieden"),
        (
            Structure((Measure("A", "A"),), (structure().dimensions[0],)),
            {},
            "niet precies één dimensie met perioden",
        ),
        (
            Structure((Measure("A", "A"),), (*structure().dimensions, *_years())),
            {},
            "niet precies één dimensie met perioden",
        ),
    ],
)
def test_what_is_not_there_or_not_clear_is_refused(
    found: Structure, changes: dict[str, Any], sentence: str
) -> None:
    assert sentence in refusal(found, **changes)


def test_table_about_one_area_needs_no_areas() -> None:
    found = select_codes(Structure((Measure("A", "A"),), _years()), source(area="NL01"), REGIONS)
    assert (found.region, found.regions) == ("", ())
