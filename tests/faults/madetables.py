"""Tables for `cbsserver` in the shape of the true ones, with round made-up values."""

from __future__ import annotations

from collections.abc import Sequence

from cbsserver import Dim, Row, Table, Topic

from data_loaders.geo.regions import load_regions

MUNICIPALITIES = [region.code for region in load_regions().municipalities()]
REGIONS = (*MUNICIPALITIES, "PV25", "NL01")
OTHERS = ("GM0200", "PV26")  # areas the monitor does not know


def regions(codes: Sequence[str] = (*REGIONS, *OTHERS)) -> Dim:
    """The dimension with areas, padded to six as in the older service."""
    return Dim("RegioS", "Regio's", "regio", {code: (f"Naam {code}", "") for code in codes}, 6)


def periods(**statuses: str) -> Dim:
    """The dimension with periods: `p2024MM01="Voorlopig"` (the p is taken off)."""
    codes = {name[1:]: (name[1:], word) for name, word in statuses.items()}
    return Dim("Perioden", "Perioden", "tijd", codes)


def other(key: str, title: str, **codes: str) -> Dim:
    """Another dimension: `T001038="Totaal", c3000="Mannen"` (the c is taken off)."""
    found = {code.removeprefix("c"): (name, "") for code, name in codes.items()}
    return Dim(key, title, "overig", found, 7)


def add_dimension(table: Table, key: str, *codes: str) -> None:
    """Divide a table by one more dimension; all of its rows have the first code."""
    table.dims.append(other(key, key, **{f"c{code}": f"Naam {code}" for code in codes}))
    for row in table.rows:
        row[key] = codes[0]


BENEFITS = {
    "Werkloosheid": "Werkloosheid_4",
    "Bijstand tot de AOW-leeftijd": "BijstandTotDeAOWLeeftijd_7",
    "WIA-uitkering: WGA-regeling": "WIAUitkeringWGARegeling_10",
    "Wajong-uitkering": "WajongUitkering_11",
}


def benefits(months: int = 3, modified: str = "2026-07-01") -> Table:
    """Table 80794ned: people with a benefit per municipality and month."""
    names = [f"2026MM{month:02}" for month in range(1, months + 1)]
    status = {f"p{name}": "NaderVoorlopig" for name in names[:-1]} | {f"p{names[-1]}": "Voorlopig"}
    topics = [
        Topic(key, f"M{number}", title, "Uitkeringsontvangers per soort uitkering")
        for number, (title, key) in enumerate(BENEFITS.items(), start=100)
    ]
    return Table(
        "80794ned",
        "Personen met een uitkering; uitkeringsontvangers per regio",
        topics,
        [regions(), periods(**status)],
        [
            _benefit(region, place, name, month)
            for place, region in enumerate([*REGIONS, *OTHERS])
            for month, name in enumerate(names)
        ],
        modified=modified,
    )


def _benefit(region: str, place: int, period: str, month: int) -> Row:
    values = {
        title: 1000 + 100 * place + 10 * month + number for number, title in enumerate(BENEFITS)
    }
    return {"RegioS": region, "Perioden": period} | values


BINDING = (
    "Werkzame beroepsbevolking",
    "Werkloze beroepsbevolking",
    "Wil meer uren werken, beschikbaar",
    "Beschikbaar, niet gezocht",
    "Gezocht, niet beschikbaar",
    "Niet-beroepsbevolking",
)


def participation(table: str, modified: str = "2026-05-01") -> Table:
    """Table 86276NED or the edition before it, 86111NED: people by their tie to work, x 1 000."""
    start = 10 if table == "86276NED" else 50
    rows = [
        {"Persoonskenmerken": "T009002", "RegioS": region, "Perioden": period}
        | {title: start + place + number for number, title in enumerate(BINDING)}
        for place, region in enumerate((*REGIONS, *OTHERS))
        for period in ("2023JJ00", "2024JJ00")
    ]
    return Table(
        table,
        "Arbeidsdeelname; binding arbeidsmarkt; regio",
        [
            Topic(f"Binding_{number}", f"M{number}", title, unit="x 1 000")
            for number, title in enumerate(BINDING, start=1)
        ],
        [
            other("Persoonskenmerken", "Persoonskenmerken", T009002="Totaal personen"),
            regions(),
            periods(p2023JJ00="Definitief", p2024JJ00="Definitief"),
        ],
        rows,
        modified=modified,
    )


def population(modified: str = "2026-06-23") -> Table:
    """Table 03759ned as the copy that ships with the product has it, with its dimensions."""
    from data_loaders.sources.cbs_embedded import read_embedded

    observations = read_embedded("03759ned").observations
    fixed = {"BurgerlijkeStaat": "T001019", "Geslacht": "T001038", "Leeftijd": "10000"}
    rows: dict[tuple[str, str], Row] = {}
    titles = {"M000352": "Bevolking op 1 januari", "M000365": "Gemiddelde bevolking "}
    for item in observations.to_dict("records"):
        row = rows.setdefault(
            (item["RegioS"], item["Perioden"]),
            {"RegioS": item["RegioS"], "Perioden": item["Perioden"]} | fixed,
        )
        row[titles[item["Measure"]]] = None if item["Value"] != item["Value"] else item["Value"]
    statuses = {f"p{period}": "Definitief" for _, period in rows}
    return Table(
        "03759ned",
        "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio",
        [
            Topic("BevolkingOp1Januari_1", "M000352", titles["M000352"]),
            Topic("GemiddeldeBevolking_2", "M000365", titles["M000365"]),
        ],
        [
            other("BurgerlijkeStaat", "Burgerlijke staat", T001019="Totaal"),
            other("Geslacht", "Geslacht", T001038="Totaal", c3000="Mannen"),
            other("Leeftijd", "Leeftijd", c10000="Totaal", c70100="0 jaar"),
            regions(sorted({region for region, _ in rows})),
            periods(**statuses),
        ],
        list(rows.values()),
        modified=modified,
    )
