"""All commands, `monitor COMMAND`: those of the data, and what needs the whole product."""

from __future__ import annotations

import sys
from time import monotonic

import click

from data_loaders.__main__ import main, run
from data_loaders.files.errors import DataError


@main.command("publish")
@click.argument("plaats")
@click.option("--alleen", multiple=True, help="Alleen adressen die zo beginnen; mag vaker.")
@click.option("--landelijk", is_flag=True, help="Ook de gebieden buiten de eigen regio's.")
@click.option("--opruimen", is_flag=True, help="Verwijder ook bestanden waarvan de bron weg is.")
def publish_to(plaats: str, alleen: tuple[str, ...], landelijk: bool, opruimen: bool) -> None:
    """Schrijf tegels, deelpagina's, gegevens en catalogus als losse bestanden.

    PLAATS is een map of een adres zoals s3://emmer/map. Alleen wat veranderde wordt geschreven.
    """
    from data_loaders.storage.outlet import outlet_at
    from endpoints.plain.addresses import Wanted
    from endpoints.plain.publishing import publish_files

    started = monotonic()
    try:
        found = publish_files(outlet_at(plaats), Wanted(alleen, landelijk), clear=opruimen)
    except DataError as problem:
        raise click.ClickException(str(problem)) from problem
    for sentence, count in found.problems.items():
        click.echo(f"Niet bijgewerkt{f' ({count} bestanden)' if count else ''}: {sentence}")
    if found.absent and not opruimen:
        click.echo(f"{len(found.absent)} bestanden zonder bron blijven staan (zie --opruimen).")
    click.echo(
        f"{found.written} van {found.files} bestanden geschreven, {found.removed} verwijderd; "
        f"samen {found.size / 1e6:.1f} MB, in {monotonic() - started:.0f} s."
    )
    if found.problems:
        sys.exit(1)


if __name__ == "__main__":
    run("monitor")
