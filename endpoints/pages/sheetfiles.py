"""A sheet as a file over HTTP, in one of the formats that a page offers."""

from __future__ import annotations

from components.exhibit.sheet import Sheet
from components.files.format import Format
from components.files.formats import BUTTONS
from endpoints.http.answers import Answer, answer_of
from endpoints.http.resource import RequestError

_FORMATS = {item.ending: item for item in BUTTONS}


def form_of(ending: str) -> Format:
    """Return the format with this ending. Raises RequestError (404), which names the others."""
    if ending not in _FORMATS:
        raise RequestError(404, f"Dit bestand is er niet, wel: {', '.join(_FORMATS)}.")
    return _FORMATS[ending]


def sheet_answer(sheet: Sheet, form: Format) -> Answer:
    """Return a sheet to take along, under its own name."""
    assert form.write
    return file_answer(form.write(sheet), form, sheet.name)


def file_answer(content: bytes, form: Format, stem: str) -> Answer:
    """Return a file to take along; `stem` is its name without an ending."""
    headers = {"Content-Disposition": f'attachment; filename="{form.file_name(stem)}"'}
    return answer_of(content, form.media_type, headers=headers)
