"""Reads a catalogue (Turtle, from stdin) as CKAN's harvester does; writes its datasets as JSON."""

import json
import sys

from ckanext.dcat.processors import RDFParser

parser = RDFParser(profiles=["euro_dcat_ap_3"])
parser.parse(sys.stdin.read(), "turtle")
json.dump(list(parser.datasets()), sys.stdout)
