"""The letter over HTTP: a PDF that anyone can read, and HTML to paste."""

from __future__ import annotations

import io

import pytest
from publishcases import Site
from pypdf import PdfReader

from components.deal.letter import letter_quarters
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.clock import dutch_today

QUARTERS = letter_quarters(dutch_today())


def test_the_pdf_has_every_project_and_is_tagged(configured: Site) -> None:
    reply = configured.ask("/nieuwsbrief.pdf")
    assert reply.status == 200
    reader = PdfReader(io.BytesIO(reply.body))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert [item.name for item in load(Project) if item.name not in " ".join(text.split())] == []
    assert all(word in text for word in ("Doelstelling:", "Doelgroep:", "Voortgang:", "Contact:"))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF object
    links = [a.get_object()["/A"]["/URI"] for p in reader.pages for a in p.get("/Annots", [])]
    assert "https://monitor.voorbeeld.nl/pad/regio-deal?project=via-t" in links


@pytest.mark.parametrize("quarter", QUARTERS)
def test_the_html_of_a_quarter_is_a_file_of_that_name(configured: Site, quarter: str) -> None:
    reply = configured.ask(f"/nieuwsbrief.html?kwartaal={quarter}")
    assert reply.status == 200
    name = f'attachment; filename="nieuwsbrief-{quarter.lower()}.html"'
    assert reply.headers["content-disposition"] == name
    assert reply.text.count("<h2 ") == len(load(Project))
    assert 'href="https://monitor.voorbeeld.nl/pad/regio-deal?project=via-t"' in reply.text


@pytest.mark.parametrize("quarter", ["2019-Q1", "2026-Q5", "2026", "x' OR 1=1", "2099-Q1"])
def test_a_quarter_without_a_letter_is_told(site: Site, quarter: str) -> None:
    reply = site.ask(f"/nieuwsbrief.pdf?kwartaal={quarter.replace(' ', '%20')}")
    assert reply.status == 400
    assert reply.json["detail"].startswith("Van dit kwartaal is er geen brief, wel van: ")
