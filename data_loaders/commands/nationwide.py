"""`landelijk`: make the copies of CBS tables that hold every municipality of the country.

Which column is which measure stands in `assets/data/landelijk/recept.toml`. Our own areas go to
`assets/data/cbs/<table>.csv`, all others to `assets/data/landelijk/<table>.parquet`, which is
read only when somebody asks for them. Nothing is added up, and no value is moved to another
municipality or year.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pandas as pd

from data_loaders.files import paths
from data_loaders.files.csvtext import plain_number, to_csv
from data_loaders.files.errors import DataError
from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.elsewhere import AREAS_FILE, COLUMNS, FOLDER
from data_loaders.geo.regions import load_regions
from data_loaders.sources.cbs_embedded import PERIODS, elsewhere_file, embedded_files
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    CALCULATED,
    CONFIDENTIAL,
    IMPOSSIBLE,
    MEASURE,
    PROVISIONAL,
    VALUE,
)

RECIPE = FOLDER / "recept.toml"
AREA = "RegioS"
_GIVEN, _EMPTY = "None", "Empty"
_OWN_CODE = {"Veluwe Stedendriehoek": "AM-VSD"}
"""Codes of ours, for a region that has none in the lists of CBS that we have."""


class NationalFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one file becomes a copy: its columns by measure, or the one measure of its rows.

    `shares` are counts by the column of their total, of which the share is calculated.
    """

    table: str = msgspec.field(name="tabel")
    file: str = msgspec.field(name="bestand")
    period: str = msgspec.field(name="periode", default="")
    area: str = msgspec.field(name="gebied", default="gemeentecode")
    name: str = msgspec.field(name="naam", default="gemeentenaam")
    measure: str = msgspec.field(name="maat", default="")
    ours: bool = msgspec.field(name="onze", default=True)
    provisional: tuple[str, ...] = msgspec.field(name="voorlopig", default=())
    measures: dict[str, str] = msgspec.field(name="maten", default_factory=dict)
    shares: dict[str, dict[str, str]] = msgspec.field(name="aandelen", default_factory=dict)


