"""Reading CSV files: every fault is one Dutch sentence with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.errors import DataError

HEADER = "gebied,periode,waarde"


def read(path: Path, content: str | bytes, **options: bool) -> list[Row]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_rows(path, ("gebied", "periode", "waarde"), ("toelichting",), **options)


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        ("gebied,periode\nA,2024\n", 1, "kolom 'waarde' ontbreekt"),
        ("gebied\nA\n", 1, "kolom 'periode', 'waarde' ontbreekt"),
        (f"{HEADER},kleur\nA,2024,1,rood\n", 1, "kolom 'kleur' is hier niet bekend"),
        (f"{HEADER},\nA,2024,1,\n", 1, "kolom '' is hier niet bekend"),
        (f"{HEADER},waarde\nA,2024,1,2\n", 1, "een kolomnaam staat twee keer in de kop"),
        ("", 1, "kolom 'gebied', 'periode', 'waarde' ontbreekt"),
        (
            f"{HEADER}\nA,2024,1\nB,2024\n",
            3,
            "deze regel heeft 2 cellen, maar de kop heeft er 3",
        ),
        (
            f"{HEADER}\nA,2024,1,2,3\n",
            2,
            "deze regel heeft 5 cellen, maar de kop heeft er 3",
        ),
        (f'{HEADER}\nA,2024,"1\n', 2, "de opmaak klopt niet (unexpected end of data)"),
        (f'{HEADER}\nA,"20"24,1\n', 2, """de opmaak klopt niet (',' expected after '"')"""),
        (
            f"{HEADER}\nA,{'9' * 6000},1\n",
            2,
            "in kolom 'periode' staan 6000 tekens; er passen er 5000",
        ),
        (f"{HEADER}\n", None, "dit bestand heeft geen enkele regel met gegevens"),
        (f"{HEADER}\n,,\n\n", None, "dit bestand heeft geen enkele regel met gegevens"),
        (f"{HEADER}\nCaf\xe9,2024,1\n".encode("latin-1"), None, "dit bestand is geen UTF-8-tekst"),
        (f"{HEADER}\nA,2024,1\n".encode("utf-16"), None, "dit bestand is geen UTF-8-tekst"),
    ],
)
def test_bad_file_is_one_sentence_with_its_place(
    tmp_path: Path, content: str | bytes, line: int | None, sentence: str
) -> None:
    path = tmp_path / "slecht.csv"
    with pytest.raises(DataError) as caught:
        read(path, content)
    place = f"{path}, regel {line}" if line else f"{path}"
    assert str(caught.value) == f"{place}: {sentence}"


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_rows(tmp_path / "weg.csv", ("a",))
    assert str(caught.value) == f"{tmp_path / 'weg.csv'}: dit bestand ontbreekt"


def test_folder_in_the_place_of_a_file_is_a_sentence_too(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="dit bestand is niet te lezen"):
        read_rows(tmp_path, ("a",))


@pytest.mark.parametrize(
    "text",
    ["veel", "nan", "NaN", "inf", "-inf", "Infinity", "1,5", "1.234,5", "12%", "1 000", "0x10"]
    + ["1_000", "1e5", "--1", "\u0661", "9" * 400],
)
def test_text_where_a_number_belongs_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tekst.csv"
    rows = read(path, f'{HEADER}\nA,2024,1\nB,2024,"{text}"\n')
    with pytest.raises(DataError) as caught:
        rows[1].number("waarde")
    assert str(caught.value) == (
        f"{path}, regel 3: in kolom 'waarde' staat '{text}', maar daar hoort een getal"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [("405500", 405500.0), ("-4.4", -4.4), ("+3", 3.0), ("110.92", 110.92), (" 7.1 ", 7.1)]
    + [("0", 0.0), ("", None), ("  ", None)],
)
def test_number_is_read_and_an_empty_cell_is_not_zero(
    tmp_path: Path, text: str, value: float | None
) -> None:
    rows = read(tmp_path / "goed.csv", f"{HEADER}\nA,2024,{text}\n")
    assert rows[0].number("waarde") == value


def test_byte_order_mark_and_crlf_are_accepted(tmp_path: Path) -> None:
    content = f"{HEADER}\nA,2024,1\n".replace("\n", "\r\n").encode("utf-8-sig")
    assert read(tmp_path / "excel.csv", content)[0].cells == {
        "gebied": "A",
        "periode": "2024",
        "waarde": "1",
    }


def test_newline_inside_quotes_stays_and_the_next_line_number_is_right(tmp_path: Path) -> None:
    content = f'{HEADER},toelichting\nA,2024,1,"een\ntwee"\nB,2024,veel,\n'
    rows = read(tmp_path / "regels.csv", content)
    assert rows[0]["toelichting"] == "een\ntwee"
    assert rows[1].line == 4
    with pytest.raises(DataError, match="regel 4: "):
        rows[1].number("waarde")


@pytest.mark.parametrize("separator", ["\u2028", "\x0b", "\x0c", "\x85"])
def test_exotic_line_separator_is_text_and_ends_no_line(tmp_path: Path, separator: str) -> None:
    content = f"{HEADER},toelichting\nA,2024,1,een{separator}twee\nB,2024,2,\n"
    rows = read(tmp_path / "vreemd.csv", content)
    assert [(row["gebied"], row.line) for row in rows] == [("A", 2), ("B", 3)]
    assert rows[0]["toelichting"].split() == ["een", "twee"]


def test_signs_that_nobody_sees_are_left_out(tmp_path: Path) -> None:
    """Some turn the order of what follows, others no XML can hold or a terminal obeys."""
    text = "\u202eom\u2066ge\u200bkeerd\ufeff, bel\x07, \x1b[31mrood\0 en\ufffe zacht\u00adjes"
    rows = read(tmp_path / "vreemd.csv", f'{HEADER},toelichting\nA,2024,1,"{text}"\n')
    assert rows[0]["toelichting"] == "omgekeerd, bel ,  [31mrood  en  zacht\u00adjes"


def test_blank_lines_are_skipped_and_optional_columns_may_be_absent(tmp_path: Path) -> None:
    rows = read(tmp_path / "leeg.csv", f"{HEADER}\n\nA,2024,1\n,,\nB,2024,2\n")
    assert [(row["gebied"], row.line) for row in rows] == [("A", 3), ("B", 5)]
    assert rows[0]["toelichting"] == ""


def test_file_may_be_empty_only_when_that_is_said(tmp_path: Path) -> None:
    assert read(tmp_path / "kop.csv", f"{HEADER}\n", may_be_empty=True) == []


def test_place_is_relative_to_the_project() -> None:
    from data_loaders.files.paths import DATA

    assert str(DataError("fout", DATA / "x.csv", 7)) == "assets/data/x.csv, regel 7: fout"
    assert str(DataError("fout")) == "fout"
