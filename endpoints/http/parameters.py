"""Parameters of a query: one record that checks a request and describes itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from endpoints.http.resource import Pairs, RequestError, unknown_value

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query.

    `choices` returns the values that exist; without it `pattern` says what a value looks like.
    A number has a lowest and a highest value in `span`, and `default` is text, as in an address.
    `codes_of` returns the values that a word stands for, and raises RequestError for none.
    """

    name: str
    description: str
    choices: Callable[[], Sequence[str]] | None = None
    pattern: str = ""
    span: tuple[int, int] | None = None
    default: str = ""
    many: bool = False
    codes_of: Callable[[str], Sequence[str]] | None = None
    required: bool = False

    def read(self, values: Sequence[str]) -> tuple[str, ...]:
        """Return the values that were asked for, or the default. Raises RequestError.

        Whatever is wrong with a value is a 400; the sentence says what is right.
        """
        if len(values) > 1 and not self.many:
            raise RequestError(400, f"Geef '{self.name}' hoogstens één keer.")
        if self.codes_of:
            values = [code for value in values for code in self.codes_of(value)]
        asked = tuple(dict.fromkeys(map(self._checked, values)))
        return asked or ((self.default,) if self.default else ())

    def _checked(self, value: str) -> str:
        """Return a value as we write it, whatever case it was asked in."""
        if self.choices:
            known = {choice.casefold(): choice for choice in self.choices()}
            value = known.get(value.casefold(), value)
        if self.span:
            low, high = self.span
            if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
                raise RequestError(400, f"'{self.name}' is een getal van {low} tot en met {high}.")
        elif self.choices and value not in self.choices():
            raise unknown_value(self.name, self.choices())
        elif self.pattern and not re.fullmatch(self.pattern, value):
            raise RequestError(400, f"'{self.name}' heeft niet de goede vorm.")
        return value

    def described(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI has it."""
        schema = self._schema()
        return {
            "name": self.name,
            "in": "query",
            "description": self.description,
            "required": self.required,
            "schema": {"type": "array", "items": schema} if self.many else schema,
        }

    def _schema(self) -> dict[str, Any]:
        if self.span:
            schema: dict[str, Any] = {"type": "integer"}
            schema |= {"minimum": self.span[0], "maximum": self.span[1]}
            return schema | ({"default": int(self.default)} if self.default else {})
        schema = {"type": "string"}
        if self.choices:
            # What changes with the data is no closed list: a client made today must go on working.
            schema["examples" if self.codes_of else "enum"] = list(self.choices())
        if self.pattern:
            schema["pattern"] = f"^{self.pattern}$"
        return schema | ({"default": self.default} if self.default else {})


def read_parameters(pairs: Pairs, known: Sequence[Parameter]) -> Values:
    """Return the values of every known parameter. Raises RequestError for a wrong value.

    What nobody here knows is passed over: others add to an address what is for themselves (`dnt`,
    `utm_source`).
    """
    asked: dict[str, list[str]] = {}
    for name, value in pairs:
        asked.setdefault(name, []).append(value)
    return {item.name: item.read(asked.get(item.name, [])) for item in known}
