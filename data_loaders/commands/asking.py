"""What the commands that add something share: their words, a question, and how they tell faults."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn, TypeVar

import click

from data_loaders.files.errors import DataError, as_sentence
from data_loaders.imports.words import clean

UNCHANGED = "Er is niets vastgelegd."
ACCOUNT = "opdrachtregel"
"""Who does it, in the log inside."""
_MOST_FAULTS = 200

R = TypeVar("R")


def confirmed() -> bool:
    """Ask whether it is right; no unless somebody says yes."""
    answer = click.prompt("Klopt dit? Dan wordt het vastgelegd. (ja/nee)", default="nee")
    return str(answer).strip().lower() in ("j", "ja")


def tell_faults(sentences: Sequence[str], what: str) -> NoReturn:
    """Tell every fault, and end."""
    for sentence in sentences[:_MOST_FAULTS]:
        click.echo(clean(sentence))
    count = "1 fout" if len(sentences) == 1 else f"{len(sentences)} fouten"
    raise click.ClickException(f"{what} heeft {count}. {UNCHANGED}")


def or_stop(action: Callable[[], R], after: str = UNCHANGED) -> R:
    """Do what may be refused, and stop with one sentence when it is."""
    try:
        return action()
    except DataError as problem:
        raise click.ClickException(f"{as_sentence(str(problem))} {after}".strip()) from problem
