"""The data API: filters, pages, formats, and the same records as the open data."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import urljoin

import pytest
from publishcases import Site

from data_loaders.clock import dutch_today
from data_loaders.contradictions import COLUMNS as CONTRADICTION_COLUMNS
from data_loaders.export import OBSERVATION_COLUMNS
from data_loaders.open_data import open_data_csv
from data_loaders.open_registers import register_columns, register_names, register_rows
from data_loaders.open_types import typed, types_of

API = "/api/v1/"
# Version 1 promises these; a column may be added at the end, none may go.
PROMISED = {
    "observations": "indicator_id indicator onderwerp kenmerk gebied_code gebied gebied_niveau "
    "periode peildatum waarde eenheid status bron document paragraaf toelichting",
    "indicators": "indicator_id indicator onderwerp eenheid eenheid_toelichting soort frequentie "
    "kenmerk definitie toelichting bron document tabel paragraaf url",
    "areas": "gebied_code gebied gebied_niveau ligt_in indeling",
    "sources": "bron_id soort titel uitgever datum gewijzigd opgehaald licentie url toelichting",
    "contradictions": " ".join(CONTRADICTION_COLUMNS),
    "registers": "naam regels kolommen",
}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def every(site: Site, query: str) -> list[dict[str, object]]:
    """Every row of a question, by following the links to the next page."""
    address, found = f"{API}observations?{query}", []
    while address:
        body = site.ask(address).json
        found += body["gegevens"]
        following = body["volgende"]
        address = urljoin(address, following) if following else ""
    return found


@pytest.mark.parametrize(("name", "columns"), PROMISED.items(), ids=PROMISED)
def test_columns_are_as_promised_in_json_and_csv(site: Site, name: str, columns: str) -> None:
    record = site.ask(f"{API}{name}").json["gegevens"][0]
    header = site.ask(f"{API}{name}?format=csv").text.splitlines()[0].split(",")
    assert list(record) == header == columns.split()


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("indicators", "indicatoren.csv"),
        ("areas", "gebieden.csv"),
        ("sources", "bronnen.csv"),
        ("contradictions", "tegenstrijdigheden.csv"),
        ("observations?aantal=10000", "waarnemingen.csv"),
    ],
)
def test_a_csv_is_byte_for_byte_the_open_data(site: Site, name: str, file: str) -> None:
    mark = "&" if "?" in name else "?"
    assert site.ask(f"{API}{name}{mark}format=csv").body == open_data_csv(file)


def test_every_register_is_there_whole(site: Site) -> None:
    listed = site.ask(f"{API}registers").json["gegevens"]
    assert [row["naam"] for row in listed] == register_names()
    for row in listed:
        name = row["naam"]
        reply = site.ask(f"{API}registers/{name}")
        rows = [typed(record, types_of(name)) for record in register_rows(name)]
        assert reply.json["gegevens"] == rows
        assert row["regels"] == len(rows)
        assert row["kolommen"] == register_columns(name)
    csv_reply = site.ask(f"{API}registers/projecten?format=csv")
    assert csv_reply.body == open_data_csv("projecten.csv")
    assert csv_reply.headers["content-disposition"] == 'attachment; filename="projecten.csv"'


def register(site: Site, query: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = site.ask(f"{API}registers/{query}").json["gegevens"]
    return found


def test_values_of_registers_have_their_types_and_what_is_missing_is_null(site: Site) -> None:
    budget = register(site, "begroting")[0]
    assert (budget["bedrag"], budget["jaar"], budget["landelijk"]) == (1163658, 2025, False)
    action = register(site, "acties")[0]
    assert action["ambitie_ids"] == ["ambitie-4"] and action["doorlopend"] is False
    assert action["programmas"] == [] and action["start_bron"] == "Q2 2026"
    project = register(site, "projecten?id=soil-valley")[0]
    assert all(isinstance(project[name], list) for name in ("gemeenten", "trekkers", "trekker"))
    for name in register_names():
        kinds = types_of(name)
        for row in register(site, name):
            for column, value in row.items():
                wanted = WANTED.get(kinds.get(column), str)
                assert value is None or isinstance(value, wanted), (name, column, value)
                assert value != "", (name, column)


WANTED = {
    "getal": (int, float),
    "geheel getal": int,
    "ja of nee": bool,
    "dag": str,
    "lijst": list,
}


def test_missing_is_null_everywhere(site: Site) -> None:
    for name in ("indicators", "areas", "sources", "contradictions", "observations?aantal=10000"):
        rows = site.ask(f"{API}{name}").json["gegevens"]
        assert not [row for row in rows if "" in row.values()], name
    areas = {row["gebied_code"]: row for row in site.ask(f"{API}areas").json["gegevens"]}
    assert "AM07" in areas["GM0202"]["ligt_in"] and areas["GM0202"]["indeling"] > 2000


@pytest.mark.parametrize(
    ("query", "column", "holds"),
    [
        ("acties?stand=einddatum+voorbij", "stand", "einddatum voorbij"),
        ("acties?lijn=werkend+netwerk", "lijn_id", "lijn-1"),
        ("acties?ambitie_ids=AMBITIE-4", "ambitie_ids", "ambitie-4"),
        ("acties?doorlopend=true", "doorlopend", True),
        ("acties?doorlopend=ja&utm_source=x", "doorlopend", True),
        ("begroting?jaar=2026", "jaar", 2026),
        ("projecten?gemeenten=Arnhem", "gemeenten", "GM0202"),
        ("projecten?gemeenten=gm0202", "gemeenten_namen", "Arnhem"),
        ("partners?organisatie=HAN", "organisatie", "HAN"),
    ],
)
def test_a_register_is_filtered_by_the_words_in_it(
    site: Site, query: str, column: str, holds: object
) -> None:
    def has(row: dict[str, object]) -> bool:
        cell = row[column]
        return holds in cell if isinstance(cell, list) else holds == cell

    whole, kept = register(site, query.partition("?")[0]), register(site, query)
    assert kept == [row for row in whole if has(row)] != []
    assert len(kept) < len(whole)


def test_a_value_that_a_column_never_has_is_refused_with_those_it_has(site: Site) -> None:
    reply = site.ask(f"{API}registers/acties?stand=klaar")
    assert reply.status == 400 and "einddatum voorbij" in reply.json["detail"]
    assert site.ask(f"{API}registers/acties?lijn_id=lijn-9").status == 400
    reply = site.ask(f"{API}observations?indicator=leeftijdsopbouw&kenmerk=niets")
    assert reply.status == 400 and "'kenmerk' kennen wij niet" in reply.json["detail"]


def test_actions_and_goals_have_their_last_day_and_actions_where_they_stand(site: Site) -> None:
    goals = register(site, "hca_doelen")
    assert {goal["laatste_dag"] for goal in goals} == {"2026-12-31"}
    actions = {row["id"]: row for row in register(site, "acties")}
    assert actions["actie-01"]["laatste_dag"] == "2027-03-31"
    today = dutch_today().isoformat()
    for row in actions.values():
        past = bool(row["laatste_dag"]) and str(row["laatste_dag"]) < today
        assert (row["stand"] == "einddatum voorbij") == past, row["id"]
    # What came later stands behind all that was promised before.
    assert list(actions["actie-01"])[-3:] == ["kort", "stand", "laatste_dag"]


def test_years_from_one_to_another_are_written_in_one_way(site: Site) -> None:
    for name in register_names():
        for row in register(site, name):
            assert not re.fullmatch(r"[0-9/]+-\d{4}(/\d{4})?", str(row.get("periode"))), row


def test_pages_hold_every_row_once_and_in_order(site: Site) -> None:
    whole = site.ask(f"{API}observations?aantal=10000").json
    paged = every(site, "aantal=700")
    assert whole["aantal"] == len(paged) > 4000
    assert paged == whole["gegevens"]
    assert whole["volgende"] is None


def test_the_next_page_is_also_in_the_header_and_keeps_the_question(site: Site) -> None:
    reply = site.ask(f"{API}observations?indicator=bevolking&niveau=gemeente&aantal=5&format=csv")
    link = reply.headers["link"]
    assert link.endswith('; rel="next"')
    following = urljoin(f"{API}observations", link[1 : link.index(">")])
    assert "indicator=bevolking" in following and "format=csv" in following
    assert len(rows_of(site.ask(following).text)) == 5
    assert rows_of(site.ask(following).text) != rows_of(reply.text)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("indicator=bevolking&gebied=Arnhem&van=2025", "bevolking_arnhem_2025-tot-2026.csv"),
        ("indicator=bijstand-aandeel", "bijstand-aandeel_alle-gebieden_2024-12.csv"),
        ("onderwerp=pendel", "observations.csv"),
    ],
)
def test_the_name_of_a_file_says_figure_area_and_period(site: Site, query: str, name: str) -> None:
    reply = site.ask(f"{API}observations?{query}&format=csv")
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'


def test_a_page_past_the_end_is_empty(site: Site) -> None:
    body = site.ask(f"{API}observations?indicator=bevolking&pagina=999").json
    assert body["gegevens"] == [] and body["volgende"] is None and body["aantal"] > 0


@pytest.mark.parametrize(
    ("query", "column", "allowed"),
    [
        ("indicator=bevolking&indicator=huishoudens", "indicator_id", {"bevolking", "huishoudens"}),
        ("onderwerp=pendel", "onderwerp", {"Pendel"}),
        ("gebied=GM0202&gebied=NL01", "gebied_code", {"GM0202", "NL01"}),
        ("niveau=arbeidsmarktregio", "gebied_niveau", {"arbeidsmarktregio"}),
        ("niveau=Gemeente", "gebied_niveau", {"gemeente"}),
        ("gebied=arnhem&gebied=nl01", "gebied_code", {"GM0202", "NL01"}),
        ("indicator=inwoners+op+1+januari", "indicator_id", {"bevolking"}),
        ("onderwerp=PENDEL", "onderwerp", {"Pendel"}),
        ("kenmerk=65+JAAR+of+ouder", "kenmerk", {"65 jaar of ouder"}),
    ],
)
def test_a_filter_keeps_all_and_only_what_it_names(
    site: Site, query: str, column: str, allowed: set[str]
) -> None:
    whole, kept = every(site, "aantal=10000"), every(site, f"aantal=10000&{query}")
    assert kept == [row for row in whole if row[column] in allowed] != []


@pytest.mark.parametrize(
    ("query", "low", "high"),
    [
        ("van=2024", "2024-01-01", "9999"),
        ("tot=2020", "0000", "2020-12-31"),
        ("van=2023-Q2&tot=2024-06", "2023-04-01", "2024-06-30"),
        ("van=2024-12-31&tot=2024-12-31", "2024-12-31", "2024-12-31"),
    ],
)
def test_time_goes_by_reference_date_both_ends_included(
    site: Site, query: str, low: str, high: str
) -> None:
    whole, kept = every(site, "aantal=10000"), every(site, f"aantal=10000&{query}")
    wanted = [row for row in whole if row["peildatum"] and low <= str(row["peildatum"]) <= high]
    assert kept == wanted != []


def test_filters_work_together(site: Site) -> None:
    query = "indicator=bevolking&gebied=GM0202&van=2025&tot=2025"
    rows = every(site, query)
    assert [(row["periode"], row["waarde"]) for row in rows] == [("2025", 169364)]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("text/csv, */*;q=0.1", "text/csv"),
        ("application/json, text/csv", "application/json"),
        ("text/html", "application/json"),
    ],
)
def test_the_header_accept_chooses_the_format(site: Site, accept: str, kind: str) -> None:
    reply = site.ask(f"{API}areas", accept=accept)
    assert reply.headers["content-type"].startswith(kind)
    assert "Accept" in reply.headers["vary"]
    assert site.ask(f"{API}areas?format=json", accept="text/csv").json["aantal"] > 0


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("observations?indicator=nee", 400, "'indicator' kennen wij niet. Bekend: bevolking, "),
        ("observations?niveau=buurt", 400, "Bekend: gemeente, arbeidsmarktregio, regio, "),
        ("observations?gebied=Atlantis", 400, "Het gebied 'Atlantis' kennen wij niet"),
        ("observations?pagina=0", 400, "'pagina' is een getal van 1"),
        ("observations?aantal=abc", 400, "'aantal' is een getal van 1 tot en met 10000"),
        ("observations?aantal=10&aantal=20", 400, "hoogstens één keer"),
        ("observations?van=vorig jaar".replace(" ", "+"), 400, "'van' heeft niet de goede vorm"),
        ("observations?tot=2024-02-30", 400, "'tot' is een dag die niet bestaat"),
        ("observations?format=xml", 400, "'format' kennen wij niet. Bekend: json, csv"),
        ("observations?format=jsonstat", 400, "één cijfer tegelijk"),
        ("indicators/nee", 404, "Dit cijfer kennen wij niet"),
        ("registers/nee", 404, "Dit register kennen wij niet"),
    ],
)
def test_a_wrong_question_is_explained(site: Site, path: str, status: int, says: str) -> None:
    reply = site.ask(f"{API}{path}")
    assert (reply.status, reply.json["status"]) == (status, status)
    assert reply.headers["content-type"] == "application/problem+json"
    assert says in reply.json["detail"]


def test_a_refused_value_comes_with_all_that_are_known(site: Site) -> None:
    known = site.ask(f"{API}observations?gebied=Atlantis").json["mogelijk"]
    assert {"naam": "Arnhem", "gebied": "GM0202"} in known
    known = site.ask(f"{API}observations?indicator=nee").json["mogelijk"]
    assert len(known) > 30 and {"naam": "bevolking", "indicator": "bevolking"} in known


@pytest.mark.parametrize("path", ["observations?indicator=bevolking", "areas", "registers/acties"])
def test_what_others_add_to_an_address_changes_nothing(site: Site, path: str) -> None:
    plain = site.ask(f"{API}{path}")
    marked = site.ask(f"{API}{path}{'&' if '?' in path else '?'}utm_source=brief&dnt=1&x")
    assert (marked.status, marked.body) == (200, plain.body)


def test_one_indicator_says_what_can_be_asked_of_it(site: Site) -> None:
    body = site.ask(f"{API}indicators/bijstand-aandeel").json
    assert body["periodes"] == ["2024-12"] and "GM0277" in body["gebieden"]
    assert body["vormen"][0] == "kaart" and "T016" in body["tegenstrijdigheden"]
    assert body["actualiteit"] in {"live", "momentopname", "verouderd"}
    for form in body["vormen"]:
        assert site.ask(f"/tegel/bijstand-aandeel?vorm={form}").status == 200


def test_the_start_leads_everywhere(site: Site) -> None:
    links = site.ask(API).json["adressen"]
    for name, link in links.items():
        if "{" not in name:
            assert site.ask(urljoin(API, link), "HEAD").status == 200, name


def test_values_are_numbers_and_unknown_is_null(site: Site) -> None:
    rows = every(site, "aantal=10000")
    kinds = {type(row["waarde"]) for row in rows}
    assert kinds == {int, float, type(None)}
    assert {row["status"] for row in rows if row["waarde"] is None} == {"onbekend", "niet getoond"}
    assert all(
        isinstance(row[c], str | None) for row in rows for c in OBSERVATION_COLUMNS if c != "waarde"
    )
