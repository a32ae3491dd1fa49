"""`refresh` and `diff`: follow the sources, and see what that changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from data_loaders.changes import find_changes, summarise
from data_loaders.editions import make_edition
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.refresh.job import Job, Outcome
from data_loaders.refresh.run import all_jobs, due_jobs, run_jobs, take_over
from data_loaders.refresh.tables import Options, indicators_of
from data_loaders.sources.cbs import dataset_of, decode_table
from data_loaders.storage.default import default_store
from data_loaders.storage.locks import Busy
from data_loaders.storage.store import is_shared

NICE = 10


@click.command()
@click.option("--only", metavar="BRON", multiple=True, help="Alleen deze bron, zoals 03759ned.")
@click.option("--due", is_flag=True, help="Alleen wat aan de beurt is.")
@click.option("--force", is_flag=True, help="Ook ophalen wat volgens de bron niet veranderd is.")
@click.option("--accept", is_flag=True, help="Neem over wat de controles weigeren. Kijk eerst.")
@click.option("--pull", is_flag=True, help="Neem alleen over wat in de gedeelde kopie staat.")
def refresh(only: Sequence[str], due: bool, force: bool, accept: bool, pull: bool) -> None:
    """Vraag de bronnen wat er nieuw is, controleer het en bewaar het."""
    try:
        if pull:
            click.echo(f"Nieuw overgenomen: {', '.join(take_over(default_store())) or 'niets'}.")
        else:
            _refresh(only, due=due, options=Options(force, accept))
    except Busy as busy:
        click.echo(busy.sentence)
    except DataError as problem:
        raise click.ClickException(str(problem)) from problem


def _refresh(only: Sequence[str], *, due: bool, options: Options) -> None:
    store = default_store()
    if is_shared():
        take_over(store)
    jobs = _chosen(all_jobs(options), only)
    if due:  # beside the app, which comes first
        os.nice(NICE)
        jobs = due_jobs(jobs, store)
    with click.progressbar(run_jobs(jobs, store), length=len(jobs), label="Ophalen") as found:
        outcomes = list(found)
    for outcome in sorted(outcomes, key=lambda found: jobs.index(found.job)):
        click.echo(_line(outcome))
    failed = sum(outcome.failed for outcome in outcomes)
    click.echo(f"{len(outcomes)} bronnen gevraagd, {failed} niet gelukt.")
    sys.exit(1 if failed else 0)


def _chosen(jobs: list[Job], only: Sequence[str]) -> list[Job]:
    unknown = set(only) - {job.name for job in jobs}
    if unknown:
        known = ", ".join(job.name for job in jobs)
        raise click.ClickException(f"'{min(unknown)}' is geen bron. Wel: {known}.")
    return [job for job in jobs if not only or job.name in only]


def _line(outcome: Outcome) -> str:
    cost = f"{outcome.requests} verzoeken, {outcome.bytes / 1000:.0f} kB, {outcome.seconds:.1f} s"
    said = [outcome.report.sentence, *outcome.report.notes]
    text = " ".join(part for part in said if part)
    return f"{outcome.job.name:<12} {outcome.report.result:<12} {cost}  {text}".rstrip()


@click.command()
@click.argument("tabel")
@click.option("--lijst", is_flag=True, help="Toon elke verandering, niet alleen de aantallen.")
def diff(tabel: str, lijst: bool) -> None:
    """Toon wat er veranderde tussen de twee nieuwste bewaarde versies van een CBS-tabel."""
    versions = default_store().versions(dataset_of(tabel))
    if len(versions) < 2:
        raise click.ClickException(f"Van '{tabel}' zijn nog geen twee versies bewaard.")
    new, old = versions[:2]
    indicators = indicators_of(tabel)
    before, after = (
        make_edition(
            decode_table({name: version.read(name) for name in version.files}),
            indicators,
            load_regions(),
        )
        for version in (old, new)
    )
    click.echo(f"{old.id} -> {new.id}")
    for name, frame in after.frames.items():
        if name not in before.frames:
            click.echo(f"{name}: nieuw cijfer")
            continue
        changes = find_changes(before.frames[name], frame)
        click.echo(f"{name}: {summarise(changes) or 'geen verandering'}")
        if lijst and len(changes):
            click.echo(changes.to_csv(index=False).rstrip())
