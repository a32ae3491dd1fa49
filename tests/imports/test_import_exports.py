"""Files as StatLine, UWV, ROA and municipalities give them: their own words, and what divides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from import_files import Rows, told, values

from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.imports.areas import load_areas
from data_loaders.imports.kinds import ImportKind, load_kinds
from data_loaders.imports.understand import Understood, understand
from data_loaders.imports.words import key

Read = Callable[..., Understood]
Refusal = Callable[..., DataError]


@pytest.fixture
def read_text(tmp_path: Path, kinds: dict[str, ImportKind]) -> Read:
    """Understand a CSV file with this text, as a Dutch program saves it."""

    def run(kind: str, text: str, encoding: str = "utf-8-sig", **options: str) -> Understood:
        path = tmp_path / "bestand.csv"
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
        return understand(path, kinds[kind], **options)

    return run


STATLINE = """"Werkzoekenden; gemeenten"
""
"Regio's";"Perioden";"Aantal personen (aantal)"
"Nederland";"2026 april*";"610 000"
"Oost-Nederland (LD)";"2026 april*";"120 000"
"Gelderland (PV)";"2026 april*";"70 120"
"Arnhem/Nijmegen (CR)";"2026 april*";"30 110"
"Midden-Gelderland (AM)";"2026 april*";"18 000"
"Arnhem (gemeente)";"2026 maart";"8 150"
"Arnhem (gemeente)";"2026 april*";"8 120"
"Duiven";"2026 april*";"."
"Rozendaal";"2026 april*";"x"
"'s-Gravenhage (gemeente)";"2026 april*";"9 000"
"Bron: CBS"
"© CBS, 30-6-2026"
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
def test_a_file_of_statline_is_read_in_its_own_words(read_text: Read, encoding: str) -> None:
    understood = read_text("gwu", STATLINE, encoding)
    assert [
        (area, period, value, status) for _, area, period, _, _, value, status in told(understood)
    ] == [
        ("NL01", "2026-04", "610000", "voorlopig"),
        ("PV25", "2026-04", "70120", "voorlopig"),
        ("AM07", "2026-04", "18000", "voorlopig"),
        ("GM0202", "2026-03", "8150", "definitief"),
        ("GM0202", "2026-04", "8120", "voorlopig"),
        ("GM0226", "2026-04", "", "onbekend"),
        ("GM0277", "2026-04", "", "niet getoond"),
    ]
    said = "\n".join(understood.preview)
    assert "3 rijen over een gebied buiten de regio" in said
    assert "2 rijen met tekst onder of tussen de gegevens" in said


def test_raw_data_of_statline_has_padded_codes_and_numbered_topics(read_text: Read) -> None:
    text = (
        '"ID";"RegioS";"Perioden";"WW_4"\n0;"GM0202";"2024JJ00";1934\n1;"AM07  ";"2024JJ00";7000\n'
    )
    assert values(read_text("atlas-sv", text)) == {"GM0202": "1934", "AM07": "7000"}


def test_periods_of_statline_as_headers_carry_their_status(read: Read) -> None:
    rows = [["GEMEENTENAAM", "2026 maart", "2026 april*"], ["ARNHEM", 5, 6]]
    assert [(r["periode"], r["status"]) for r in read("gwu", rows).rows] == [
        ("2026-03", "definitief"),
        ("2026-04", "voorlopig"),
    ]


def test_a_row_of_units_below_the_header_is_no_row(read: Read) -> None:
    rows = [["Regio's", "Perioden", "Aantal"], [None, None, "aantal"], ["Arnhem", "2026-05", 5]]
    assert values(read("gwu", rows)) == {"GM0202": "5"}


