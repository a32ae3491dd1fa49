"""Records of the open data: observations, indicators, sources, areas, contradictions; as text."""

from __future__ import annotations

from dataclasses import asdict
from math import isnan

from data_loaders.cache import fetched_indicators, load_series
from data_loaders.contradictions import COLUMNS as CONTRADICTION_COLUMNS
from data_loaders.contradictions import load_contradictions, warnings_of
from data_loaders.documents import load_documents, load_topics
from data_loaders.files.csvtext import Record, plain_number
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.periods import reference_date
from data_loaders.series import Series, records
from data_loaders.sources.cbs import describe_table
from data_loaders.status import used_tables

OBSERVATION_COLUMNS = (
    "indicator_id",
    "indicator",
    "onderwerp",
    "kenmerk",
    "gebied_code",
    "gebied",
    "gebied_niveau",
    "periode",
    "peildatum",
    "waarde",
    "eenheid",
    "status",
    "bron",
    "document",
    "paragraaf",
    "toelichting",
)


def observation_records(series: Series) -> list[Record]:
    """Return one record per observation (columns: OBSERVATION_COLUMNS), as text.

    Values in base units as published; percentages as percent; an unknown or hidden value
    is empty with its status beside it. What must be known of the figure stands with each
    value: a row travels alone.
    """
    indicator = series.indicator
    fixed = {
        "indicator_id": indicator.id,
        "indicator": indicator.title,
        "onderwerp": load_topics()[indicator.topic].title,
        "eenheid": indicator.unit,
        "bron": series.provenance.credit,
        "document": series.provenance.document,
        "paragraaf": series.provenance.section,
    }
    told = warnings_of(indicator.id)
    rows = [fixed | _observation(row, indicator, told) for row in records(series.frame)]
    return [{column: row[column] for column in OBSERVATION_COLUMNS} for row in rows]


def _observation(row: dict[str, object], indicator: Indicator, told: tuple[str, ...]) -> Record:
    day = reference_date(str(row["period"]), indicator.frequency, indicator.reference)
    value = _known(row["value"])
    return {
        "kenmerk": "; ".join(str(row[c]) for c in ("characteristic", "breakdown") if row[c]),
        "gebied_code": str(row["region_code"]),
        "gebied": load_regions().get(str(row["region_code"])).name,
        "gebied_niveau": str(row["region_level"]),
        "periode": str(row["period"]),
        "peildatum": day.isoformat() if day else "",
        "waarde": "" if value is None else plain_number(value),
        "status": str(row["status"]),
        "toelichting": " ".join(filter(None, [str(row["note"]), *_precision(row), *told])),
    }


def _precision(row: dict[str, object]) -> list[str]:
    """Return what this value is rounded to and its margin, where those are its own."""
    rounding, margin = _known(row["rounding"]), _known(row["margin"])
    told = [f"De bron rondde deze waarde af op {plain_number(rounding)}."] if rounding else []
    return [*told, *([f"Marge van de bron: {plain_number(margin)}."] if margin else [])]


def _known(value: object) -> float | None:
    return value if isinstance(value, float) and not isnan(value) else None


def indicator_records() -> list[Record]:
    """Return one record per indicator: its meaning and where it comes from."""
    records = []
    for indicator in fetched_indicators().values():
        source = load_series(indicator.id).provenance
        records.append(
            {
                "indicator_id": indicator.id,
                "indicator": indicator.title,
                "onderwerp": load_topics()[indicator.topic].title,
                "eenheid": indicator.unit,
                "eenheid_toelichting": indicator.unit_long,
                "soort": indicator.kind,
                "frequentie": indicator.frequency,
                "kenmerk": indicator.characteristic,
                "definitie": indicator.definition,
                "toelichting": indicator.note,
                "bron": source.credit,
                "document": source.document,
                "tabel": source.table,
                "paragraaf": source.section,
                "url": source.url,
            }
        )
    return records


def source_records() -> list[Record]:
    """Return one record per document and per CBS table."""
    documents = [
        {
            "bron_id": document.id,
            "soort": "document",
            "titel": document.title,
            "uitgever": document.publisher,
            "datum": document.date,
            "gewijzigd": "",
            "opgehaald": "",
            "licentie": "",
            "url": document.url,
            "toelichting": document.note,
        }
        for document in load_documents().values()
    ]
    return documents + [_table_record(table) for table in used_tables()]


def _table_record(table: str) -> Record:
    info = describe_table(table)
    return {
        "bron_id": info.table,
        "soort": "cbs",
        "titel": info.title,
        "uitgever": "CBS",
        "datum": "",
        "gewijzigd": info.modified.isoformat() if info.modified else "",
        "opgehaald": info.captured.isoformat() if info.captured else "",
        "licentie": info.licence,
        "url": info.url,
        "toelichting": info.note,
    }


def region_records() -> list[Record]:
    """Return one record per area of ours."""
    regions = load_regions()
    return [
        {
            "gebied_code": region.code,
            "gebied": region.name,
            "gebied_niveau": region.level,
            "ligt_in": " ".join(region.within),
            "indeling": str(regions.year),
        }
        for region in regions.regions
    ]


def contradiction_records() -> list[Record]:
    """Return one record per contradiction (columns of the register)."""
    records = []
    for item in load_contradictions():
        flat = asdict(item)
        first, second = flat["first"], flat["second"]
        values = (
            item.id,
            item.severity,
            item.topic,
            " ".join(item.indicators),
            item.description,
            *(first[key] for key in ("document", "section", "value")),
            *(second[key] for key in ("document", "section", "value")),
            item.choice,
            item.reason,
            item.kind,
            item.warning,
            *(" | ".join(words) for words in (item.rule.required, item.rule.forbidden)),
            " ".join(item.rule.places),
        )
        records.append(dict(zip(CONTRADICTION_COLUMNS, values, strict=True)))
    return records


def observations() -> list[Record]:
    """Return every observation of every indicator. Raises DataError."""
    return [
        record
        for indicator_id in fetched_indicators()
        for record in observation_records(load_series(indicator_id))
    ]
