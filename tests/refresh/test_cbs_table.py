"""Measures, dimensions and codes are found by what CBS calls them, or not at all."""

from __future__ import annotations

import pytest
from tablecases import codes

from data_loaders.files.errors import DataError
from data_loaders.sources.cbs_table import (
    Code,
    Dimension,
    Measure,
    Structure,
    find_code,
    find_dimension,
    find_measure,
    find_total,
    plain_title,
)

SEASON = ("Werkloosheid", "Seizoengecorrigeerd")
MEASURES = (
    Measure("M1", "Bevolking op 1 januari "),
    Measure("Percentage_5", "Percentage", (*SEASON, "Jongeren")),
    Measure("Percentage_9", "Percentage", ("Werkloosheid", "Niet gecorrigeerd")),
    Measure("Banen_12", "Banen van werknemers"),
    Measure("Banen_13", "Banen", ("Zelfstandigen",)),
    Measure("M2", "Auto’s  en fietsen"),
)
STRUCTURE = Structure(MEASURES, (Dimension("RegioS", "Regio's", "regio"),))


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("M1", "M1"),
        ("Bevolking op 1 januari", "M1"),
        ("bevolking  OP 1 januari", "M1"),
        ("Auto's en fietsen", "M2"),
        ("Seizoengecorrigeerd > Percentage", "Percentage_5"),
        ("Werkloosheid > Jongeren > Percentage", "Percentage_5"),
        ("Niet gecorrigeerd > Percentage", "Percentage_9"),
        ("Percentage_9", "Percentage_9"),
        ("Banen van werknemers", "Banen_12"),
        ("Banen", "Banen_13"),  # a title goes before a key without its number
        ("Bestaat niet | M1", "M1"),
        ("M1 | Banen", "M1"),
        ("Percentage | M1", "M1"),  # the first that is clear
        ("Iets > Anders | Zelfstandigen > Banen", "Banen_13"),
    ],
)
def test_measure_is_found(reference: str, key: str) -> None:
    assert find_measure(STRUCTURE, reference).key == key


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("Percentage", "de maat 'Percentage' is niet eenduidig: er zijn er 2"),
        ("Werkloosheid > Percentage", "is niet eenduidig: er zijn er 2"),
        ("Bestaat niet | Percentage", "de maat 'Percentage' is niet eenduidig: er zijn er 2"),
        ("Jongeren > Werkloosheid > Percentage", "staat niet in de tabel"),  # the other way round
        ("Percentage_7", "de maat 'Percentage_7' staat niet in de tabel (wel: "),
        ("Bevolking", "staat niet in de tabel"),
        ("M", "staat niet in de tabel"),
        ("", "staat niet in de tabel"),
    ],
)
def test_measure_that_is_not_there_or_not_clear_is_refused(reference: str, sentence: str) -> None:
    with pytest.raises(DataError) as caught:
        find_measure(STRUCTURE, reference)
    assert sentence in caught.value.sentence


def test_refusal_names_what_there_is_with_its_groups() -> None:
    with pytest.raises(DataError) as caught:
        find_measure(STRUCTURE, "X")
    for measure in MEASURES:
        assert measure.name in caught.value.sentence


def test_key_without_its_number_means_no_other_key_that_starts_alike() -> None:
    found = Structure((Measure("Banen_1", "Eerste"), Measure("BanenVan_2", "Tweede")), ())
    assert find_measure(found, "Banen").key == "Banen_1"


def test_key_without_its_number_that_fits_two_is_refused() -> None:
    found = Structure((Measure("Banen_1", "Eerste"), Measure("Banen_2", "Tweede")), ())
    with pytest.raises(DataError, match="niet eenduidig"):
        find_measure(found, "Banen")


def test_dimension_is_found_by_key_or_title() -> None:
    assert find_dimension(STRUCTURE, "RegioS").key == "RegioS"
    assert find_dimension(STRUCTURE, "Regio’s").key == "RegioS"
    with pytest.raises(DataError, match=r"de dimensie 'Regio' staat niet in de tabel \(wel: Regio"):
        find_dimension(STRUCTURE, "Regio")


def test_code_is_found_by_key_or_title() -> None:
    sexes = Dimension("Geslacht", "Geslacht", "overig", codes(T001038="Totaal", c3="Mannen"))
    assert find_code(sexes, "c3").title == "Mannen"
    assert find_code(sexes, "mannen").key == "c3"
    with pytest.raises(DataError, match="de waarde van 'Geslacht' 'Vrouwen' staat niet in"):
        find_code(sexes, "Vrouwen")


def test_code_of_a_dimension_without_a_list_is_taken_as_it_is() -> None:
    found = find_code(Dimension("X", "X", "overig"), "A045 | Totaal")
    assert (found.key, found.raw) == ("A045", "A045")


@pytest.mark.parametrize(
    ("found", "total"),
    [
        (codes(T001038="Mannen en vrouwen", c3="Mannen"), "T001038"),
        (codes(c1="Totaal mannen en vrouwen", c3="Mannen"), "c1"),
        (codes(c1="Alle leeftijden totaal", c3="15 tot 25 jaar"), "c1"),
        (codes(c1="Waarde", c2="Ondergrens", c3="Bovengrens"), "c1"),
        (codes(c1="Mannen"), "c1"),
        (codes(c1="Mannen", c2="Vrouwen"), None),
        (codes(c1="Totaal werknemers", c2="Totaal zelfstandigen"), None),
        (codes(c1="Mannen", c2="Totaalbeeld", c3="Waarde van iets"), None),
        ((), None),
    ],
)
def test_total_is_the_one_code_that_says_so(found: tuple[Code, ...], total: str | None) -> None:
    code = find_total(Dimension("X", "X", "overig", found))
    assert (code.key if code else None) == total


def test_total_among_codes_without_a_title_is_still_found() -> None:
    found = (Code("A1", ""), Code("T001", "Totaal"))
    assert find_total(Dimension("X", "X", "overig", found)) == found[1]


def test_text_is_compared_without_capitals_spaces_and_kinds_of_apostrophes() -> None:
    assert plain_title(" Auto’s  EN\nvrachtauto`s ") == "auto's en vrachtauto's"