@pytest.mark.parametrize(
    ("kind", "name", "period"),
    [
        ("gwu", "Aantal (personen)", "2026-05"),
        ("gwu", "Aantal [aantal]", "2026-05"),
        ("gwu", "Aantal (x 1)", "2026-05"),
        ("gwu", "Aantal ¹ (mensen)", "2026-05"),
        ("gwu", "Aantal (mensen) ²", "2026-05"),
        ("atlas-sv", "WW (uitkeringen)", "2024"),
        ("atlas-sv", "WW (%)", "2024"),
        ("atlas-sv", "ww-aandeel (in procenten)", "2024"),
        ("spanningsindicator", "Spanningsindicator (vacatures per werkzoekende)", "2026-Q1"),
    ],
)
def test_a_header_may_have_its_unit(read: Read, kind: str, name: str, period: str) -> None:
    rows = [["Regio (naam)", "Periode (code)", name], ["Nederland", period, 5]]
    assert values(read(kind, rows)) == {"NL01": "5"}


@pytest.mark.parametrize(
    "name", ["Aantal (x 1 000)", "Aantal (x 1.000)", "Aantal (duizend)", "Aantal (mln)"]
)
def test_thousands_in_a_header_are_refused(refusal: Refusal, name: str) -> None:
    refused = refusal("gwu", [["Gemeente", "Periode", name], ["Arnhem", "2026-05", 8]])
    assert "kolom C" in str(refused) and "gewone aantallen" in str(refused)


@pytest.mark.parametrize("name", ["Aantal (banen)", "Aantal (%)", "Aantal (euro)"])
def test_another_unit_is_another_figure(refusal: Refusal, name: str) -> None:
    refused = refusal("gwu", [["Gemeente", "Periode", name], ["Arnhem", "2026-05", 8]])
    assert f"wel staat er '{name}'" in str(refused)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Arnhem (GM)", "GM0202"),
        ("Arnhem (gem.)", "GM0202"),
        ("Arnhem (GM0202)", "GM0202"),
        ("GM0202 Arnhem", "GM0202"),
        ("GM0202 - Arnhem", "GM0202"),
        ("GM202", "GM0202"),
        ("Gem. Arnhem", "GM0202"),
        ("Arnhem ¹", "GM0202"),
        ("Arnhem 1)", "GM0202"),
        ("Midden-Gelderland (AM)", "AM07"),
        ("Arbeidsmarktregio Rijk van Nijmegen", "AM08"),
        ("Provincie Gelderland", "PV25"),
        ("Gelderland (PV)", "PV25"),
    ],
)
def test_an_area_may_say_of_which_sort_it_is(read: Read, written: str, code: str) -> None:
    assert values(read("gwu", [["Regio", "Perioden", "Aantal"], [written, "2026-05", 3]])) == {
        code: "3"
    }


@pytest.mark.parametrize(
    "written", ["Arbeidsmarktregio Arnhem", "Regio Nijmegen", "Nijmegen (AM)", "GM0226 Arnhem"]
)
def test_an_area_of_another_sort_is_not_ours(refusal: Refusal, written: str) -> None:
    rows = [["Regio", "Perioden", "Aantal"], [written, "2026-05", 3]]
    assert f"'{written}' is onbekend" in str(refusal("gwu", rows))


def test_code_and_name_of_an_area_are_one(read: Read, refusal: Refusal) -> None:
    rows = [
        ["Regiocode", "Regionaam", "Perioden", "Aantal"],
        ["AM07", "Midden-Gelderland", "2026-05", 3],
    ]
    assert values(read("gwu", rows)) == {"AM07": "3"}
    rows[1][1] = "Rijk van Nijmegen"
    assert "twee gebieden" in str(refusal("gwu", rows))


@pytest.mark.parametrize(
    ("sign", "status"),
    [
        *((sign, "niet getoond") for sign in ("x", "X", "*", "<5", "< 25", "≤10", "minder dan 5")),
        *((sign, "onbekend") for sign in ("-", ".", "..", "–", "n.b.", None)),
    ],
)
def test_a_sign_for_no_number_is_never_zero(read: Read, sign: object, status: str) -> None:
    rows = [
        ["Gemeente", "Periode", "Aantal"],
        ["Arnhem", "2026-05", sign],
        ["Duiven", "2026-05", 0],
    ]
    found = [(row["waarde"], row["status"]) for row in read("gwu", rows).rows]
    assert found == [("", status), ("0", "definitief")]


