"""From signing in to what the public sees, in browsers, with two processes that share the work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from faces import FACES, GOAL, KEEPING, faces_with, yesterday
from places import Place, behind_nginx, one_port, served_by
from playwright.sync_api import Browser, Page, expect
from signing import ADMINISTRATOR, Provider
from visit import said, settle
from wcag import violations

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_template import write_measurement_template

pytestmark = pytest.mark.browser

TITLE = load_goals()[GOAL].title
SENDER = "inzender@voorbeeld.nl"
SECONDS = 60  # within a minute, in every process
FIRST, SECOND = 0, 1  # ways to the one process and to the other


@pytest.fixture(scope="module")
def site(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with one_port(provider, tmp_path_factory.mktemp("opslag")) as found:
        yield found


@pytest.fixture(scope="module")
def pair(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with behind_nginx(provider, tmp_path_factory.mktemp("nginx")) as found:
        yield found


@pytest.fixture(params=["site", "pair"], ids=["sqlite", "postgresql-nginx"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(request.param)
    return found


def part(page: Page, site: Place, name: str) -> None:
    page.goto(f"{site.url}/beheer?deel={name}")
    settle(page)


def sign_in(browser: Browser, site: Place, account: str, way: int = FIRST) -> Page:
    """Sign in as a person does, by the page of the provider."""
    page = site.page(browser, way)
    page.goto(f"{site.url}/beheer")
    settle(page)
    page.get_by_role("link", name="Aanmelden").click()
    page.get_by_placeholder("sub").fill(account)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{site.url}/beheer")
    settle(page)
    return page


def choose(page: Page, field: str, option: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.keyboard.type(option[:30])  # of a long list only the part in view is there
    page.get_by_role("option", name=option).first.click()
    settle(page)


def fill(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        label = name.replace("_", " ")
        page.get_by_label(label, exact=False).first.fill(text)
        page.keyboard.press("Tab")
        settle(page)


def report(page: Page, site: Place, value: str) -> None:
    part(page, site, "doorgeven")
    choose(page, "Waarover?", TITLE)
    fill(page, Peildatum="30-09-2026", Waarde=value, Bron="een telling")
    page.get_by_label("Door (functie)").fill("programmamanager")
    page.keyboard.press("Tab")
    settle(page)


def wait_until(done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not done():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def everywhere(site: Place, faces: set[str], value: str) -> Callable[[], bool]:
    """Tell whether every process shows a value on these faces and on no other."""
    return lambda: all(faces_with(server, value) == faces for server in site.asked)


def look(browser: Browser, site: Place, value: str, *measurements: str) -> None:
    """See it as a visitor does: in the row of the goal, and in what changed since yesterday.

    Below the goal stand all its measurements, the newest first.
    """
    for way in (FIRST, SECOND):
        guest = site.page(browser, way)
        guest.goto(f"{site.url}/hca-doelen?doel={GOAL}")
        settle(guest)
        expect(guest.locator(f"#doel-{GOAL} .amm-doel-stand")).to_contain_text(value)
        told = f"{value} op 30 september 2026 (bron: een telling)"
        expect(said(guest, told).first).to_be_attached()
        guest.locator("summary", has_text="Metingen").first.click()
        rows = guest.get_by_role("table", name="Metingen").get_by_role("row")
        for number, measured in enumerate(measurements, start=1):
            expect(rows.nth(number)).to_contain_text(measured)
        guest.goto(f"{site.url}/beraad?deel=sinds&sinds={yesterday()}")
        expect(guest.get_by_role("row", name=TITLE).first).to_contain_text(value)
        expect(guest.get_by_role("row", name=TITLE).first).to_contain_text("bron: een telling")
        assert guest.context.cookies() == []
        guest.close()


def test_from_signing_in_to_every_public_face(browser: Browser, place: Place) -> None:
    boss = sign_in(browser, place, ADMINISTRATOR)
    part(boss, place, "mensen")
    fill(boss, Account=SENDER)
    choose(boss, "Waarvan geeft deze inzender iets door?", f"doel: {TITLE}")
    boss.keyboard.press("Escape")
    boss.get_by_role("button", name="Bewaar").click()
    expect(said(boss, f"Bewaard: {SENDER} is nu inzender.")).to_be_visible()

    sender = sign_in(browser, place, SENDER, SECOND)
    paths = {cookie["path"] for cookie in sender.context.cookies(place.url)}
    assert paths == {urlsplit(place.url).path or "/"}
    assert place.proxies[SECOND] is None or served_by(sender) != served_by(boss)
    report(sender, place, "31.500")
    expect(said(sender, "Zo ziet het publiek het")).to_be_visible()
    expect(sender.get_by_alt_text("31.500 op 30 september 2026").first).to_be_visible()
    sender.get_by_role("button", name="Verstuur als voorstel").click()
    expect(said(sender, "Het wacht nu tot een beheerder het publiceert")).to_be_visible()
    assert everywhere(place, set(), "31.500")()

    part(boss, place, "wachten")
    boss.get_by_role("button", name="Publiceer M0001").click()
    expect(said(boss, "M0001 is gepubliceerd.")).to_be_visible()
    wait_until(everywhere(place, set(FACES), "31.500"), "gepubliceerd")
    for server in place.asked:
        assert "31.500 op 30 september 2026 (bron: een telling)" in FACES["tegel"](server)
        assert "2026-09-30,31500,jongeren en jongvolwassenen,een telling," in FACES["open data"](
            server
        )
    look(browser, place, "31.500", "31.500")

    report(boss, place, "31.400")
    choose(boss, "Verbetert dit een eerdere melding?", "ja, M0001")
    expect(said(boss, "toelichting").first).to_be_visible()
    fill(boss, Toelichting="Honderd jongeren waren dubbel geteld")
    boss.get_by_role("button", name="Publiceer de verbetering").click()
    expect(said(boss, "De eerdere melding staat in de geschiedenis")).to_be_visible()
    wait_until(everywhere(place, set(FACES), "31.400"), "verbeterd")
    assert everywhere(place, KEEPING, "31.500")()  # there both stand, elsewhere the last alone
    for server in place.asked:
        assert "Honderd jongeren waren dubbel geteld" in FACES["veranderd sinds"](server)
        assert "Honderd jongeren waren dubbel geteld,M0001" in FACES["open data"](server)
    look(browser, place, "31.400", "31.400", "31.500 (later verbeterd)")

    part(boss, place, "logboek")
    log = boss.locator("table").inner_text()
    assert SENDER in log and "31.500" in log and "31.400" in log
    boss.get_by_role("link", name="Afmelden").click()
    boss.wait_for_url("**/oauth2/end_session**")
    boss.goto(f"{place.url}/beheer")
    settle(boss)
    expect(said(boss, "Alleen na aanmelden")).to_be_visible()
    boss.close()
    sender.close()


def test_a_file_shows_its_faults_and_then_is_sent(
    browser: Browser, site: Place, tmp_path: Path
) -> None:
    goals = [goal for goal in load_goals().values() if goal.of == "hca"]
    path = tmp_path / "sjabloon.xlsx"
    write_measurement_template(goals, path)
    boss = sign_in(browser, site, ADMINISTRATOR)
    part(boss, site, "bestand")
    boss.get_by_label("Kies een bestand").set_input_files(path)
    expect(said(boss, "Er is geen enkele meting ingevuld.")).to_be_visible()
    large = tmp_path / "groot.csv"
    large.write_bytes(b"a;b\n" * 60_000)
    boss.get_by_label("Kies een bestand").set_input_files(large)
    expect(said(boss, "er is niets verstuurd")).to_be_visible()
    cells = ("werktafels", "", "30-09-2026", "x", "", "een telling", "programmamanager")
    goal = next(goal for goal in goals if goal.id != GOAL)
    row = "\t".join((goal.id, *cells[1:]))
    field = boss.get_by_label("Of plak hier de rijen uit Excel", exact=False)
    field.fill(row)
    boss.keyboard.press("Tab")
    boss.get_by_role("button", name="Lees wat is geplakt").click()
    expect(said(boss, "kolom Waarde (D2)").first).to_be_visible()
    field.fill(row.replace("\tx\t", "\t10\t"))
    boss.keyboard.press("Tab")
    boss.get_by_role("button", name="Lees wat is geplakt").click()
    boss.get_by_role("button", name="Verstuur 1 melding als voorstel").click()
    expect(said(boss, "Verstuurd: 1 melding.")).to_be_visible()
    part(boss, site, "wachten")
    expect(said(boss, "Dit hebt u zelf voorgesteld")).to_be_visible()
    fill(boss, Waarom_teruggeven="een proef")
    boss.get_by_role("button", name="Geef M").first.click()
    expect(said(boss, "is teruggegeven.")).to_be_visible()


def test_every_part_is_accessible_and_can_be_used_by_keyboard(
    browser: Browser, site: Place
) -> None:
    boss = sign_in(browser, site, ADMINISTRATOR)
    for name in ("gevraagd", "doorgeven", "bestand", "wachten", "logboek", "mensen"):
        part(boss, site, name)
        assert violations(boss) == [], name
    boss.set_viewport_size({"width": 320, "height": 800})
    part(boss, site, "doorgeven")
    assert boss.evaluate("document.documentElement.scrollWidth") <= 320
    fields = ("Peildatum", "Waarde", "Bron", "Door (functie)", "Toelichting (mag leeg)")
    boss.get_by_label(fields[0]).focus()
    for name in fields[1:]:
        boss.keyboard.press("Tab")
        expect(boss.get_by_label(name)).to_be_focused()
    guest = browser.new_page()
    guest.goto(f"{site.url}/beheer")
    settle(guest)
    assert violations(guest) == []
