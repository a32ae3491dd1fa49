"""`probe --alles`: every table at both services on one page, and nothing kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cbsserver import Dim, Row, Table, Topic
from faultserver import Request, status
from madetables import benefits, participation, population
from refreshcases import QUICK, V3, V4, Monitor, of_service

from components.screens import bronnen
from data_loaders.clock import dutch_today
from data_loaders.geo.regions import load_regions
from data_loaders.refresh import contact
from data_loaders.refresh.contact import followed_tables
from data_loaders.sources.classification import find_classification, find_successors, yearly_name

TITLE = "Arbeidsdeelname; binding arbeidsmarkt; regio (indeling {})"
NEXT = {
    "86111NED": TITLE.format(2024),
    "86276NED": TITLE.format(2025),
    "99026NED": TITLE.format(2026),
}


def probe(
    monitor: Monitor, *arguments: str, origins: dict[str, str] | None = None
) -> tuple[int, str]:
    """Run `probe` with these services, or those of `origins`."""
    places = origins or dict.fromkeys((V3, V4), monitor.server.url)
    settings = replace(QUICK, origins=places, max_requests=100)
    monitor.patch.setattr("data_loaders.commands.probing.settings_from_env", lambda: settings)
    monitor.contacts.clear()
    found = monitor.run("probe", *arguments)
    monitor.contacts.clear()
    return found


def of(page: str, table: str) -> list[str]:
    """The lines on the page about a table."""
    _, _, rest = page.partition(f"Tabel {table}\n")
    lines = rest.splitlines()
    return lines[: next((n for n, line in enumerate(lines) if line[0] != " "), len(lines))]


def test_every_table_is_asked_at_both_services_and_nothing_is_kept(monitor: Monitor) -> None:
    monitor.serve(benefits(), population(), participation("86276NED"), catalogue=NEXT)
    code, page = probe(monitor, "--alles")
    followed, copies = followed_tables()
    assert code == 1
    assert [line for line in page.splitlines() if line.startswith("Tabel ")] == [
        f"Tabel {table}" for table in followed
    ]
    assert of(page, "80794ned") == [
        "  v3  gewijzigd 2026-07-01, regulier; 1 van 1 cijfers gevonden",
        "  v4  gewijzigd 2026-07-01, regulier; 1 van 1 cijfers gevonden",
    ]
    assert all("niet meer op dit adres (code 404)" in line for line in of(page, "82015NED"))
    assert f"Niet gevraagd, want een vaste kopie: {', '.join(copies)}" in page
    assert f"3 van de {len(followed)} tabellen te lezen" in page
    gone = page.split("Nergens helemaal gevonden: ")[1].splitlines()[0]
    assert "bijstand-leefvorm" in gone and "uitkeringsontvangers" not in gone
    assert page.endswith("Er is niets bewaard.\n")
    assert not monitor.root.exists()
    assert all(len(line) < 200 for line in page.splitlines() if line.startswith(" "))


def test_a_figure_that_is_not_in_a_table_is_named_with_the_reason(monitor: Monitor) -> None:
    renamed = benefits()
    renamed.topics[0] = Topic("Ww_4", "M100", "WW-uitkeringen")
    monitor.serve(renamed, services=["v4"])
    code, page = probe(monitor, "--alles")
    v3, v4, *why = of(page, "80794ned")
    assert (code, "code 404" in v3, "0 van 1 cijfers" in v4) == (1, True, True)
    assert len(why) == 1 and "uitkeringsontvangers: " in why[0]


def test_one_service_that_has_a_figure_is_enough(monitor: Monitor) -> None:
    monitor.serve(benefits(), services=["v4"])
    page = probe(monitor, "--alles")[1]
    assert "code 404" in of(page, "80794ned")[0]
    assert "uitkeringsontvangers" not in page.split("Nergens helemaal gevonden: ")[1]


def test_all_that_is_there_ends_well(monitor: Monitor) -> None:
    monitor.patch.setattr(contact, "used_tables", lambda: ["80794ned", "85318NED"])
    monitor.serve(benefits(), catalogue={})
    code, page = probe(monitor, "--alles")
    assert (code, "1 van de 1 cijfers helemaal gevonden" in page) == (0, True)


def test_without_a_network_the_page_says_so_and_stops_asking(monitor: Monitor) -> None:
    origins = {V3: "http://v3.test:80", V4: "http://v4.test:80"}
    code, page = probe(monitor, "--alles", origins=origins)
    tables = [of(page, table) for table in followed_tables()[0]]
    asked, others = tables[: contact.PATIENCE], tables[contact.PATIENCE :]
    assert code == 3
    assert all("opendata.cbs.nl is niet te vinden" in v3 for v3, _ in asked)
    assert all("datasets.cbs.nl is niet te vinden" in v4 for _, v4 in asked)
    assert all("niet meer gevraagd" in line for lines in others for line in lines)
    assert "Geen enkele tabel is te lezen" in page
    assert "Of er opvolgers zijn van tabellen per jaar, is niet bekend" in page
    assert "gevonden" not in page and "Traceback" not in page


def test_a_service_that_fails_holds_up_nothing(monitor: Monitor) -> None:
    def spoil(request: Request, reply: object) -> object:
        return status(500) if of_service("v3")(request) else reply

    monitor.serve(benefits(), spoil=spoil)
    page = probe(monitor, "--alles")[1]
    assert "1 van 1 cijfers gevonden" in of(page, "80794ned")[1]
    asked = {r.path.split("/")[3] for r in monitor.server.log if "/ODataFeed/" in r.path}
    assert len(asked) == contact.PATIENCE


def test_one_table_is_shown_whole_as_before(monitor: Monitor) -> None:
    monitor.serve(benefits())
    code, page = probe(monitor, "80794ned", "--dienst", "v4")
    assert code == 0
    assert "maat M100 'Uitkeringsontvangers per soort uitkering > Werkloosheid' (aantal)" in page
    assert page.endswith("cijfer uitkeringsontvangers: alles gevonden\n")


@pytest.mark.parametrize("arguments", [[], ["80794ned", "--alles"]])
def test_a_table_or_all_of_them(monitor: Monitor, arguments: list[str]) -> None:
    code, page = probe(monitor, *arguments)
    assert (code, "Noem een tabel, of geef --alles." in page) == (2, True)


# Tables of one year


@pytest.mark.parametrize(
    ("title", "found"),
    [
        (TITLE.format(2025), ("arbeidsdeelname; binding arbeidsmarkt; regio (indeling )", 2025)),
        ("Kerncijfers wijken en buurten 2024 ", ("kerncijfers wijken en buurten", 2024)),
        ("Gebieden in Nederland 2026", ("gebieden in nederland", 2026)),
        ("Openstaande vacatures; SBI 2008, regio", None),
        ("Banen; economische activiteit (SBI2008), regio", None),
        ("Personen met ww-uitkering; regio 2013-2023", None),
    ],
)
def test_a_table_of_one_year_is_told_by_its_title(title: str, found: object) -> None:
    assert yearly_name(title) == found


def test_a_successor_is_the_newest_of_the_same_name() -> None:
    used = {"86276NED": TITLE.format(2025), "86111NED": TITLE.format(2024), "1": "Vacatures"}
    assert find_successors(NEXT, used) == {"86276NED": ("99026NED", TITLE.format(2026))}
    more = NEXT | {"99027NED": TITLE.format(2027), "9": "Arbeidsdeelname; regio (indeling 2028)"}
    assert find_successors(more, used) == {"86276NED": ("99027NED", TITLE.format(2027))}
    assert find_successors({"86276NED": TITLE.format(2025)}, used) == {}
    assert find_successors({}, used) == {}


def test_the_classification_is_the_newest_in_the_catalogue() -> None:
    tables = {"1": "Gebieden in Nederland 2026", "2": "Gebieden in Nederland 2027", **NEXT}
    assert find_classification(tables, "0", 2026) == ("2", 2027)
    assert find_classification(NEXT, "0", 2026) == ("0", 2026)


@pytest.mark.parametrize("service", ["v3", "v4"])
def test_a_successor_is_a_proposal_of_probe(monitor: Monitor, service: str) -> None:
    monitor.serve(participation("86276NED"), services=[service], catalogue=NEXT)
    page = probe(monitor, "--alles")[1]
    assert f"Voorstel: Tabel 86276NED heeft een opvolger: 99026NED, '{TITLE.format(2026)}'." in page


def classification() -> Table:
    """The table that says in which arbeidsmarktregio a municipality lies, as the monitor has it."""
    regions = load_regions()
    where = {
        region.code: next((code for code in region.within if code.startswith("AM")), "AM38")
        for region in regions.municipalities()
    }
    rows: list[Row] = [{"RegioS": code, "Code": within} for code, within in where.items()]
    areas = Dim("RegioS", "Regio's", "regio", {code: (code, "") for code in where}, 6)
    topic = Topic("Code_1", "M1", "Code", "Arbeidsmarktregio's")
    return Table(regions.table, "Gebieden in Nederland 2026", [topic], [areas], rows)


def test_a_successor_is_a_proposal_on_bronnen_and_changes_nothing(monitor: Monitor) -> None:
    monitor.serve(classification(), services=["v3"], catalogue=NEXT)
    assert monitor.refresh(table="indeling").code == 0
    bronnen._sources_html.cache_clear()
    html = bronnen._sources_html(dutch_today(), 0)
    said = "Tabel 86276NED heeft een opvolger: 99026NED"
    assert said in html.split("Toon per bron")[0]
    assert said in monitor.run("status")[1]
    monitor.serve(classification(), services=["v3"], catalogue={})
    assert monitor.refresh(table="indeling").code == 0
    assert "opvolger" not in monitor.run("status")[1]
