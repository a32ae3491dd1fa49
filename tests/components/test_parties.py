"""Who is who: whatever a register says of an organisation stands on the page of that one."""

from __future__ import annotations

import csv
from html import unescape
from pathlib import Path

import pytest

from components.stories.decides import accord_html, beraad_html, promises_html
from components.stories.parties import every_party, found_parties, party_sheet
from components.stories.roles import every_role, spellings
from components.words.registers import agreements_mark
from data_loaders.agreements.organisations import Organisation, plain_name
from data_loaders.agreements.registers import FOLDERS, load, load_by_id
from data_loaders.files.paths import DATA

# The columns in which a register names organisations, by id or as the document spells them.
NAMING = {
    "acties": ("trekker", "betrokken"),
    "beraad": ("organisatie",),
    "financiering": ("van_wie", "aan_wie"),
    "hca_dekking": ("wie",),
    "hca_governance": ("organisaties",),
    "omgeving": ("organisatie_id",),
    "partners": ("organisatie_id",),
}


def rows(register: str) -> list[dict[str, str]]:
    path = Path(DATA / "afspraken" / f"{register}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named_in(register: str) -> list[tuple[str, dict[str, str]]]:
    """Each organisation that a row of a register names, with that row."""
    known, ids = spellings(), load_by_id(Organisation)
    return [
        (key, row)
        for row in rows(register)
        for column in NAMING[register]
        for name in filter(None, map(str.strip, row[column].split(";")))
        if (key := name if name in ids else known.get(plain_name(name), ""))
    ]


@pytest.mark.parametrize("register", NAMING)
def test_each_row_that_names_an_organisation_is_a_role_of_it(register: str) -> None:
    roles = every_role(agreements_mark())
    found = named_in(register)
    assert found
    for key, row in found:
        records = [role.record for group in roles[key].values() for role in group]
        same = [
            item
            for item in records
            if (item.document, item.section) == (row["document"], row["paragraaf"])
            and getattr(item, "id", None) in (row.get("id"), None)
        ]
        assert same, (key, row)


def test_no_register_with_organisations_is_forgotten() -> None:
    own = {"organisatie_id", "organisaties", "organisatie", "trekker", "betrokken"}
    naming = set()
    for folder in FOLDERS:
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                if own & set(next(csv.reader(file))):
                    naming.add(path.stem)
    assert naming == set(NAMING) - {"financiering", "hca_dekking"}


def test_every_organisation_has_a_page_that_says_what_it_does() -> None:
    for item in load(Organisation):
        shown = party_sheet(item.id, agreements_mark())
        named = sum(len(group) for group in every_role(agreements_mark())[item.id].values())
        assert shown.count('class="amm-wie-wat"') == named
        assert ("Geen document zegt wat deze organisatie doet" in shown) == (not named)


def test_the_most_is_counted_from_the_partners() -> None:
    found = {item.organisation.id: item for item in every_party(agreements_mark())}
    for key in ("han", "rijn-ijssel", "briskr"):
        own = [row for row in rows("partners") if row["organisatie_id"] == key]
        assert found[key].projects == len({row["project_id"] for row in own} - {""})
        assert found[key].tables == len({row["werktafel_id"] for row in own} - {""})
    assert max(item.share for item in found.values()) == 1


@pytest.mark.parametrize(
    ("text", "kind", "has", "has_not"),
    [
        ("hogeschool arnhem", "", "han", "rijn-ijssel"),
        ("SBB", "", "sbb", "uwv"),
        ("gemeente", "overheid", "gemeente-arnhem", "han"),
        ("uwv", "onderwijs", "", "uwv"),
        ("coöperatie", "", "cooperatie-via-t", "han"),
    ],
)
def test_an_organisation_is_found_by_any_of_its_names(
    text: str, kind: str, has: str, has_not: str
) -> None:
    keys = {i.organisation.id for i in found_parties(every_party(agreements_mark()), text, kind)}
    assert (has in keys) == bool(has)
    assert has_not not in keys


def test_who_decides_stands_there_from_all_registers() -> None:
    mark = agreements_mark()
    decides = unescape(str(beraad_html(mark) + accord_html(mark)))
    for row in rows("beraad"):
        assert row["rol"] in decides, row["id"]
    for row in rows("hca_governance"):
        assert row["taak"] in decides, row["id"]
    for row in rows("financiering"):
        if row["paragraaf"] == "4.2.2":
            assert row["onderwerp"] in decides, row["id"]


def test_what_a_partner_promises_stands_there() -> None:
    shown = unescape(str(promises_html(agreements_mark())))
    for row in rows("hca_effecten"):
        if row["soort"] in ("toezegging", "meedoen", "verklaring"):
            assert row["omschrijving"] in shown
    assert shown.count("48 uur per jaar") >= 3
