"""Reading the TOML files of the project into frozen records, with faults that name the line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from data_loaders.files.bytes import decoding
from data_loaders.files.errors import DataError
from data_loaders.files.text import MOST_CHARACTERS, read_text, visible

T = TypeVar("T")


def read_toml(path: Path, record: type[T]) -> T:
    """Read `path` and convert it to `record` (a msgspec Struct).

    Raises DataError, with the line where it can be found, for a missing file, damaged
    TOML, an unknown key, a missing key, a value of the wrong type, a text that is too long or
    one with a sign that nobody sees.
    """
    text = read_text(path)
    with decoding("dit is geen geldige TOML", path):
        try:
            found = tomllib.loads(text)
            _check_texts(found, path)
            return msgspec.convert(found, record)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            line = int(place.group(1)) if place else len(text.splitlines())
            raise DataError("dit is geen geldige TOML", path, line) from error
        except msgspec.ValidationError as error:
            raise DataError(explain(str(error)), path, _line(text, str(error))) from error


def _check_texts(found: object, path: Path) -> None:
    for text in _texts(found):
        if len(text) > MOST_CHARACTERS:
            sentence = (
                f"hier staat een tekst van {len(text)} tekens; er passen er {MOST_CHARACTERS}"
            )
            raise DataError(sentence, path)
        if visible(text) != text:
            raise DataError(f"in '{visible(text)[:40]}' staat een onzichtbaar teken", path)


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for part in (*found, *found.values()) if isinstance(found, dict) else found:
            yield from _texts(part)


def explain(message: str) -> str:
    """Return msgspec's English message as a Dutch sentence with the key kept as it is."""
    if found := re.match(r"Object missing required field `(\w+)`", message):
        return f"het veld '{found.group(1)}' ontbreekt"
    if found := re.match(r"Object contains unknown field `(\w+)`", message):
        return f"het veld '{found.group(1)}' is hier niet bekend"
    field = _field(message)
    if found := re.match(r"Invalid (?:enum )?value ('?[^`]*?'?) - ", message):
        return f"de waarde {found.group(1)} mag niet in het veld '{field}'"
    detail = message.split(" - ", maxsplit=1)[0]
    return f"het veld '{field}' heeft een waarde van de verkeerde soort ({detail})"


def _field(message: str) -> str:
    found = re.search(r"`\$(?:\.?.*?)(\w+)(?:\[[^\]]*\])*`$", message)
    return found.group(1) if found else "?"


def _line(text: str, message: str) -> int | None:
    """Find the line a message is about: the key itself, else the head of its table."""
    lines: dict[str, int] = {}
    heads: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\s*\[(\[?)([\w.-]+)\]", line):
            name = f".{head.group(2)}"
            table = f"{name}[{heads[name]}]" if head.group(1) else name
            heads[name] += 1
            lines[table] = number
        elif key := re.match(r"\s*([\w-]+)\s*=", line):
            lines.setdefault(f"{table}.{key.group(1)}", number)
    found = re.search(r" - at `\$(.*)`$", message)
    place = found.group(1) if found else ""
    if field := re.search(r"field `(\w+)`", message):
        place += f".{field.group(1)}"
    while place and place not in lines:
        place = re.sub(r"(\.[^.\[\]]+|\[[^\]]*\])$", "", place)
    return lines.get(place)
