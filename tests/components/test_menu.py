"""Menu, head and foot: made from the table of pages, with what a visitor chose in every link."""

from __future__ import annotations

import re
from html import unescape

import pytest

from components.markup.menu import DATA, FOOT, PageEntry, make_menu
from components.markup.site import Site, site_foot, site_head
from data_loaders.monitor import CONTACT_SETTING, PUBLISHER_SETTING, contact
from pages import BESIDE, PAGES

NEW = PageEntry("nieuws", "Nieuws & meer")
LINK = re.compile(r'<a (?:class="[^"]*" )?href="([^"]*)" target="_self"( aria-current="page")?>')


def links(html: str) -> dict[str, bool]:
    """The addresses of a piece of HTML, and whether each is where the visitor is."""
    return {unescape(address): bool(here) for address, here in LINK.findall(html)}


def test_the_menu_has_at_most_seven_lines_and_a_page_more_is_a_line_in_the_table() -> None:
    names = [item.name for item in make_menu(PAGES, BESIDE, "./", "").lines]
    assert len(names) <= 7 and names[0] == PAGES[0].title
    more = make_menu((*PAGES, NEW), BESIDE, "./", "nieuws").lines
    assert [item.name for item in more if item.is_open] == [NEW.title]
    assert more[-1].address == "./nieuws"


def test_every_page_is_in_the_menu_or_at_the_foot_and_says_so_when_it_is_open() -> None:
    for page in (*PAGES, *BESIDE):
        site = Site(PAGES, BESIDE)
        head, foot = links(site_head(site, page.slug)), links(site_foot(site, page.slug))
        address = "./" if page == PAGES[0] else f"./{page.slug}"
        assert (address in head) == (page.group != FOOT)
        assert (address in foot) >= (page.group in {FOOT, DATA})
        assert [where for where, here in (head | foot).items() if here] == [address]


def test_a_group_knows_that_one_of_its_pages_is_open() -> None:
    group = next(page.group for page in PAGES if page.group not in {"", FOOT})
    inside = next(page for page in PAGES if page.group == group)
    opened = [item for item in make_menu(PAGES, BESIDE, "./", inside.slug).lines if item.is_open]
    assert [item.name for item in opened] == [group]
    assert [item.is_open for item in opened[0].items].count(True) == 1


def test_what_was_chosen_goes_along_to_pages_and_not_elsewhere() -> None:
    kept = (("", (("gebied", "GM0299"), ("gebied", "GM0202"))), ("beraad", (("titel", "A&B"),)))
    found = links(site_head(Site(PAGES, BESIDE, "../"), "over", kept))
    assert "../?gebied=GM0299&gebied=GM0202" in found
    assert "../beraad?gebied=GM0299&gebied=GM0202&titel=A%26B" in found
    assert {f"../{item.slug}" for item in BESIDE} <= set(found)


def test_without_our_own_server_there_is_no_search_and_nothing_beside_the_pages() -> None:
    head = site_head(Site(PAGES), "over")
    assert "<form" not in head and not {f"./{item.slug}" for item in BESIDE} & set(links(head))
    assert 'action="./zoek"' in site_head(Site(PAGES, BESIDE), "over")


@pytest.mark.parametrize(
    ("setting", "shown", "address"),
    [
        ("", "", ""),
        ("mailto:cijfers@voorbeeld.nl", "cijfers@voorbeeld.nl", "mailto:cijfers@voorbeeld.nl"),
        ("cijfers@voorbeeld.nl", "cijfers@voorbeeld.nl", "mailto:cijfers@voorbeeld.nl"),
        ("https://voorbeeld.nl/contact/", "voorbeeld.nl/contact", "https://voorbeeld.nl/contact/"),
        ("026 - 12 34 567", "026 - 12 34 567", ""),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
    ],
)
def test_where_questions_go(
    monkeypatch: pytest.MonkeyPatch, setting: str, shown: str, address: str
) -> None:
    monkeypatch.setenv(CONTACT_SETTING, setting)
    assert contact() == (shown, address)


def test_the_foot_says_what_only_the_owner_can_fill_in() -> None:
    foot = site_foot(Site(PAGES, BESIDE, "./leeg/"), "")
    assert PUBLISHER_SETTING.startswith("MONITOR_")
    assert foot.count("vult de beheerder in") == 2
    assert re.search(r"Nieuwste cijfer van het CBS: \d+ \w+ \d{4}\.", foot)
    assert re.search(r"Alle verschillen tussen bronnen \(\d+\)", foot)