class Secret(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of which areas which measures may not ship."""

    areas: tuple[str, ...] = msgspec.field(name="gebieden")
    measures: tuple[str, ...] = msgspec.field(name="maten")


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All tables, what is secret, and the file with the classification."""

    classification: str = msgspec.field(name="indeling")
    secret: Secret = msgspec.field(name="geheim")
    tables: tuple[NationalFile, ...] = msgspec.field(name="tabel")


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("landelijk")
@click.option("--bron", type=_FOLDER, required=True)
def nationwide(bron: Path) -> None:
    """Maak de kopieën met alle gemeenten opnieuw uit de bestanden in de map BRON."""
    try:
        for path in make_copies(bron):
            click.echo(f"Geschreven: {path.relative_to(paths.ROOT)}")
    except DataError as problem:
        raise click.ClickException(str(problem)) from problem


def make_copies(folder: Path) -> Iterator[Path]:
    """Write every copy of the recipe and the list of areas; yield what was written.

    Raises DataError for a file or column that is not there.
    """
    recipe = read_toml(RECIPE, Recipe)
    own = {region.code for region in load_regions().regions}
    for item in recipe.tables:
        rows = _observations(item, folder, recipe.secret)
        kept = rows[AREA].isin(own)
        if item.ours:
            yield _write(embedded_files(item.table)[0], _as_csv(rows[kept]))
        yield _write(elsewhere_file(item.table), _as_parquet(rows[~kept]))
    yield _write(AREAS_FILE, _areas(recipe, folder))


def _observations(item: NationalFile, folder: Path, secret: Secret) -> pd.DataFrame:
    """Return the observations of a file about municipalities, by measure and then as they stand."""
    raw = _read(folder / item.file)
    rows = _listed(raw, item) if item.measure else _unfolded(raw, item, folder / item.file)
    rows = rows[rows[AREA].str.startswith("GM") & (rows[ATTRIBUTE] != IMPOSSIBLE)]
    rows.loc[rows[MEASURE].isin(item.provisional), ATTRIBUTE] = PROVISIONAL
    hidden = rows[AREA].isin(secret.areas) & rows[MEASURE].isin(secret.measures)
    rows.loc[hidden, [VALUE, ATTRIBUTE]] = None, CONFIDENTIAL
    rows.loc[rows[VALUE].isna() & ~hidden, ATTRIBUTE] = _EMPTY
    if (rows[VALUE] < 0).any():
        raise DataError("een waarde onder nul kan niet bestaan", folder / item.file)
    return rows.reset_index(drop=True)


def _listed(raw: pd.DataFrame, item: NationalFile) -> pd.DataFrame:
    rows = raw if MEASURE in raw else raw.assign(**{MEASURE: item.measure})
    rows = rows[rows[MEASURE] == item.measure].drop(columns="regio", errors="ignore")
    rows = rows.assign(**{VALUE: _numbers(rows[VALUE])})
    return rows if ATTRIBUTE in rows else rows.assign(**{ATTRIBUTE: _GIVEN})


def _unfolded(raw: pd.DataFrame, item: NationalFile, path: Path) -> pd.DataFrame:
    columns = [*item.measures.values(), *item.shares]
    columns += [column for parts in item.shares.values() for column in parts.values()]
    if missing := [name for name in (item.area, item.name, *columns) if name not in raw]:
        raise DataError(f"de kolom '{missing[0]}' ontbreekt", path)
    raw = raw.sort_values(item.name, kind="stable")
    values = raw[list(dict.fromkeys(columns))].apply(_numbers)
    made = [(key, values[column], _GIVEN) for key, column in item.measures.items()]
    for total, parts in item.shares.items():
        made += [
            (key, (100 * values[column] / values[total] + 0.5) // 1, CALCULATED)
            for key, column in parts.items()
        ]
    frames = [
        pd.DataFrame(
            {AREA: raw[item.area], PERIODS: item.period, MEASURE: key, VALUE: column}
        ).assign(**{ATTRIBUTE: word})
        for key, column, word in made
    ]
    return pd.concat(frames, ignore_index=True)


def _areas(recipe: Recipe, folder: Path) -> bytes:
    """Return every municipality that is or was, and every arbeidsmarktregio, as CSV."""
    found = _read(folder / recipe.classification)
    regions = {
        name: code or _OWN_CODE[name]
        for name, code in zip(
            found["arbeidsmarktregio"], found["arbeidsmarktregio_code"], strict=True
        )
    }
    rows = [(code, name, "arbeidsmarktregio", "", "") for name, code in regions.items()]
    for row in found.itertuples():
        within = f"{regions[row.arbeidsmarktregio]} {row.provinciecode}"
        rows.append((row.gemeentecode, row.gemeentenaam, "gemeente", within, ""))
    known = set(found["gemeentecode"])
    gone: dict[str, tuple[str, str]] = {}
    for item in sorted(recipe.tables, key=lambda item: item.period):
        for code, name in _named(item, folder):
            if code not in known and item.period:
                gone[code] = (name, item.period[:4])
    rows += [(code, name, "gemeente", "", year) for code, (name, year) in gone.items()]
    ordered = sorted(rows, key=lambda row: (row[2], bool(row[4]), row[1], row[0]))
    return to_csv([dict(zip(COLUMNS, row, strict=True)) for row in ordered])


def _named(item: NationalFile, folder: Path) -> Iterator[tuple[str, str]]:
    raw = _read(folder / item.file)
    if item.name in raw:
        wanted = raw[raw[item.area].str.startswith("GM")]
        yield from zip(wanted[item.area], wanted[item.name], strict=True)


def _numbers(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column.replace("", None))


def _read(path: Path) -> pd.DataFrame:
    try:
        raw: pd.DataFrame = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise DataError("dit bestand is er niet, of het is geen CSV", path) from error
    stripped: pd.DataFrame = raw.apply(lambda column: column.str.strip())
    return stripped


def _as_csv(rows: pd.DataFrame) -> bytes:
    cells = rows.assign(
        **{VALUE: [plain_number(v) if pd.notna(v) else "" for v in rows[VALUE]]}
    ).to_dict("records")
    return to_csv([{str(k): str(v) for k, v in row.items()} for row in cells]).replace(
        b"\r\n", b"\n"
    )


def _as_parquet(rows: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    rows.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
