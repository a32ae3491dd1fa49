"""`import`: read a file that an official downloaded, after showing what it says."""

from __future__ import annotations

from pathlib import Path

import click

from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.imports.kinds import ImportKind, load_kinds
from data_loaders.imports.template import write_template
from data_loaders.imports.understand import understand
from data_loaders.sources.imported import import_dataset, keep_imported
from data_loaders.storage.default import default_store
from data_loaders.storage.shared import shared_from_env


@click.command("import")
@click.argument("soort")
@click.argument(
    "bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@click.option("--periode", help="Voor een bestand zonder periode, zoals 'mei 2026'.")
@click.option("--blad", help="De naam van het werkblad, als er meer zijn.")
@click.option(
    "--sjabloon",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Maak een leeg bestand van deze soort (.xlsx of .csv) en lees niets in.",
)
@click.option("--ja", is_flag=True, help="Bewaar zonder te vragen.")
def import_file(
    soort: str,
    bestand: Path | None,
    periode: str | None,
    blad: str | None,
    sjabloon: Path | None,
    ja: bool,
) -> None:
    """Lees een BESTAND in dat u zelf hebt gedownload, van de SOORT gwu, atlas-sv en zo meer."""
    try:
        kind = _kind(soort)
        if sjabloon is not None:
            write_template(kind, sjabloon)
            click.echo(f"Geschreven: {sjabloon}")
        elif bestand is None:
            raise click.UsageError("Noem het bestand dat u wilt inlezen, of --sjabloon.")
        else:
            _import(kind, bestand, periode, blad, ja)
    except DataError as problem:
        sentence = str(problem).rstrip(".")
        raise click.ClickException(f"{sentence}. Er is niets veranderd.") from problem


def _kind(name: str) -> ImportKind:
    kinds = load_kinds()
    if name not in kinds:
        raise DataError(f"'{name}' is geen soort bestand (wel: {', '.join(kinds)}).")
    return kinds[name]


def _import(kind: ImportKind, path: Path, period: str | None, sheet: str | None, yes: bool) -> None:
    found = understand(path, kind, period=period, sheet=sheet)
    for line in found.preview:
        click.echo(line)
    if not yes and not _confirmed():
        click.echo("Er is niets veranderd.")
        return
    shared = shared_from_env()
    if shared:
        shared.pull(default_store())
    keep_imported(kind, found.rows, path.name, dutch_today())
    if shared:
        shared.push(default_store(), import_dataset(kind.id))
    click.echo(
        f"Bewaard: {len(found.rows)} waarnemingen, ingelezen op {dutch_today().isoformat()}."
    )


def _confirmed() -> bool:
    answer = click.prompt("Klopt dit? Dan wordt het bewaard. (ja/nee)", default="nee")
    return str(answer).strip().lower() in ("j", "ja")
