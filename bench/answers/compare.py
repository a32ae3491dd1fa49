"""Two recordings beside each other: what differs, what is missing, what is new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Literal

Verdict = Literal["gelijk", "anders", "weg", "nieuw"]
VERDICTS: tuple[Verdict, ...] = ("gelijk", "anders", "weg", "nieuw")
_SHORT = 12  # lines of a diff
_WIDE = 240  # characters of a line
_LONGEST = 4000  # lines that are compared as a whole: time grows with their square


@dataclass(frozen=True)
class Compared:
    """One answer: where it is kept below both folders, and what came out."""

    path: Path
    verdict: Verdict

    @property
    def kind(self) -> str:
        """Return the kind of answer."""
        return self.path.parts[0]


def compare(before: Path, after: Path) -> list[Compared]:
    """Return every answer of either folder, in the order of its name."""
    old, new = _files(before), _files(after)
    return [Compared(path, _verdict(path, before, after, (old, new))) for path in sorted(old | new)]


def _files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*.txt")}


def _verdict(path: Path, before: Path, after: Path, known: tuple[set[Path], set[Path]]) -> Verdict:
    if path not in known[1]:
        return "weg"
    if path not in known[0]:
        return "nieuw"
    return "gelijk" if (before / path).read_bytes() == (after / path).read_bytes() else "anders"


def report(found: list[Compared], before: Path, after: Path, *, full: bool) -> Iterator[str]:
    """Return the lines to print: each difference, then the counts per kind."""
    for item in found:
        if item.verdict == "gelijk":
            continue
        yield f"{item.verdict}: {item.path}"
        if item.verdict == "anders":
            yield from _diff(before / item.path, after / item.path, full=full)
    counts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for item in found:
        counts[item.kind][item.verdict] += 1
    yield f"{'soort':<28}" + "".join(f"{verdict:>8}" for verdict in VERDICTS)
    for kind, count in [*sorted(counts.items()), ("samen", sum(counts.values(), Counter()))]:
        yield f"{kind:<28}" + "".join(f"{count[verdict]:>8}" for verdict in VERDICTS)
    same = all(item.verdict == "gelijk" for item in found)
    yield "Geen verschillen." if same and found else "Er zijn verschillen."


def _diff(before: Path, after: Path, *, full: bool) -> Iterator[str]:
    old, new = _lines(before), _lines(after)
    start = 0
    if max(len(old), len(new)) > _LONGEST:
        start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
        old, new = old[start : start + _LONGEST], new[start : start + _LONGEST]
    lines = islice(unified_diff(old, new, n=0, lineterm=""), 2, None)
    for line in lines if full else islice(lines, _SHORT):
        yield f"    {line if full else line[:_WIDE]}"


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").split("\n")