ROA: Rows = [
    ["regionaam", "indeling", "thema", "detailniveau", "onderwerp", "perc", "aantal", "typering"],
    ["Midden-Gelderland", "arbeidsmarktregio", "A", "Hoofdgroep", "Zorg", "1,2", "300", "goed"],
    ["Rijk van Nijmegen", "arbeidsmarktregio", "A", "Groep", "Techniek", "2,2", "400", "matig"],
]


def test_words_that_divide_the_rows_and_are_not_used_are_refused(refusal: Refusal) -> None:
    refused = str(refusal("roa-prognose", ROA, period="2023-2028"))
    for word in ("C 'thema'", "D 'detailniveau'", "E 'onderwerp'"):
        assert word in refused
    assert "B 'indeling'" not in refused


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("thema", ["Zorg", "Zorg"]),  # all of one part is still a part
        ("Geslacht", ["Man", "Man"]),
        ("Sector", ["Zorg", None]),
        ("Werkgemeente", ["Arnhem", "Ede"]),
        ("Groep", ["A", "B"]),
        ("Code", ["A1", 7]),
        (None, ["Zorg", "Techniek"]),
    ],
)
def test_no_column_of_words_makes_a_part_a_total(
    refusal: Refusal, name: str | None, cells: list[object]
) -> None:
    rows = [
        ["Gemeente", "Periode", "Aantal", name],
        *(["Arnhem", f"2026-0{n}", 5, cell] for n, cell in enumerate(cells, start=1)),
    ]
    refused = str(refusal("gwu", rows))
    assert "kolom D" in refused and "waar een getal over gaat" in refused


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Opmerking", ["nieuw", None]),
        ("Bron", ["UWV", "UWV"]),
        ("AMR-code", ["AM07", "AM38"]),
        ("Sector", ["Totaal", "Totaal"]),
        ("Onderwerp", ["Geregistreerd werkzoekenden", "Geregistreerd werkzoekenden"]),
        ("Type", ["Gemeente", "Gemeente"]),
        ("Indeling", ["arbeidsmarktregio", "land"]),
        ("Index", ["101,5", "x"]),
        ("Iets anders", ["abc", "abc"]),
        (None, ["een opmerking ernaast", None]),
    ],
)
def test_a_column_that_divides_nothing_is_left_aside_and_named(
    read: Read, name: str | None, cells: list[object]
) -> None:
    rows = [
        ["Gemeente", "Periode", "Aantal", name],
        *(["Arnhem", f"2026-0{n}", 5, cell] for n, cell in enumerate(cells, start=1)),
    ]
    understood = read("gwu", rows)
    assert len(understood.rows) == 2
    assert any(f"Niet gebruikt: D '{name}'" in line for line in understood.preview) is bool(name)


def test_what_stands_everywhere_in_a_column_is_shown(read: Read) -> None:
    rows = [["Gemeente", "Periode", "Aantal", "Versie"], ["Arnhem", "2026-05", 5, "tweede"]]
    assert "Niet gebruikt: D 'Versie' (overal 'tweede')" in read("gwu", rows).preview


MERGED = [
    ("Groesbeek", "Berg en Dal"),
    ("Ubbergen", "Berg en Dal"),
    ("Millingen aan de Rijn", "Berg en Dal"),
    ("GM0241", "Berg en Dal"),
    ("Rijnwaarden (gemeente)", "Zevenaar"),
    ("Angerlo", "Zevenaar"),
    ("Didam", "Montferland"),
    ("Huissen", "Lingewaard"),
    ("Elst", "Overbetuwe"),
]


