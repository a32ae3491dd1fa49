"""Every figure of deel 1 of the Meerjarenagenda is in the open data, as published.

The literals below were read from the document, apart from the data files.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from data_loaders.files.csvtext import plain_number

# 1.1.4: name, code, inwoners 15 t/m 64, then number and percentage of WW, WIA, Wajong and bijstand.
# "x": left out for privacy; "-": the cell is empty because the table gives no number.
BENEFITS = """
Arnhem            GM0202 115800 1900 1.7  4600 4.0 4100 3.5  8200 7.1
Doesburg          GM0221   6600  100 1.9   400 6.7  300 3.5   300 4.9
Duiven            GM0226  15900  200 1.5   600 3.9  400 2.2   500 3.4
Lingewaard        GM1705  28900  400 1.3  1000 3.5  600 2.0   700 2.5
Overbetuwe        GM1734  30400  400 1.2  1100 3.7  600 1.8   800 2.5
Rheden            GM0275  26000  400 1.6  1200 4.7 1100 4.1  1200 4.7
Rozendaal         GM0277   1100    x   x     x   x    x   x     x   x
Westervoort       GM0293   9400  200 1.8   500 5.1  300 2.9   400 4.7
Zevenaar          GM0299  27300  400 1.5  1300 4.7  700 2.7  1000 3.7
Midden-Gelderland AM07   260300 4100 1.6 10700 4.1 7900 3.0 13200 5.1
Nederland         NL01        -    - 1.5     - 3.9    - 2.1     - 3.9
"""
BENEFIT_COLUMNS = ["inwoners-15-64"] + [
    f"{kind}-{what}"
    for kind in ("ww", "wia", "wajong", "bijstand")
    for what in ("aantal", "aandeel")
]

# 1.2.2: ROA, per year as a percentage of those working now.
EDUCATION = [
    "Basisonderwijs",
    "Vmbo b/k, mbo1",
    "Vmbo g/t, havo/vwo-onderbouw",
    "Havo, vwo",
    "Mbo2",
    "Mbo3",
    "Mbo4",
    "Hbo-/wo-bachelor",
    "Hbo-/wo-master",
    "Totaal",
]
ROA = {
    "Uitbreidingsvraag": [0.2, 0.2, 0.3, 0.2, 0.4, 0.5, 0.3, 0.1, 0.2, 0.2],
    "Vervangingsvraag": [10.3, 3.5, 7.2, 2.2, 3.5, 3.0, 2.8, 2.5, 2.7, 3.4],
    "Arbeidsmarktinstroom": [13.2, 6.0, 1.4, 0.7, 3.9, 4.5, 3.0, 3.4, 2.7, 3.5],
}

# [section], then: indicator | characteristic | area | period | value | status if not "definitief"
OTHERS = """
[1.1.1]
gemeenten-in-regio||AM07||9
inwoners-regio||AM07|2024-01-01|405500
netto-arbeidsparticipatie-regio||AM07|2024-12-31|74
arbeidspotentieel|Bevolking 15 t/m 74 jaar|AM07|2024-12-31|304000
arbeidspotentieel|Werkzame beroepsbevolking|AM07|2024-12-31|222000
arbeidspotentieel|Werkenden die meer uren willen|AM07|2024-12-31|11000
arbeidspotentieel|Werklozen|AM07|2024-12-31|8000
arbeidspotentieel|Semiwerklozen|AM07|2024-12-31|6000
arbeidspotentieel|Onbenut potentieel|AM07|2024-12-31|25000
arbeidspotentieel|Niet beschikbaar en niet op zoek|AM07|2024-12-31|68000
[1.1.3]
geregistreerd-werkzoekenden|Bijstandsuitkering; Zonder werk in loondienst|AM07|2024-12|11400
geregistreerd-werkzoekenden|Wajong-dienstverlening; Zonder werk in loondienst|AM07|2024-12|2100
geregistreerd-werkzoekenden|WIA-dienstverlening; Zonder werk in loondienst|AM07|2024-12|2200
geregistreerd-werkzoekenden|WW-uitkering; Zonder werk in loondienst|AM07|2024-12|2600
geregistreerd-werkzoekenden|Bijstandsuitkering; Met werk in loondienst|AM07|2024-12|1800
geregistreerd-werkzoekenden|Wajong-dienstverlening; Met werk in loondienst|AM07|2024-12|1700
geregistreerd-werkzoekenden|WIA-dienstverlening; Met werk in loondienst|AM07|2024-12|300
geregistreerd-werkzoekenden|WW-uitkering; Met werk in loondienst|AM07|2024-12|1400
geregistreerd-werkzoekenden-samen||AM07|2024-12|23500
[1.1.4]
uitkeringen-totaal||AM07||36000|geschat
arbeidsbeperking-met-werk||AM07||50|geschat
[1.1.5]
banenafspraak-landelijk||NL01|2026|125000
banenafspraak-banen|Banen|AM07|2024-12-31|5258
banenafspraak-banen|Nulmeting|AM07|2012-12-31|2254
banenafspraak-banen|Indicatieve doelstelling|AM07|2024-12-31|4870
banenafspraak-verschil|Meer banen dan eind 2012|AM07|2024-12-31|3004
banenafspraak-verschil|Boven de indicatieve doelstelling voor 2024|AM07|2024-12-31|388
banenafspraak-personen|In het doelgroepregister|AM07|2024-12-31|8933
banenafspraak-personen|Aan het werk|AM07|2024-12-31|4564
banenafspraak-personen|Aan het werk bij de nulmeting|AM07|2012-12-31|2055
banenafspraak-personen|Stijging van het aantal werkenden|AM07|2024-12-31|2509
banenafspraak-participatie||AM07|2024-12-31|51
banenafspraak-participatie||NL01|2024-12-31|52
banenafspraak-participatie-bandbreedte|Laagste|AM07||51|geschat
banenafspraak-participatie-bandbreedte|Hoogste|AM07||52|geschat
banenafspraak-uren||NL01|2012-12-31|110.92
[1.1.6]
jongeren-15-25||AM07|2024-12-31|48054
ww-instroom-jongeren||AM07|2023|960
ww-instroom-jongeren||AM07|2024|1008
ww-instroom-jongeren-groei||AM07|2024|5
ww-uitstroom-uitzendcontract||AM07||23
mbo-studenten||AM07|2020/2021|12519
mbo-studenten||AM07|2024/2025|10821
mbo-studenten-groei||AM07|2020/2024|-14
mbo-zorg-welzijn||AM07|2024/2025|30|geschat
vacatures-mbo-groei||AM07||8
[1.1.7]
werknemers-60plus||AM07||12
werknemers-60plus-zorg||AM07||14
pensioen-een-op-acht||AM07||1
pensioen-zeven-jaar|Zorg & Welzijn|AM07||7800
pensioen-zeven-jaar|Industrie|AM07||5800
pensioen-zeven-jaar|Openbaar bestuur|AM07||4200
[1.2.1]
banen-werknemers||AM07|2027|207400|prognose
banen-werknemers-groei|Alle sectoren|AM07|2024/2027|2.9|prognose
banen-werknemers-groei|Alle sectoren|NL01|2024/2027|2.8|prognose
banen-werknemers-groei|Zorg & Welzijn|AM07|2024/2027|7|prognose
banen-zelfstandigen||AM07|2027|52900|prognose
banen-zelfstandigen-groei||AM07|2022/2027|-4.4|prognose
banen-sectoraandeel|Zorg & Welzijn|AM07||17
banen-sectoraandeel|Industrie|AM07||9|geschat
banen-sectoraandeel|Industrie|NL01||9|geschat
energiesector-verhouding||AM07||2|geschat
zakelijke-diensten-verhouding||AM07||0.5|geschat
[1.2.3]
vacatures-ontstaan||AM07|2024|34000
[1.2.5]
pendel-aandelen|Banen van inwoners in de eigen regio|AM07|2023|70
pendel-aandelen|Banen van inwoners buiten de regio|AM07|2023|30
pendel-aandelen|Banen in de regio van mensen van buiten|AM07|2023|26
pendel-uit|Midden-Gelderland zelf|AM07|2023|149000
pendel-uit|Alle andere regio's samen|AM07|2023|64000
pendel-uit|Rijk van Nijmegen|AM07|2023|13000
pendel-uit|FoodValley|AM07|2023|9000
pendel-uit|Veluwe Stedendriehoek|AM07|2023|6000
pendel-uit|Achterhoek|AM07|2023|5000
pendel-in|Alle andere regio's samen|AM07|2023|53000
pendel-in|Rijk van Nijmegen|AM07|2023|11000
"""

# The day each period refers to.
DAYS = {
    "": "",
    "2012-12-31": "2012-12-31",
    "2020/2021": "2021-07-31",
    "2020/2024": "2024-12-31",
    "2022/2027": "2027-12-31",
    "2023": "2023-12-31",
    "2023/2028": "2028-12-31",
    "2024": "2024-12-31",
    "2024-01-01": "2024-01-01",
    "2024-12": "2024-12-31",
    "2024-12-31": "2024-12-31",
    "2024/2025": "2025-07-31",
    "2024/2027": "2027-12-31",
    "2026": "2026-01-01",  # begin 2026
    "2027": "2027-12-31",
}

# Only drawn in the document: the values are not in its text, so we do not have them.
ONLY_DRAWN = {"leeftijd-per-sector", "vacatures-beroepsniveau", "spanningsindicator"}


class Figure(NamedTuple):
    section: str
    indicator_id: str
    characteristic: str
    area: str
    period: str
    value: str
    status: str = "definitief"


def benefits() -> list[Figure]:
    found = []
    for line in BENEFITS.strip().splitlines():
        _, area, *cells = line.split()
        for indicator_id, cell in zip(BENEFIT_COLUMNS, cells, strict=True):
            kind = indicator_id.split("-")[0]
            period = {"inwoners": "", "bijstand": "2024-12"}.get(kind, "2024-12-31")
            value, status = ("", "niet getoond") if cell == "x" else (cell, "definitief")
            if cell != "-":
                place = ("1.1.4", indicator_id, "", area, period)
                found.append(Figure(*place, value, status))
    return found


def roa() -> list[Figure]:
    return [
        Figure(
            "1.2.2",
            "vraag-en-instroom",
            f"{education}; {row}",
            "AM07",
            "2023/2028",
            str(value),
            "prognose",
        )
        for row, values in ROA.items()
        for education, value in zip(EDUCATION, values, strict=True)
    ]


def others() -> list[Figure]:
    found = []
    section = ""
    for line in OTHERS.strip().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        else:
            found.append(Figure(section, *line.split("|")))
    return found


DEEL1 = [*benefits(), *roa(), *others()]
Published = dict[tuple[str, str, str, str], dict[str, str]]


@pytest.fixture(scope="module")
def published(observations: list[dict[str, str]]) -> Published:
    return {
        (row["indicator_id"], row["kenmerk"], row["gebied_code"], row["periode"]): row
        for row in observations
        if row["document"] == "mja-2026" and row["paragraaf"].startswith(("1.1", "1.2"))
    }


@pytest.mark.parametrize("figure", DEEL1, ids=lambda figure: "|".join(figure[1:5]))
def test_figure_is_in_the_open_data_as_published(published: Published, figure: Figure) -> None:
    row = published[figure[1:5]]
    assert row["waarde"] == (plain_number(float(figure.value)) if figure.value else "")
    assert row["status"] == figure.status
    assert row["peildatum"] == DAYS[figure.period]
    assert figure.section in row["paragraaf"]


def test_no_figure_is_there_that_the_document_does_not_have(published: Published) -> None:
    rest = set(published) - {figure[1:5] for figure in DEEL1}
    assert {key[0] for key in rest} == ONLY_DRAWN
    assert {(published[key]["waarde"], published[key]["status"]) for key in rest} == {
        ("", "onbekend")
    }


def test_the_literals_are_all_different_and_many() -> None:
    assert len({figure[1:5] for figure in DEEL1}) == len(DEEL1) == 199
