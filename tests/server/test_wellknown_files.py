"""Files that machines look for, and the image beside a shared link."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops
from sitework import Site

from components.exhibit.kinds import KINDS
from endpoints.pages.sharing import sharing_of
from endpoints.pages.socialimage import HEIGHT, WIDTH, make_image
from pages import PAGES

SITE = "https://monitor.voorbeeld.nl/arbeid"


def test_a_browser_finds_the_icon_at_its_fixed_place(plain: Site) -> None:
    found = plain.ask("/favicon.ico")
    assert found.status == 200
    assert Image.open(io.BytesIO(found.body)).format == "PNG"
    assert plain.ask("/favicon.png").body == found.body
    known = plain.ask("/favicon.ico", headers={"If-None-Match": f"W/{found.headers['ETag']}"})
    assert (known.status, known.body) == (304, b"")


def test_robots_know_the_sitemap_only_when_the_address_is_known(full: Site, plain: Site) -> None:
    assert f"Sitemap: {SITE}/sitemap.xml" in full.ask("/robots.txt").body.decode()
    robots = plain.ask("/robots.txt").body.decode()
    assert "Sitemap" not in robots
    assert "Disallow: /_stcore/" in robots


def test_the_sitemap_has_every_page(full: Site, plain: Site) -> None:
    tree = ElementTree.fromstring(full.ask("/sitemap.xml").body)
    places = [node.text for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places[: len(PAGES)] == [f"{SITE}/", *(f"{SITE}/{entry.slug}" for entry in PAGES[1:])]
    assert plain.ask("/sitemap.xml").status == 404


def test_a_contact_is_given_and_never_invented(full: Site, plain: Site) -> None:
    path = "/.well-known/security.txt"
    lines = dict(line.split(": ", 1) for line in full.ask(path).body.decode().strip().split("\n"))
    assert lines["Contact"] == "mailto:veilig@voorbeeld.nl"
    assert lines["Canonical"] == f"{SITE}{path}"
    left = datetime.fromisoformat(lines["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=366)
    assert plain.ask(path).status == 404


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.slug)
def test_every_page_has_an_image_of_its_own(plain: Site, entry) -> None:
    answer = plain.ask(f"/og/{entry.slug}.png")
    image = Image.open(io.BytesIO(answer.body))
    assert image.format == "PNG"
    assert image.size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(answer.body) < 60_000
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    marked = {"If-None-Match": answer.headers["ETag"]}
    assert plain.ask(f"/og/{entry.slug}.png", headers=marked).status == 304


def test_the_image_follows_the_data() -> None:
    lines = tuple(fact.text for fact in sharing_of(PAGES[1]).facts)
    image = make_image("Regio in beeld", lines)
    assert make_image.__wrapped__("Regio in beeld", lines) == image
    assert make_image("Regio in beeld", (*lines[:-1], "1 2 3")) != image


def test_the_text_of_the_image_stays_inside_it() -> None:
    long = tuple("Woorden die samen meer dan een regel nodig hebben, want het zijn er veel." * 3
                 for _ in range(5))  # fmt: skip
    image = Image.open(io.BytesIO(make_image("Een naam van een pagina", long))).convert("RGB")
    page = image.crop((30, 0, WIDTH, HEIGHT))  # without the band at the left
    written = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    assert written
    left, top, right, bottom = written
    assert min(left, top) >= 40
    assert right <= page.width - 20
    assert bottom <= HEIGHT - 10


def test_the_sitemap_has_every_figure_goal_and_project_and_the_data(full: Site) -> None:
    addresses = re.findall(r"<loc>(.*?)</loc>", full.ask("/sitemap.xml").body.decode())
    kinds = [kind for kind in KINDS.values() if "since" not in kind.deck.parts]
    wanted = [f"deel/{kind.path_of(name)}" for kind in kinds for name, _ in kind.entries()]
    assert not [address for address in addresses if "wijzigingen" in address]
    assert {f"{SITE}/{place}" for place in [*wanted, "api", "tegel"]} <= set(addresses)
    for place in (*wanted[:2], "api", "tegel"):
        assert full.ask(f"/{place}").status == 200


def test_the_start_page_says_that_there_is_a_catalogue_and_a_feed(full: Site) -> None:
    html = full.ask("/").body.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(data)["@type"] == "DataCatalog"
    assert f'type="application/atom+xml" href="{SITE}/nieuw.atom"' in html
    assert "ld+json" not in full.ask("/regio-in-beeld").body.decode()
