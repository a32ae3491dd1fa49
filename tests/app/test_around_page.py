"""What the presentation and Regio Oost name stands on screen; transcribed from both."""

from __future__ import annotations

import re

import pytest
from render import html_of, notices_of, open_link, problems_of, text_of

from components.screens.om_ons_heen import TABS
from data_loaders.agreements.registers import load
from data_loaders.agreements.surroundings import OtherProject

REGIONS = (
    "Rijk van Nijmegen",
    "Gelderland-Midden",
    "Rivierenland",
    "Food Valley",
    "Achterhoek",
    "Stedendriehoek Veluwe",
    "Zwolle",
    "Twente",
)
# What each document names: organisations, programmes and projects, and then its figures.
OOST = {
    "oost": (*REGIONS, "Noordrijn-Westfalen", "LLO Energy", "10.000", "2023-2026", "acht"),
    "netwerken": (
        "Groene Metropoolregio Arnhem-Nijmegen",
        "The Economic Board",
        "Provincie Gelderland",
        "Provincie Overijssel",
        "Connectr",
        "Tech Oost",
        "Oost NL",
        "GroenvermogenNL",
        "SEECE",
        "HAN",
        "Innovation Lab",
        "TechYourFuture",
        "Overijssels en Gelders Vakmanschap",
        "O&O-fondsen",
        "Sprongregeling",
        "safaridagen",
        "Be an Engineer",
        "Amsterdam",
        "Groningen",
        "ROC",
        "regio Zwolle",
        "shared facilities",
    ),
    "knelpunten": (
        "Overijssel",
        "GroenvermogenNL",
        "LLO-katalysator",
        "Connectr",
        "chips",
        "waterstof",
        "cofinanciering",
        "mkb",
    ),
    "seece": (
        "SEECE 2.0",
        "gemeente Arnhem",
        "najaar van 2024",
        "jaar of 6",
        "vier jaar",
        "11 onderwijsaanbieders",
        "zomer van 2024",
        "Opschaling PPS Beroepsonderwijs",
        "afgewezen",
        "zes hogescholen",
        "zes regio's",
        "Nationaal Groeifonds",
        "Be an Engineer",
        "Agenda voor Twente",
        "Regio Deal Twente 2023-2028",
        "Regio Zwolle 2024-2028",
        "Regio Zwolle 2020-2023",
        "GVNL HCA Roadmap Oost",
    ),
}
PRESENTATION = {
    "agendas": (
        "april 2022",
        "Nextgenhightech",
        "AINed",
        "GroenvermogenNL",
        "Jet-Net",
        "TechnoHUB",
        "150 bedrijven",
        "van 17 naar 120",
        "Make IT Work",
        "ASML",
        "250 basisscholen",
        "drie jaar",
        "Topconsortium voor Kennis en Innovatie (TKI)",
        "vanaf 2010",
        "vanaf 2012",
        "2016-2020",
        "2020-2023",
        "Regio Deals",
        "MKB Deals",
        "Nationaal Groeifonds",
        "Zuid-Holland",
        "Utrecht Talent Alliantie",
        "supportteam",
        "Versterken en verbinden",
        "Investeren",
        "Coördineren",
        "Versnippering voorkomen",
        "Richting en sturing geven",
    ),
    "utrecht": (
        *("Zorgversterkers", "Ik Zorg Shop", "Future Care Labs", "Zorgstart", "Baansprong"),
        *("IT-Career Centre Utrecht (ICCU)", "Tekkie Worden", "Go-Teach Informatica"),
        *("Tech Grounds", "Make IT Work", "The Young Digitals", "Match ICT-beroepen"),
        *("Servicepunt Techniek", "Beroepentuin", "TechnoHUB", "Make Center", "Maker Space"),
        *("Be an engineer", "Bouw=Wouw", "Van Bank naar Bouw", "Zij-instroom in het onderwijs"),
        *("Creative Community", "MaakJeStap", "Praktijkverklaringen"),
    ),
}


@pytest.mark.parametrize("part", TABS)
def test_what_the_documents_name_stands_in_its_part(part: str) -> None:
    app = open_link(f"om-ons-heen?deel={part}")
    html = html_of(app)
    assert problems_of(app) == [] and notices_of(html) == []
    assert "nu niet beschikbaar" not in html
    shown = text_of(html)
    named = (*OOST.get(part, ()), *PRESENTATION.get(part, ()))
    assert named and [word for word in named if word not in shown] == []


def test_the_projects_of_utrecht_are_24_in_five_sectors_and_none_is_ours() -> None:
    items = load(OtherProject)
    assert [item.name for item in items] == list(PRESENTATION["utrecht"])
    sectors = [item.sector for item in items]
    counts = {name: sectors.count(name) for name in dict.fromkeys(sectors)}
    assert counts == {"Zorg": 5, "ICT": 7, "Techniek": 8, "Onderwijs": 1, "Intersectoraal": 3}
    html = html_of(open_link("om-ons-heen?deel=utrecht"))
    alike = sum(bool(item.reason) for item in items)
    assert html.count(">afgeleid</span>") == alike
    assert all(item.reason for item in items if item.projects or item.actions)


def test_bottlenecks_and_suggestions_lead_to_each_other_and_say_who_linked_them() -> None:
    html = html_of(open_link("om-ons-heen?deel=knelpunten"))
    there = set(re.findall(r'<li id="((?:knelpunt|suggestie)-[\w-]+)"', html))
    assert len([name for name in there if name.startswith("knelpunt")]) == 10
    assert len([name for name in there if name.startswith("suggestie")]) == 8
    rows = dict(re.findall(r'<li id="((?:knelpunt|suggestie)-[\w-]+)">(.*?)</li>', html, re.DOTALL))
    for name, row in rows.items():
        led = re.findall(r'href="#([\w-]+)"', row)
        assert set(led) <= there
        assert ("afgeleid" in row) == bool(led)
        assert all(f'href="#{name}"' in rows[other] for other in led)


def test_the_eight_regions_have_the_same_figures_of_the_country() -> None:
    shown = text_of(html_of(open_link("om-ons-heen")))
    for name, people in (("Twente", "646.496"), ("Rivierenland", "258.157")):
        assert re.search(rf"{name} {re.escape(people)} ", shown)
    assert "Twente is de grootste van de 8 regio's" in shown
