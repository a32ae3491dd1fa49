"""The doors below the goals: work tables, money, and how to hand in a measurement. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from components.markup.doors import Door
from components.words.formatting import counted, format_euro, join_words
from components.words.texts import load_section
from data_loaders.agreements.hca import HcaBudget, WorkTable
from data_loaders.agreements.organisations import Organisation

PAGE = "hca-doelen"


def tables_door(
    tables: Sequence[WorkTable], known: Mapping[str, Organisation], address: str
) -> Door:
    """Return how many work tables there are, and who drives them."""
    drivers = dict.fromkeys(known[table.driver].name for table in tables)
    return Door(
        "",
        counted(len(tables), "werktafel", "werktafels"),
        (f"Aanjagers: {join_words([*drivers])}.",),
        (("Bekijk de werktafels", address),),
    )


def budget_door(items: Sequence[HcaBudget], today: date, address: str) -> Door:
    """Return what was budgeted for this year, and what the most of it is for."""
    section = load_section(PAGE, "begroting")
    of_year = [item for item in items if item.year == today.year]
    posts = sorted((i for i in of_year if i.kind == "post"), key=lambda i: -i.amount)
    totals = [item for item in of_year if item.kind == "totaal"]
    title = section.title
    lines: tuple[str, ...] = (section.intro,)
    if totals and posts:
        title = f"{format_euro(totals[0].amount)} voor {today.year}"
        most = f"{format_euro(posts[0].amount)} voor {posts[0].item[:1].lower()}{posts[0].item[1:]}"
        lines = ("Zo staat het in de begroting van het akkoord.", f"Daarvan is {most}.")
    return Door("", title, lines, (("Bekijk het geld", address),))


def measure_door(address: str) -> Door:
    """Return the way to hand in a measurement."""
    section = load_section(PAGE, "meting")
    return Door("", "Heeft u een meting?", (section.intro,), ((section.title, address),))
