"""The open data: every figure, source, area, contradiction and agreement as RFC 4180 CSV."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from data_loaders.export import (
    contradiction_records,
    indicator_records,
    observations,
    region_records,
    source_records,
)
from data_loaders.files.csvtext import Record, to_csv
from data_loaders.open_registers import register_columns, register_names, register_rows
from data_loaders.registry import load_registry
from data_loaders.storage.files import write_problem


def open_data() -> dict[str, Callable[[], list[Record]]]:
    """Return the files of the open data: name, and what makes the records."""
    return {
        "waarnemingen.csv": observations,
        "indicatoren.csv": indicator_records,
        "bronnen.csv": source_records,
        "gebieden.csv": region_records,
        "tegenstrijdigheden.csv": contradiction_records,
        **{f"{name}.csv": partial(register_rows, name) for name in register_names()},
    }


def open_data_csv(name: str) -> bytes:
    """Return one file of the open data as RFC 4180. Raises DataError."""
    stem = name.removesuffix(".csv")
    columns = register_columns(stem) if stem in register_names() else ()
    return to_csv(open_data()[name](), columns)


def export_all(out: Path) -> dict[str, int]:
    """Write the open data into folder `out`; return the number of records per file.

    Raises DataError when any figure cannot be read (open data is whole or not written), or when
    the folder cannot be written.
    """
    problems = load_registry().broken
    if problems:
        raise problems[0].problem
    made = {name: (open_data_csv(name), len(make())) for name, make in open_data().items()}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, (content, _count) in made.items():
            (out / name).write_bytes(content)
    except OSError as error:
        raise write_problem(error, out) from error
    return {name: count for name, (_content, count) in made.items()}
