"""What is understood of realistic files: wide, long, periods across, hidden and left out."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_files import MIDDEN_GELDERLAND, Rows, book, csv_file, told, values
from openpyxl import Workbook

from data_loaders.files.errors import DataError
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.understand import Understood, understand

Read = Callable[..., Understood]

GWU_EXCEL: Rows = [
    ["Geregistreerd werkzoekenden UWV, stand eind mei 2026"],
    ["Bron: UWV, Sonar"],
    [],
    ["Arbeidsmarktregio", "Gemeente", "Peildatum", "Met dienst-\nverband", "Totaal", "Index"],
    ["Midden-Gelderland", "Arnhem", datetime(2026, 5, 31), 2345, 9876, 101.5],
    ["Midden-Gelderland", "Rozendaal", datetime(2026, 5, 31), "*", "<5", None],
    ["FoodValley", "Renkum", datetime(2026, 5, 31), 210, 900, 99],
    ["FoodValley", "Ede", datetime(2026, 5, 31), "n.b.", 3100, 99],
    ["Totaal Midden-Gelderland", None, datetime(2026, 5, 31), 4000, 20000, None],
    ["Nederland", None, datetime(2026, 5, 31), 200000, 900000, None],
    ["Totaal", None, datetime(2026, 5, 31), 200000, 900000, None],
    [],
    ["* minder dan 10"],
    ["Gegenereerd op: 3 juni 2026", "UWV"],
]


def test_a_downloaded_workbook_with_titles_notes_and_totals(
    tmp_path: Path, kinds: dict[str, ImportKind]
) -> None:
    path = book(tmp_path / "gwu.xlsx", {"Tabel 1": GWU_EXCEL}, **{"Tabel 1": "A1:F1"})
    understood = understand(path, kinds["gwu"])
    with_job = "Met dienstverband"
    assert told(understood) == [
        ("gwu", "GM0202", "2026-05", "", with_job, "2345", "definitief"),
        ("gwu", "GM0202", "2026-05", "", "", "9876", "definitief"),
        ("gwu", "GM0277", "2026-05", "", with_job, "", "niet getoond"),
        ("gwu", "GM0277", "2026-05", "", "", "", "niet getoond"),
        ("gwu", "GM0274", "2026-05", "", with_job, "210", "definitief"),
        ("gwu", "GM0274", "2026-05", "", "", "900", "definitief"),
        ("gwu", "AM07", "2026-05", "", with_job, "4000", "definitief"),
        ("gwu", "AM07", "2026-05", "", "", "20000", "definitief"),
        ("gwu", "NL01", "2026-05", "", with_job, "200000", "definitief"),
        ("gwu", "NL01", "2026-05", "", "", "900000", "definitief"),
    ]
    assert [row.line for row in understood.rows] == [5, 5, 6, 6, 7, 7, 9, 9, 10, 10]
    assert {row["herkomst"] for row in understood.rows} == {"bron"}
    hidden = understood.rows[3]["toelichting"]
    assert "privacy" in hidden and "'<5'" in hidden
    assert understood.frequency == "maand"


def test_the_preview_says_what_was_understood_and_what_was_left_out(
    tmp_path: Path, kinds: dict[str, ImportKind]
) -> None:
    path = book(tmp_path / "gwu.xlsx", {"Tabel 1": GWU_EXCEL})
    preview = "\n".join(understand(path, kinds["gwu"]).preview)
    for said in (
        "Soort: Geregistreerd werkzoekenden UWV (GWU) (gwu), UWV",
        "Bestand: gwu.xlsx, blad 'Tabel 1', kop in rij 4",
        "  B 'Gemeente' = gemeente",
        "  E 'Totaal' = aantal (mensen)",
        "Niet gebruikt: F 'Index'",
        "Gebieden: 3 gemeenten, 1 arbeidsmarktregio, 1 land (5 op naam)",
        "  Arnhem, Rozendaal, Renkum, Midden-Gelderland, Nederland",
        "Perioden (maand): 2026-05",
        "Waarnemingen: 10, waarvan 8 met een getal, 2 niet getoond",
        "Weggelaten: 1 rij over een gebied buiten de regio: 'Ede' (rij 8)",
        "Weggelaten: 1 rij met een totaal zonder gebied: 'Totaal' (rij 11)",
        "Weggelaten: 2 rijen met tekst onder of tussen de gegevens: '* minder dan 10' (rij 13)",
        "  rij 5: gwu: Arnhem, 2026-05, Met dienstverband = 2345 mensen",
        "  rij 6: gwu: Rozendaal, 2026-05, Met dienstverband = niet getoond",
    ):
        assert said in preview, said


ATLAS_CSV: Rows = [
    ["Uitkeringen per gemeente;eind 2024"],
    ["Gemeentecode", "Gemeente", "Jaar", "WW", "WW %", "Wajong"],
    ["0202", "Arnhem", "2024", "1.934", "1,7%", "4.098"],
    ["0275", "Rheden", "2024", "412", "1,6%", "1.050"],
    ["0299", "Zevenaar", "2024", "-", "1,5%", "x"],
    ["0344", "Utrecht (gemeente)", "2024", "5.000", "1,9%", "3.000"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_dutch_csv_with_text_numbers_codes_and_shares(
    tmp_path: Path, kinds: dict[str, ImportKind], encoding: str
) -> None:
    path = csv_file(tmp_path / "atlas.csv", ATLAS_CSV, ";", encoding)
    understood = understand(path, kinds["atlas-sv"])
    found = {(row["cijfer"], row["gebied"]): row["waarde"] for row in understood.rows}
    assert found == {
        ("ww-aantal", "GM0202"): "1934",
        ("ww-aandeel", "GM0202"): "1.7",
        ("wajong-aantal", "GM0202"): "4098",
        ("ww-aantal", "GM0275"): "412",
        ("ww-aandeel", "GM0275"): "1.6",
        ("wajong-aantal", "GM0275"): "1050",
        ("ww-aantal", "GM0299"): "",
        ("ww-aandeel", "GM0299"): "1.5",
        ("wajong-aantal", "GM0299"): "",
    }
    statuses = {r["cijfer"]: r["status"] for r in understood.rows if r["gebied"] == "GM0299"}
    assert statuses == {
        "ww-aantal": "onbekend",
        "ww-aandeel": "definitief",
        "wajong-aantal": "niet getoond",
    }
    assert {row["periode"] for row in understood.rows} == {"2024-12-31"}
    assert understood.frequency == "dag"


def test_a_long_file_names_its_figure_in_a_column(read: Read) -> None:
    understood = read(
        "atlas-sv",
        [
            ["Gemeente", "Regeling", "Leeftijd", "Aantal", "Peildatum"],
            ["Arnhem", "WW", "15 tot 27 jaar", "210", "31-12-2024"],
            ["Arnhem", "Wajong-uitkeringen", "15 tot 27 jaar", "1.040", "31-12-2024"],
        ],
    )
    assert told(understood) == [
        ("ww-aantal", "GM0202", "2024-12-31", "15 tot 27 jaar", "", "210", "definitief"),
        ("wajong-aantal", "GM0202", "2024-12-31", "15 tot 27 jaar", "", "1040", "definitief"),
    ]


def test_periods_as_headers_are_read_per_column(read: Read) -> None:
    understood = read(
        "gwu",
        [
            ["Gemeente", "Leeftijdsklasse", datetime(2026, 3, 1), "april 2026", "2026-05", "Trend"],
            ["Arnhem", "15 tot 27 jaar", 10, "*", 1200, "stijgt"],
            ["Nijmegen", "15 tot 27 jaar", 20, 21, None, "daalt"],
        ],
    )
    age = "15 tot 27 jaar"
    assert told(understood) == [
        ("gwu", "GM0202", "2026-03", age, "", "10", "definitief"),
        ("gwu", "GM0202", "2026-04", age, "", "", "niet getoond"),
        ("gwu", "GM0202", "2026-05", age, "", "1200", "definitief"),
        ("gwu", "GM0268", "2026-03", age, "", "20", "definitief"),
        ("gwu", "GM0268", "2026-04", age, "", "21", "definitief"),
        ("gwu", "GM0268", "2026-05", age, "", "", "onbekend"),
    ]


def test_year_and_quarter_in_two_columns_make_a_period(read: Read) -> None:
    understood = read(
        "spanningsindicator",
        [
            ["Regio", "Jaar", "Kwartaal", "Beroepsgroep", "Spanning", "Typering"],
            ["Arbeidsmarktregio Midden-Gelderland", 2026, 1, "Elektriciens", 6.42, "Zeer krap"],
            ["Rijk van Nijmegen", 2026, "Q1", "Auteurs en taalkundigen", 0.9, "Evenwicht"],
            ["Nederland", "2026", "1e kwartaal", "Elektriciens", 7.123, "zeer  krap"],
        ],
    )
    rows = [(r["cijfer"], r["gebied"], r["periode"], r["waarde"]) for r in understood.rows]
    assert rows == [
        ("spanningsindicator", "AM07", "2026-Q1", "6.42"),
        ("spanning-typering", "AM07", "2026-Q1", "5"),
        ("spanningsindicator", "AM08", "2026-Q1", "0.9"),
        ("spanning-typering", "AM08", "2026-Q1", "3"),
        ("spanningsindicator", "NL01", "2026-Q1", "7.123"),
        ("spanning-typering", "NL01", "2026-Q1", "5"),
    ]
    assert understood.rows[1]["toelichting"] == "In de bron: zeer krap."
    assert understood.rows[0]["kenmerk"] == "Elektriciens"


def test_the_period_may_come_from_the_command(read: Read) -> None:
    rows = [["Gemeente", "Aantal"], ["Arnhem", 5]]
    assert read("gwu", rows, period="mei 2026").rows[0]["periode"] == "2026-05"


def test_small_numbers_that_duo_masks_are_not_shown(read: Read) -> None:
    understood = read(
        "duo-mbo",
        [
            [
                "GEMEENTENAAM DEELNEMER",
                "PEILJAAR",
                "KWALIFICATIE",
                "AANTAL DEELNEMERS",
                "INDICATIEAVG",
            ],
            ["DUIVEN", 2024, "Kok", 4, "J"],
            ["DUIVEN", 2024, "Verzorgende IG", 31, "N"],
        ],
    )
    assert told(understood) == [
        ("mbo-studenten", "GM0226", "2024/2025", "Kok", "", "", "niet getoond"),
        ("mbo-studenten", "GM0226", "2024/2025", "Verzorgende IG", "", "31", "definitief"),
    ]


def test_a_forecast_is_a_forecast_and_may_shrink(read: Read) -> None:
    understood = read(
        "roa-prognose",
        [
            ["Regio", "Periode", "Opleidingstype", "Uitbreidingsvraag", "Instroom"],
            ["Midden-Gelderland", "2023-2028", "Mbo4", -0.4, 2.25],
        ],
    )
    assert told(understood) == [
        ("vraag-en-instroom", "AM07", "2023/2028", "Mbo4", "Uitbreidingsvraag", "-0.4", "prognose"),
        (
            "vraag-en-instroom",
            "AM07",
            "2023/2028",
            "Mbo4",
            "Arbeidsmarktinstroom",
            "2.25",
            "prognose",
        ),
    ]


def test_an_empty_column_is_no_row_of_unknowns(read: Read) -> None:
    rows = [["Regio", "Periode", "Ontstaan", "Openstaand"], ["Nederland", "2024", 5, None]]
    assert [row["cijfer"] for row in read("vacatures", rows).rows] == ["vacatures-ontstaan"]


def test_a_status_in_the_file_counts(read: Read) -> None:
    understood = read(
        "gwu",
        [
            ["Gebied", "Periode", "Aantal", "Status", "Toelichting"],
            ["Arnhem", "2026-05", 5, "Voorlopig", "Nieuwe telling"],
            ["Duiven", "2026-05", None, "niet getoond", None],
            ["Rheden", "2026-05", 7, None, None],
        ],
    )
    assert [row["status"] for row in understood.rows] == ["voorlopig", "niet getoond", "definitief"]
    assert understood.rows[0]["toelichting"] == "Nieuwe telling"
    assert "privacy" in understood.rows[1]["toelichting"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ARNHEM", "GM0202"),
        (" arnhem ", "GM0202"),
        ("Arnhem (gemeente)", "GM0202"),
        ("Gemeente Arnhem", "GM0202"),
        ("GM0202", "GM0202"),
        ("gm0202  ", "GM0202"),
        ("Mook en Middelaar", "GM0944"),
        ("midden gelderland", "AM07"),
        ("AM08", "AM08"),
        ("Gelderland", "PV25"),
        ("NL01", "NL01"),
        ("Totaal Nederland", "NL01"),
        ("Rijk van Nijmegen totaal", "AM08"),
        ("Groene Metropoolregio", "GMR"),
    ],
)
def test_areas_are_found_by_name_and_by_code(read: Read, written: str, code: str) -> None:
    understood = read("gwu", [["Gebied", "Periode", "Aantal"], [written, "2026-05", 3]])
    assert values(understood) == {code: "3"}


def test_a_bare_number_is_a_municipality_only_in_a_column_of_codes(read: Read) -> None:
    rows = [["Gemeentecode", "Periode", "Aantal"], [202, "2026-05", 3], [34, "2026-05", 9]]
    assert values(read("gwu", rows)) == {"GM0202": "3"}


def test_a_place_elsewhere_with_a_name_like_ours_is_left_out(read: Read) -> None:
    names = [
        "Roosendaal",
        "Rhenen",
        "Bergen (L.)",
        "Montfoort",
        "Neder-Betuwe",
        "Heusden",
        "Súdwest-Fryslân",
    ]
    rows = [["Gemeente", "Periode", "Aantal"], *([name, "2026-05", 3] for name in names)]
    understood = read("gwu", [*rows, ["Heumen", "2026-05", 8]])
    assert values(understood) == {"GM0252": "8"}
    assert any("7 rijen over een gebied buiten de regio" in line for line in understood.preview)


def test_a_region_elsewhere_needs_no_municipality(read: Read) -> None:
    rows = [
        ["Arbeidsmarktregio", "Gemeente", "Periode", "Aantal"],
        ["FoodValley", None, "2026-05", 9],
        ["Midden-Gelderland", "Totaal", "2026-05", 8],
        ["Totaal Rijk van Nijmegen", None, "2026-05", 7],
    ]
    assert values(read("gwu", rows)) == {"AM07": "8", "AM08": "7"}


def test_an_area_as_a_heading_above_its_parts_is_no_value(read: Read) -> None:
    rows = [
        ["Gebied", "Periode", "Aantal"],
        ["Midden-Gelderland"],
        ["Arnhem", "2026-05", 3],
        ["Totaal Midden-Gelderland", "2026-05", 9],
    ]
    understood = read("gwu", rows)
    assert values(understood) == {"GM0202": "3", "AM07": "9"}
    assert any("1 rij met alleen de naam van een gebied" in line for line in understood.preview)


def test_an_area_that_only_stands_there_by_name_is_unknown_not_zero(read: Read) -> None:
    rows = [["Gemeente", "WW", "Wajong"], ["Arnhem", 1900, 4100], ["Rozendaal", None, None]]
    understood = read("atlas-sv", rows, period="eind 2024")
    assert [r["status"] for r in understood.rows if r["gebied"] == "GM0277"] == ["onbekend"] * 2
    assert {row["periode"] for row in understood.rows} == {"2024-12-31"}


def test_a_level_that_the_kind_does_not_have_is_left_out(read: Read) -> None:
    rows = [["Gebied", "Periode", "Ontstaan"], ["Arnhem", "2024", 5], ["Gelderland", "2024", 9]]
    understood = read("vacatures", rows)
    assert values(understood) == {"PV25": "9"}
    assert any("soort gebied dat hier niet bij hoort: 'Arnhem'" in s for s in understood.preview)


def test_a_text_that_excel_would_run_is_made_safe(
    tmp_path: Path, kinds: dict[str, ImportKind]
) -> None:
    rows = [
        ["Gebied", "Periode", "Kenmerk", "Aantal"],
        ["Arnhem", "2026-05", '=HYPERLINK("x")', "5"],
    ]
    path = csv_file(
        tmp_path / "a.csv", [*rows, ["Arnhem", "2026-05", "- waarvan \x1b[31m\u202eman", "2"]]
    )
    kenmerken = [row["kenmerk"] for row in understand(path, kinds["gwu"]).rows]
    assert kenmerken == ['\'=HYPERLINK("x")', "waarvan [31mman"]


def test_a_cell_that_no_page_can_show_is_refused_with_its_row(
    refusal: Callable[..., DataError],
) -> None:
    rows = [["Gebied", "Periode", "Kenmerk", "Aantal"], ["Arnhem", "2026-05", "x" * 6000, "5"]]
    assert "in een cel staan 6000 tekens; er passen er 5000" in str(refusal("gwu", rows))


def test_percentages_that_look_like_fractions_are_pointed_out(read: Read) -> None:
    rows = [["Gemeente", "Jaar", "WW %"], ["Arnhem", 2024, 0.017], ["Duiven", 2024, 0.012]]
    (warning,) = read("atlas-sv", rows).warnings
    assert "breuken" in warning
    rows[1][2] = 1.7
    assert read("atlas-sv", rows).warnings == ()


def test_of_two_sheets_the_one_that_fits_is_taken(
    tmp_path: Path, kinds: dict[str, ImportKind]
) -> None:
    data = [["Gemeente", "Periode", "Aantal"], ["Arnhem", "2026-05", 3]]
    path = book(tmp_path / "a.xlsx", {"Voorblad": [["Over deze tabel"]], "Data": data})
    assert understand(path, kinds["gwu"]).sheet == "Data"
    path = book(tmp_path / "b.xlsx", {"April": data, "Mei": [data[0], ["Arnhem", "2026-05", 4]]})
    assert values(understand(path, kinds["gwu"], sheet="mei")) == {"GM0202": "4"}


def test_hidden_sheets_do_not_count(tmp_path: Path, kinds: dict[str, ImportKind]) -> None:
    workbook = Workbook()
    for name, value in (("Oud", 1), ("Nieuw", 2)):
        sheet = workbook.create_sheet(name)
        sheet.append(["Gemeente", "Periode", "Aantal"])
        sheet.append(["Arnhem", "2026-05", value])
    workbook["Oud"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    assert values(understand(tmp_path / "a.xlsx", kinds["gwu"])) == {"GM0202": "2"}


HEADER = ["Gemeente", "Periode", "Leeftijd", "Met dienstverband", "Totaal"]
BODY = [
    ["Arnhem", "2026-05", "15-27", 5, 10],
    ["Duiven", "2026-05", "15-27", "*", 7],
    ["Arnhem", "2026-05", "27-50", 1200, None],
]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations(range(len(HEADER))),
    spell=st.sampled_from([str.upper, str.lower, lambda s: f"  {s.replace(' ', '  ')} ¹"]),
    extra=st.integers(0, len(HEADER)),
    above=st.integers(0, 4),
)
def test_order_spelling_and_extra_columns_make_no_difference(
    read: Read, order: list[int], spell: Callable[[str], str], extra: int, above: int
) -> None:
    def shuffled(row: list[object], more: object) -> list[object]:
        cells = [row[i] for i in order]
        return [*cells[:extra], more, *cells[extra:]]

    rows = [
        *([["Een titel"]] * above),
        shuffled([spell(name) for name in HEADER], "Heel iets anders"),
        *(shuffled(row, "abc") for row in BODY),
    ]
    plain = read("gwu", [HEADER, *BODY])
    assert sorted(told(read("gwu", rows))) == sorted(told(plain))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_four_times_as_many_rows_take_four_times_as_long(
    tmp_path: Path, kinds: dict[str, ImportKind], ending: str
) -> None:
    """Not sixteen times, as when every row is held against every other."""
    few, _ = seconds_for(2_500, tmp_path / f"few.{ending}", kinds["gwu"])
    many, understood = seconds_for(10_000, tmp_path / f"many.{ending}", kinds["gwu"])
    assert many < 8 * few
    assert len(understood.rows) == 8100


def seconds_for(count: int, path: Path, kind: ImportKind) -> tuple[float, Understood]:
    """Processor time in which a file of so many rows is understood, and what was."""
    names = [*MIDDEN_GELDERLAND, "Amsterdam", "Ede", "Utrecht"]
    chance = random.Random(1)
    rows: list[list[object]] = [["Gemeente", "Periode", "Leeftijd", "Dienstverband", "Aantal"]]
    for number in range(count):
        year, month = 2000 + number // 12 % 25, number % 12 + 1
        age = f"groep {number // 3600}"
        rows.append(
            [names[number // 300 % 12], f"{year}-{month:02d}", age, "met", chance.randrange(9999)]
        )
    book(path, {"Data": rows}) if path.suffix == ".xlsx" else csv_file(path, rows)
    start = time.process_time()
    understood = understand(path, kind)
    return time.process_time() - start, understood