@pytest.mark.parametrize(("former", "now"), MERGED)
def test_a_municipality_of_then_is_named_with_its_successor(
    read: Read, refusal: Refusal, former: str, now: str
) -> None:
    rows = [["Gemeente", "Periode", "Aantal"], [former, "2014-05", 3]]
    assert f", nu {now}" in str(refusal("gwu", rows))
    preview = "\n".join(read("gwu", [*rows, ["Arnhem", "2014-05", 8]]).preview)
    assert "opgegaan in een andere" in preview
    assert f", nu {now}' (rij 2)" in preview
    assert "buiten de regio" not in preview


def test_a_municipality_of_then_is_found_by_its_name_beside_any_code(read: Read) -> None:
    rows = [["Gemeentecode", "Gemeente", "Periode", "Aantal"], ["GM0998", "Angerlo", "2004-05", 3]]
    preview = "\n".join(read("gwu", [*rows, ["GM0202", "Arnhem", "2004-05", 8]]).preview)
    assert "'Angerlo, nu Zevenaar' (rij 2)" in preview


def test_every_municipality_of_then_lies_in_one_of_ours() -> None:
    areas, regions = load_areas(), load_regions()
    for name, _ in MERGED:
        place = areas.find(name, codes=False)
        assert place and place.former and regions.get(place.former.into).level == "gemeente"


def test_a_successor_says_which_part_it_did_not_have_yet(read: Read) -> None:
    rows = [["Gemeente", "Periode", "Aantal"], ["Rijnwaarden", "2016-05", 3]]
    rows += [["Zevenaar", f"{year}-05", 30] for year in (2016, 2018)]
    then, now = read("gwu", rows).rows
    assert "Zonder Rijnwaarden, toen nog een eigen gemeente." in then["toelichting"]
    assert now["toelichting"] == ""
    rows[1][2] = None  # a list of all names that ever were, without a number
    assert [row["toelichting"] for row in read("gwu", rows).rows] == ["", ""]


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("gwu", "mei 2062"),
        ("gwu", "mei-62"),
        ("gwu", "2062 april*"),
        ("vacatures", "2062-Q1"),
        ("duo-mbo", "2062/2063"),
        ("atlas-sv", "31-12-2062"),
        ("roa-prognose", "2062-2067"),
        ("sbb-kans-op-werk", "2062"),
    ],
)
def test_a_period_that_has_yet_to_begin_is_refused(
    refusal: Refusal, kind: str, written: str
) -> None:
    column = next(c for c in load_kinds()[kind].columns if getattr(c, "figure", ""))
    value = column.classes[0][0] if column.classes else 5
    rows = [["Regio", "Periode", "Opleiding", column.name], ["Nederland", written, "Kok", value]]
    if kind in {"vacatures", "atlas-sv"}:
        rows = [[row[0], row[1], row[3]] for row in rows]
    refused = refusal(kind, rows)
    assert f"'{written}' ligt in de toekomst" in str(refused)
    assert refused.line == 2


def test_a_period_with_the_command_that_has_yet_to_begin_is_refused(refusal: Refusal) -> None:
    rows = [["Gemeente", "Aantal"], ["Arnhem", 5]]
    assert "'mei 2062' ligt in de toekomst" in str(refusal("gwu", rows, period="mei 2062"))


def test_a_forecast_may_look_ahead_and_a_month_may_be_this_one(read: Read) -> None:
    year = dutch_today().year
    rows = [["Regio", "Jaar", "Opleiding", "Kans op werk"], ["AM07", year + 4, "Kok", "goed"]]
    assert read("sbb-kans-op-werk", rows).rows[0]["periode"] == f"{year + 4}"
    this = dutch_today().strftime("%Y-%m")
    rows = [["Gemeente", "Periode", "Aantal"], ["Arnhem", this, 5]]
    assert read("gwu", rows).rows[0]["periode"] == this


@pytest.mark.parametrize("kind", sorted(load_kinds()))
def test_every_kind_knows_the_words_for_areas_and_periods(kind: str) -> None:
    names = load_kinds()[kind].by_name
    for name in ("GEMEENTENAAM", "Regio's", "RegioS", "Regionaam", "Perioden", "Peildatum"):
        assert key(name) in names, name
