"""What search engines read of the data: schema.org, as objects for JSON-LD."""

from __future__ import annotations

from typing import Any

from components.files.formats import IN_API
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.monitor import MONITOR, publisher
from data_loaders.periods import span_of_all

_CONTEXT = "https://schema.org"
_CC_BY = "https://creativecommons.org/licenses/by/4.0/deed.nl"
_SHORTEST = 50
"""A description of a dataset has at least so many characters, or it is not listed."""


def figure_dataset(indicator_id: str, base: str) -> dict[str, Any]:
    """Return a figure as a Dataset; `base` is the address of the site. Raises DataError."""
    series = load_series(indicator_id)
    indicator, source = series.indicator, series.provenance
    address = f"{base}deel/{indicator_id}"
    text = " ".join(filter(None, [indicator.definition, indicator.note]))
    if len(text) < _SHORTEST:
        text = f"{indicator.title}. {text} {MONITOR.description}".replace("  ", " ")
    span = span_of_all(series.frame["period"].unique(), indicator.frequency)
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "identifier": indicator_id,
        "name": f"{indicator.title} ({MONITOR.region})",
        "description": text,
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "keywords": list(MONITOR.keywords),
        "creator": {"@type": "Organization", "name": source.producer},
        "publisher": {"@type": "Organization", "name": publisher() or MONITOR.name},
        "spatialCoverage": {"@type": "Place", "name": MONITOR.region},
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": indicator.title,
            "unitText": indicator.unit_long or indicator.unit,
        },
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": f"{base}api"},
        "distribution": _downloads(indicator_id, base),
    }
    known = {
        "license": _CC_BY if source.is_open else "",
        "isBasedOn": source.url,
        "dateModified": source.modified.isoformat() if source.modified else "",
        "temporalCoverage": "/".join(day.isoformat() for day in span) if span else "",
    }
    return found | {name: value for name, value in known.items() if value}


def _downloads(indicator_id: str, base: str) -> list[dict[str, str]]:
    return [
        {
            "@type": "DataDownload",
            "name": item.description,
            "encodingFormat": item.media_type,
            "contentUrl": f"{base}tegel/{indicator_id}/alles.{item.ending}",
        }
        for item in IN_API
    ]


def data_catalog(base: str) -> dict[str, Any]:
    """Return all figures as a DataCatalog; `base` is the address of the site."""
    return {
        "@context": _CONTEXT,
        "@type": "DataCatalog",
        "@id": f"{base}api",
        "url": f"{base}api",
        "name": f"Open data van de {MONITOR.name}",
        "description": MONITOR.description,
        "inLanguage": "nl",
        "publisher": {"@type": "Organization", "name": publisher() or MONITOR.name},
        "dataset": [
            {"@type": "Dataset", "@id": f"{base}deel/{name}", "name": item.title}
            for name, item in fetched_indicators().items()
        ],
    }
