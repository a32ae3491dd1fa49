"""No hidden count can be worked out from what an import gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from import_files import MIDDEN_GELDERLAND

from data_loaders.geo.regions import load_regions
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.privacy import protect
from data_loaders.imports.understand import Understood

Read = Callable[..., Understood]
HEAD = ["Gebied", "Jaar", "WW"]
COUNTS = dict(zip(MIDDEN_GELDERLAND, (1934, 127, 238, 376, 365, 416, "*", 169, 410), strict=True))
SECRET = 11
REGION = sum(value for value in COUNTS.values() if isinstance(value, int)) + SECRET


def table(counts: dict[str, Any], region: object = REGION) -> list[list[Any]]:
    rows = [[name, 2024, value] for name, value in counts.items()]
    return [HEAD, *rows, ["Midden-Gelderland", 2024, region], ["Nederland", 2024, 171_234]]


def rest(understood: Understood) -> float | None:
    """Return what anybody can work out for Rozendaal: the region minus the other eight."""
    values = {row["gebied"]: row["waarde"] for row in understood.rows}
    others = [values.get(c, "") for n, c in MIDDEN_GELDERLAND.items() if n != "Rozendaal"]
    if not values["AM07"] or not all(others):
        return None
    return float(values["AM07"]) - sum(map(float, others))


@pytest.mark.parametrize("hidden", ["*", "x", "<5", "-", None, "niet getoond"])
def test_the_total_goes_when_one_municipality_would_follow(read: Read, hidden: object) -> None:
    understood = read("atlas-sv", table(COUNTS | {"Rozendaal": hidden}))
    assert rest(understood) is None
    by_area = {row["gebied"]: row for row in understood.rows}
    assert by_area["AM07"]["status"] == "niet getoond"
    assert "het aantal van Rozendaal" in by_area["AM07"]["toelichting"]
    assert by_area["GM0202"]["waarde"] == "1934"
    assert by_area["NL01"]["waarde"] == "171234"
    assert understood.withheld == (11,)
    assert any("rij 11 wordt niet getoond" in line for line in understood.preview)
    assert not any(str(REGION) in line for line in understood.preview)


def test_a_municipality_that_is_left_out_of_the_file_is_hidden_too(read: Read) -> None:
    without = {name: value for name, value in COUNTS.items() if name != "Rozendaal"}
    assert rest(read("atlas-sv", table(without))) is None


def test_a_rest_of_rounding_is_no_leak(read: Read) -> None:
    rounded = {n: round(v, -2) if isinstance(v, int) else v for n, v in COUNTS.items()}
    understood = read("atlas-sv", table(rounded, 4100))
    assert rest(understood) is not None
    assert understood.withheld == () == understood.warnings


def test_two_hidden_municipalities_protect_each_other(read: Read) -> None:
    understood = read("atlas-sv", table(COUNTS | {"Doesburg": "*"}))
    assert {row["gebied"]: row["waarde"] for row in understood.rows}["AM07"] == str(REGION)


def test_nothing_is_withheld_when_nothing_is_hidden(read: Read) -> None:
    understood = read("atlas-sv", table(COUNTS | {"Rozendaal": SECRET}))
    assert understood.withheld == ()
    assert rest(understood) == SECRET


def test_the_wider_region_gives_nothing_away_either(read: Read) -> None:
    members = load_regions().members("GMR")
    names = [load_regions().get(code).name for code in members]
    rows = [[name, 2024, "*" if name == "Rozendaal" else 101] for name in names]
    total = ["Groene Metropoolregio", 2024, 17 * 101 + SECRET]
    region = ["Midden-Gelderland", 2024, 8 * 101 + SECRET]
    nijmegen = ["Rijk van Nijmegen", 2024, 7 * 101]
    understood = read("atlas-sv", [HEAD, *rows, total, region, nijmegen])
    values = {row["gebied"]: row["waarde"] for row in understood.rows}
    assert (values["GMR"], values["AM07"], values["AM08"]) == ("", "", "707")


def test_each_division_is_looked_at_by_itself(read: Read) -> None:
    rows = [["Gebied", "Jaar", "Leeftijd", "WW"]]
    for age, rozendaal in (("jong", "*"), ("oud", 12)):
        rows += [[n, 2024, age, rozendaal if v == "*" else v] for n, v in COUNTS.items()]
        rows.append(["Midden-Gelderland", 2024, age, REGION])
    totals = [row for row in read("atlas-sv", rows).rows if row["gebied"] == "AM07"]
    assert [(row["kenmerk"], row["waarde"]) for row in totals] == [
        ("jong", ""),
        ("oud", str(REGION)),
    ]


def test_a_share_goes_with_its_hidden_count(read: Read) -> None:
    rows = [
        ["Gemeente", "Jaar", "WW", "WW %", "Wajong %"],
        ["Rozendaal", 2024, "*", 1.1, 0.9],
        ["Arnhem", 2024, 1934, 1.7, 3.5],
    ]
    found = {(r["cijfer"], r["gebied"]): r["waarde"] for r in read("atlas-sv", rows).rows}
    assert found["ww-aandeel", "GM0277"] == ""
    assert found["ww-aandeel", "GM0202"] == "1.7"
    assert found["wajong-aandeel", "GM0277"] == "0.9"


def test_two_files_that_are_put_together_are_protected_together(
    read: Read, kinds: dict[str, ImportKind]
) -> None:
    """Totals in one file and municipalities in another: neither gives it away by itself."""
    whole = table(COUNTS)
    totals = read("atlas-sv", [whole[0], *whole[10:]]).rows
    municipalities = read("atlas-sv", whole[:10]).rows
    assert {row["gebied"]: row["waarde"] for row in totals}["AM07"] == str(REGION)
    together = protect([*municipalities, *totals], kinds["atlas-sv"], load_regions())
    values = {row["gebied"]: row["waarde"] for row in together}
    assert values["AM07"] == ""
    assert protect(together, kinds["atlas-sv"], load_regions()) == together
