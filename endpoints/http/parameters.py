"""Parameters of a query: one record that checks a request and describes itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from endpoints.http.resource import Pairs, RequestError

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

    def read(self, values: Sequence[str]) -> tuple[str, ...]:
        """Return the values that were asked for, or the default. Raises RequestError.

        What can never be right gets 400; what could exist, but does not, gets 404.
        """
        if len(values) > 1 and not self.many:
            raise RequestError(400, f"Geef '{self.name}' hoogstens één keer.")
        if self.codes_of:
            values = [code for value in values for code in self.codes_of(value)]
        for value in values:
            self._check(value)
        asked = tuple(dict.fromkeys(values))
        return asked or ((self.default,) if self.default else ())

    def _check(self, value: str) -> None:
        if self.span:
            low, high = self.span
            if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
                raise RequestError(400, f"'{self.name}' is een getal van {low} tot en met {high}.")
        elif self.choices and value not in self.choices():
            raise RequestError(404, f"Deze waarde voor '{self.name}' kennen wij niet.")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            raise RequestError(400, f"'{self.name}' heeft niet de goede vorm.")

    def described(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI has it."""
        schema = self._schema()
        return {
            "name": self.name,
            "in": "query",
            "description": self.description,
            "required": False,
            "schema": {"type": "array", "items": schema} if self.many else schema,
        }

    def _schema(self) -> dict[str, Any]:
        if self.span:
            schema: dict[str, Any] = {"type": "integer"}
            schema |= {"minimum": self.span[0], "maximum": self.span[1]}
            return schema | ({"default": int(self.default)} if self.default else {})
        schema = {"type": "string"}
        if self.choices:
            schema["examples" if self.codes_of else "enum"] = list(self.choices())
        if self.pattern:
            schema["pattern"] = f"^{self.pattern}$"
        return schema | ({"default": self.default} if self.default else {})


def read_parameters(pairs: Pairs, known: Sequence[Parameter]) -> Values:
    """Return the values of every known parameter. Raises RequestError, also for an unknown one."""
    asked: dict[str, list[str]] = {}
    for name, value in pairs:
        asked.setdefault(name, []).append(value)
    names = [parameter.name for parameter in known]
    for name in asked:
        if name not in names:
            listed = ", ".join(names) or "geen"
            raise RequestError(400, f"Deze vraag heeft een onbekende parameter. Bekend: {listed}.")
    return {item.name: item.read(asked.get(item.name, [])) for item in known}
