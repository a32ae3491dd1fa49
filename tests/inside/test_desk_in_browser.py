"""From signing in to what the public sees, in browsers, with two processes behind one port."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect
from signing import ADMINISTRATOR, Provider, serving_inside
from sitework import Site
from visit import settle
from wcag import violations

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_template import write_measurement_template

pytestmark = pytest.mark.browser

GOAL = "contact-jongeren"
TITLE = load_goals()[GOAL].title
SENDER = "inzender@voorbeeld.nl"
SECONDS = 60  # within a minute, in every process


@pytest.fixture(scope="module")
def site(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    store = tmp_path_factory.mktemp("opslag")
    with serving_inside(provider, MONITOR_PROCESSES="2", MONITOR_STORE=str(store)) as found:
        yield found


def part(page: Page, site: Site, name: str) -> None:
    page.goto(f"{site.url}/beheer?deel={name}")
    settle(page)


def sign_in(browser: Browser, site: Site, account: str) -> Page:
    """Sign in as a person does, by the page of the provider."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(90_000)
    page.goto(f"{site.url}/beheer")
    settle(page)
    page.get_by_role("button", name="Aanmelden").click()
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


def report(page: Page, site: Site, value: str) -> None:
    part(page, site, "doorgeven")
    choose(page, "Waarover?", TITLE)
    fill(page, Peildatum="30-09-2026", Waarde=value, Bron="een telling")
    page.get_by_label("Door (functie)").fill("programmamanager")
    page.keyboard.press("Tab")
    settle(page)


def seen(site: Site, path: str) -> str:
    return requests.get(f"{site.url}{path}", timeout=60).text


def wait_until(done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not done():
        assert time.monotonic() < deadline, what
        time.sleep(0.2)


def test_from_signing_in_to_the_public_tile(browser: Browser, site: Site) -> None:
    boss = sign_in(browser, site, ADMINISTRATOR)
    part(boss, site, "mensen")
    fill(boss, Account=SENDER)
    choose(boss, "Waarvan geeft deze inzender iets door?", f"doel: {TITLE}")
    boss.keyboard.press("Escape")
    boss.get_by_role("button", name="Bewaar").click()
    expect(boss.get_by_text(f"Bewaard: {SENDER} is nu inzender.")).to_be_visible()

    sender = sign_in(browser, site, SENDER)
    report(sender, site, "31.500")
    expect(sender.get_by_text("Zo ziet het publiek het")).to_be_visible()
    expect(sender.get_by_alt_text("31.500 op 30 september 2026").first).to_be_visible()
    sender.get_by_role("button", name="Verstuur als voorstel").click()
    expect(sender.get_by_text("Het wacht nu tot een beheerder het publiceert")).to_be_visible()
    public = ("/tegel/doel/contact-jongeren", "/api/v1/registers/metingen")
    assert not [path for path in public if "31500" in seen(site, path).replace(".", "")]

    part(boss, site, "wachten")
    boss.get_by_role("button", name="Publiceer M0001").click()
    expect(boss.get_by_text("M0001 is gepubliceerd.")).to_be_visible()
    for path in public * 3:  # whichever process answers
        wait_until(lambda p=path: "31500" in seen(site, p).replace(".", ""), path)  # type: ignore[misc]
    guest = browser.new_page()
    guest.goto(f"{site.url}/hca-doelen?doel={GOAL}")
    settle(guest)
    expect(guest.get_by_text("31.500").first).to_be_visible()
    assert guest.context.cookies() == []

    report(boss, site, "31.400")
    choose(boss, "Verbetert dit een eerdere melding?", "ja, M0001")
    expect(boss.get_by_text("toelichting").first).to_be_visible()
    fill(boss, Toelichting="Honderd jongeren waren dubbel geteld")
    boss.get_by_role("button", name="Publiceer de verbetering").click()
    expect(boss.get_by_text("De eerdere melding staat in de geschiedenis")).to_be_visible()
    rows = "/api/v1/registers/metingen"
    wait_until(lambda: "31400" in seen(site, rows).replace(".", ""), rows)
    assert "31500" in seen(site, rows).replace(".", "")  # both stand in the history

    part(boss, site, "logboek")
    log = boss.locator("table").inner_text()
    assert SENDER in log and "31.500" in log and "31.400" in log
    boss.get_by_role("button", name="Afmelden").click()
    boss.wait_for_url("**/oauth2/end_session**")
    boss.goto(f"{site.url}/beheer")
    settle(boss)
    expect(boss.get_by_text("Alleen na aanmelden")).to_be_visible()


def test_a_file_shows_its_faults_and_then_is_sent(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    goals = [goal for goal in load_goals().values() if goal.of == "hca"]
    path = tmp_path / "sjabloon.xlsx"
    write_measurement_template(goals, path)
    boss = sign_in(browser, site, ADMINISTRATOR)
    part(boss, site, "bestand")
    boss.get_by_label("Kies een bestand").set_input_files(path)
    expect(boss.get_by_text("Er is geen enkele meting ingevuld.")).to_be_visible()
    large = tmp_path / "groot.csv"
    large.write_bytes(b"a;b\n" * 60_000)
    boss.get_by_label("Kies een bestand").set_input_files(large)
    expect(boss.get_by_text("er is niets verstuurd")).to_be_visible()
    cells = ("werktafels", "", "30-09-2026", "x", "", "een telling", "programmamanager")
    goal = next(goal for goal in goals if goal.id != GOAL)
    row = "\t".join((goal.id, *cells[1:]))
    field = boss.get_by_label("Of plak hier de rijen uit Excel", exact=False)
    field.fill(row)
    boss.keyboard.press("Tab")
    boss.get_by_role("button", name="Lees wat is geplakt").click()
    expect(boss.get_by_text("kolom Waarde (D2)").first).to_be_visible()
    field.fill(row.replace("\tx\t", "\t10\t"))
    boss.keyboard.press("Tab")
    boss.get_by_role("button", name="Lees wat is geplakt").click()
    boss.get_by_role("button", name="Verstuur 1 melding als voorstel").click()
    expect(boss.get_by_text("Verstuurd: 1 melding.")).to_be_visible()
    part(boss, site, "wachten")
    expect(boss.get_by_text("Dit hebt u zelf voorgesteld")).to_be_visible()
    fill(boss, Waarom_teruggeven="een proef")
    boss.get_by_role("button", name="Geef M").first.click()
    expect(boss.get_by_text("is teruggegeven.")).to_be_visible()


def test_every_part_is_accessible_and_can_be_used_by_keyboard(browser: Browser, site: Site) -> None:
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
