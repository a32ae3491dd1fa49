"""The words of the value lists that DCAT-AP-NL prescribes, as far as the catalogue uses them."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.periods import Frequency
from endpoints.api.rdf import Iri, Node, Text

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

PUBLIC = Iri(f"{_EU}access-right/PUBLIC")
LANGUAGE = Iri(f"{_EU}language/NLD")
IRREGULAR = Iri(f"{_EU}frequency/IRREG")
_ANNUAL = Iri(f"{_EU}frequency/ANNUAL")
FREQUENCIES: dict[Frequency, Iri] = {
    "maand": Iri(f"{_EU}frequency/MONTHLY"),
    "kwartaal": Iri(f"{_EU}frequency/QUARTERLY"),
    "jaar": _ANNUAL,
    "schooljaar": _ANNUAL,
    "dag": IRREGULAR,
    "meerjarig": IRREGULAR,
    "onbekend": IRREGULAR,
}
THEMES = (Iri(f"{_EU}data-theme/ECON"), Iri(f"{_EU}data-theme/SOCI"))
TAXONOMY = Iri(f"{_EU}data-theme")
AVAILABLE = Iri(f"{_EU}planned-availability/STABLE")
CC_BY = Iri("http://creativecommons.org/licenses/by/4.0/deed.nl")
# Documents carry no licence, and we do not invent one for them.
UNKNOWN_LICENCE = Iri("http://standaarden.overheid.nl/owms/terms/licentieonbekend")
PUBLISHER_KIND = Iri("http://purl.org/adms/publishertype/RegionalAuthority")
_ATTRIBUTION = Iri("http://purl.org/adms/licencetype/Attribution")
_UNKNOWN = Iri("http://purl.org/adms/licencetype/UnknownIPR")
CSVW = Iri("https://www.w3.org/TR/tabular-data-model/")
_RFC_4180 = Iri("https://www.rfc-editor.org/rfc/rfc4180")
_RFC_8259 = Iri("https://www.rfc-editor.org/rfc/rfc8259")
_ISO_29500 = Iri("https://www.iso.org/standard/71691.html")
_APACHE = Iri("https://parquet.apache.org/docs/file-format/")
_CUBE = Iri("https://json-stat.org/full/")


@dataclass(frozen=True)
class FileKind:
    """A kind of file: what it is called, its entries in the lists of EU and IANA, its standard."""

    label: str
    format: Iri
    media_type: Iri
    standard: Iri


def _kind(label: str, entry: str, media_type: str, standard: Iri) -> FileKind:
    return FileKind(label, Iri(f"{_EU}file-type/{entry}"), Iri(f"{_IANA}{media_type}"), standard)


CSV = _kind("CSV", "CSV", "text/csv", _RFC_4180)
JSON = _kind("JSON", "JSON", "application/json", _RFC_8259)
JSON_STAT = _kind("JSON-stat", "JSON", "application/json", _CUBE)
XLSX = _kind("XLSX", "XLSX", _OFFICE, _ISO_29500)
PARQUET = _kind("Parquet", "PARQUET", "application/vnd.apache.parquet", _APACHE)
ZIP = _kind("ZIP", "ZIP", "application/zip", CSVW)
KINDS = (CSV, JSON, JSON_STAT, XLSX, PARQUET, ZIP)


def words() -> list[Node]:
    """Return what each of these is, so that a reader need not ask elsewhere."""
    named = {
        PUBLIC: ("dct:RightsStatement", "openbaar"),
        LANGUAGE: ("dct:LinguisticSystem", "Nederlands"),
        IRREGULAR: ("dct:Frequency", "onregelmatig"),
        FREQUENCIES["maand"]: ("dct:Frequency", "maandelijks"),
        FREQUENCIES["kwartaal"]: ("dct:Frequency", "per kwartaal"),
        _ANNUAL: ("dct:Frequency", "jaarlijks"),
        THEMES[0]: ("skos:Concept", "Economie en financiën"),
        THEMES[1]: ("skos:Concept", "Bevolking en samenleving"),
        AVAILABLE: ("skos:Concept", "stabiel"),
        PUBLISHER_KIND: ("skos:Concept", "regionale overheid"),
        _ATTRIBUTION: ("skos:Concept", "naamsvermelding"),
        _UNKNOWN: ("skos:Concept", "rechten onbekend"),
    }
    for kind in KINDS:
        named[kind.format] = ("dct:MediaTypeOrExtent", kind.label)
        named[kind.media_type] = ("dct:MediaType", kind.media_type.address.removeprefix(_IANA))
        named[kind.standard] = ("dct:Standard", kind.label)
    nodes = [
        Node(iri, (kind,), (("skos:prefLabel", Text(label, "nl")),))
        for iri, (kind, label) in named.items()
    ]
    title = ("dct:title", Text("Thema's van de EU", "nl"))
    return [*nodes, Node(TAXONOMY, ("skos:ConceptScheme",), (title,)), *_licences()]


def _licences() -> list[Node]:
    told = {
        CC_BY: (_ATTRIBUTION, "CC BY 4.0"),
        UNKNOWN_LICENCE: (_UNKNOWN, "licentie onbekend"),
    }
    return [
        Node(
            iri,
            ("dct:LicenseDocument",),
            (("skos:prefLabel", Text(label, "nl")), ("dct:type", kind)),
        )
        for iri, (kind, label) in told.items()
    ]
