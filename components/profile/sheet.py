"""A profile as a table to take along: the same rows as on its page. Pure."""

from __future__ import annotations

from components.exhibit.sheet import EMPTY, WARNING, Sheet
from components.profile.model import Profile, ProfileRow, ShownValue
from components.words.columns import Kinds
from components.words.file_names import slug
from data_loaders.contradictions import warnings_of
from data_loaders.files.csvtext import Record, plain_number
from data_loaders.geo.regions import Region

COLUMNS = (
    "onderwerp",
    "indicator_id",
    "cijfer",
    "kenmerk",
    "eenheid",
    "periode",
    "gebied_code",
    "gebied",
    "waarde",
    "status",
    "regio",
    "waarde_regio",
    "waarde_nederland",
    "naast",
    "waarde_naast",
    "vergeleken",
    "rang",
    "bron",
    "toelichting",
)
KINDS: Kinds = dict.fromkeys(
    ("waarde", "waarde_regio", "waarde_nederland", "waarde_naast"), "getal"
)


def profile_sheet(profile: Profile) -> Sheet:
    """Return a profile as rows (columns: COLUMNS), what only the region has last."""
    place = profile.place
    around = place.region or place.area
    rows = [_record(profile, row, place.area) for row in profile.rows]
    rows += [_record(profile, row, around) for row in profile.regional]
    told = dict.fromkeys(text for _, text in profile.cautions)
    about = [("Lege cellen", EMPTY), *((WARNING, text) for text in told)]
    title = f"{place.area.name} in cijfers"
    return Sheet(stem_of(place.area), COLUMNS, rows, KINDS, tuple(about), title=title)


def stem_of(area: Region) -> str:
    """Return the name of the files of a profile, without an ending."""
    return f"profiel-{slug(area.name)}"


def _record(profile: Profile, row: ProfileRow, area: Region) -> Record:
    place = profile.place
    is_own = area is place.area
    region = place.region if is_own else None
    return {
        "onderwerp": row.topic,
        "indicator_id": row.indicator.id,
        "cijfer": row.indicator.title,
        "kenmerk": row.characteristic,
        "eenheid": row.indicator.unit,
        "periode": row.period,
        "gebied_code": area.code,
        "gebied": area.name,
        "waarde": _number(row.own),
        "status": row.own.status,
        "regio": region.name if region and row.region.text else "",
        "waarde_regio": _number(row.region),
        "waarde_nederland": _number(row.country),
        "naast": place.beside.name if place.beside and row.beside.text else "",
        "waarde_naast": _number(row.beside),
        "vergeleken": f"{row.compared.word} {row.compared.rest}".strip(),
        "rang": row.rank if is_own else "",
        "bron": row.source,
        "toelichting": " ".join((row.sub, *warnings_of(row.indicator.id))).strip(),
    }


def _number(cell: ShownValue) -> str:
    return "" if cell.value is None else plain_number(cell.value)
