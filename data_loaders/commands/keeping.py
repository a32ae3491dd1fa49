"""`backup` and `restore`: what cannot be made again, to one file and back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import click

from data_loaders.backup.archive import STORE, dataset_file, pack, unpack
from data_loaders.backup.place import read_backup, write_backup
from data_loaders.backup.restoring import restore_backup
from data_loaders.backup.saving import (
    KNOWN,
    NOTES_NAME,
    OLD_LEDGER,
    PARTS,
    REPORTS,
    REPORTS_FILE,
    kept_files,
    stored_files,
)
from data_loaders.clock import dutch_time
from data_loaders.files.errors import DataError
from data_loaders.monitor import project_version
from data_loaders.notes import NOTES
from data_loaders.refresh.run import take_over
from data_loaders.reports.rows import decode_everything
from data_loaders.storage.default import default_store
from data_loaders.storage.shared import shared_from_env


@click.command()
@click.argument("plaats")
@click.option("--overschrijf", is_flag=True, help="Vervang wat er op die plaats al staat.")
def backup(plaats: str, overschrijf: bool) -> None:
    """Bewaar opslag, meldingen en kanttekeningen in één bestand.

    PLAATS is een bestand of een adres zoals s3://emmer/monitor.zip.
    """
    try:
        store = default_store()
        if shared := shared_from_env():
            shared.datasets()  # says so when it cannot be reached: then this would not be all
            take_over(store)
        (stored, damaged), others = stored_files(store), kept_files()
        data = pack(stored, others, project_version())
        write_backup(plaats, data, overwrite=overschrijf)
    except DataError as problem:
        raise click.ClickException(f"Er is niets bewaard. {problem}") from problem
    for path in damaged:
        click.echo(f"Deze bewaarde versie is beschadigd en zit er niet in: {path}", err=True)
    click.echo(f"Bewaard in {plaats}: {_told(stored, others)}; {len(data) / 1000:.0f} kB.")


@click.command()
@click.argument("plaats")
@click.option("--alleen", multiple=True, type=click.Choice(PARTS), help="Alleen dit; mag vaker.")
@click.option("--overschrijf", is_flag=True, help="Ook als er dan iets verdwijnt wat er nu staat.")
def restore(plaats: str, alleen: Sequence[str], overschrijf: bool) -> None:
    """Zet een back-up terug: alles, of niets.

    PLAATS is een bestand of een adres zoals s3://emmer/monitor.zip.
    """
    try:
        found = unpack(read_backup(plaats), KNOWN)
        restore_backup(found, default_store(), alleen or PARTS, overwrite=overschrijf)
    except DataError as problem:
        raise click.ClickException(f"Er is niets teruggezet. {problem}") from problem
    told = _told(found.store, found.others, alleen or PARTS)
    day = dutch_time(found.made).strftime("%d-%m-%Y %H:%M")
    click.echo(f"Teruggezet uit {plaats} (van {day}, versie {found.version}): {told}.")


def _told(
    stored: Mapping[str, bytes], others: Mapping[str, bytes], parts: Collection[str] = PARTS
) -> str:
    """Return what a backup holds, or these parts of it, in words."""
    files = [file for path in stored if (file := dataset_file(path))]
    versions = {(dataset, version) for dataset, version, _ in files if version}
    sources = _counted(len({name for name, _ in versions}), "bron", "bronnen")
    found = {STORE: f"{sources} in {_counted(len(versions), 'versie', 'versies')}"}
    if data := others.get(REPORTS_FILE):
        count = len(decode_everything(data).reports)
        found[REPORTS] = _counted(count, "melding", "meldingen")
    for name, part in ((OLD_LEDGER, REPORTS), (NOTES_NAME, NOTES)):
        if data := others.get(name):
            word = name.removesuffix(".csv")
            rows = max(0, len(data.splitlines()) - 1)
            found[part] = _counted(rows, word.removesuffix("en"), word)
    return ", ".join(text for part, text in found.items() if part in parts)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
