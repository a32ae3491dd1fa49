"""HTML from the templates in assets/sjablonen: everything put in is escaped. Pure.

A template file holds macros, one for each piece of HTML, under the name of the room that
uses them; `macro` calls one. What comes out is `Markup`: safe to put in another, and escaping
whatever plain text is added to it.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from components.words.formatting import format_date
from data_loaders.files.paths import ASSETS
from data_loaders.monitor import MONITOR

FOLDER = ASSETS / "sjablonen"


@cache
def environment() -> Environment:
    """Return the one environment of the templates; each is compiled once per process."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters["datum"] = format_date
    made.globals["site"] = MONITOR.name
    made.globals["site_short"] = MONITOR.short
    return made


def macro(template: str, name: str, /, *values: object, **named: object) -> Markup:
    """Return what one macro of `assets/sjablonen/<template>.html` makes of these values."""
    made: Markup = getattr(_macros(template), name)(*values, **named)
    return made


def render(template: str, **values: object) -> str:
    """Return a whole document: `assets/sjablonen/<template>.html` filled with these values."""
    return environment().get_template(f"{template}.html").render(**values)


@cache
def _macros(template: str) -> object:
    return environment().get_template(f"{template}.html").module
