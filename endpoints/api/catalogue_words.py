"""The words of the value lists that DCAT-AP-NL prescribes, as far as the catalogue uses them."""

from __future__ import annotations

from dataclasses import dataclass

from endpoints.api.rdf import Iri, Node, Text

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"

PUBLIC = Iri(f"{_EU}access-right/PUBLIC")
LANGUAGE = Iri(f"{_EU}language/NLD")
IRREGULAR = Iri(f"{_EU}frequency/IRREG")
THEMES = (Iri(f"{_EU}data-theme/ECON"), Iri(f"{_EU}data-theme/SOCI"))
CC_BY = Iri("http://creativecommons.org/licenses/by/4.0/deed.nl")
# Documents carry no licence, and we do not invent one for them.
UNKNOWN_LICENCE = Iri("http://standaarden.overheid.nl/owms/terms/licentieonbekend")


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its entry in the list of the EU, and that of IANA."""

    format: Iri
    media_type: Iri


CSV = FileKind(Iri(f"{_EU}file-type/CSV"), Iri(f"{_IANA}text/csv"))
JSON = FileKind(Iri(f"{_EU}file-type/JSON"), Iri(f"{_IANA}application/json"))


def words() -> list[Node]:
    """Return what each of these is, so that a reader need not ask elsewhere."""
    named = {
        PUBLIC: ("dct:RightsStatement", "openbaar"),
        LANGUAGE: ("dct:LinguisticSystem", "Nederlands"),
        IRREGULAR: ("dct:Frequency", "onregelmatig"),
        THEMES[0]: ("skos:Concept", "Economie en financiën"),
        THEMES[1]: ("skos:Concept", "Bevolking en samenleving"),
        CC_BY: ("dct:LicenseDocument", "CC BY 4.0"),
        UNKNOWN_LICENCE: ("dct:LicenseDocument", "licentie onbekend"),
        CSV.format: ("dct:MediaTypeOrExtent", "CSV"),
        JSON.format: ("dct:MediaTypeOrExtent", "JSON"),
        CSV.media_type: ("dct:MediaType", "text/csv"),
        JSON.media_type: ("dct:MediaType", "application/json"),
    }
    return [
        Node(iri, (kind,), (("skos:prefLabel", Text(label, "nl")),))
        for iri, (kind, label) in named.items()
    ]
