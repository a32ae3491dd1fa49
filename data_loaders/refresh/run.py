"""All that is kept up to date, and doing a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime

from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from data_loaders.net.settings import settings_from_env
from data_loaders.refresh.boundaries import boundary_jobs
from data_loaders.refresh.classification import classification_job
from data_loaders.refresh.job import Job, Outcome, is_due, run_job
from data_loaders.refresh.tables import Options, table_jobs
from data_loaders.storage.shared import shared_from_env
from data_loaders.storage.store import Store


def all_jobs(options: Options) -> list[Job]:
    """Return everything that is kept up to date, in the order it is asked."""
    return [*table_jobs(options), classification_job(), *boundary_jobs(options)]


def due_jobs(jobs: Sequence[Job], store: Store) -> list[Job]:
    """Return the jobs whose source should be asked again by now, or whose copy is damaged."""
    return [job for job in jobs if _is_due(job, store, utc_now())]


def _is_due(job: Job, store: Store, now: datetime) -> bool:
    state = store.read_state(job.dataset)
    # After a fault its own pause holds: a damaged copy must not make us ask without end.
    return is_due(state, now) or (not state.failures and store.problem(job.dataset) is not None)


def run_jobs(jobs: Sequence[Job], store: Store) -> Iterator[Outcome]:
    """Run jobs beside each other, one refresher at a time on this store; yield as they end.

    With a shared copy (`MONITOR_STORE` is a URL), what was found goes there. Raises Busy when
    another refresher is at work, and DataError for a store that cannot be written or a wrong
    setting.
    """
    settings = settings_from_env()
    most = max(1, len(jobs))  # a source that hangs holds up no other
    shared = shared_from_env()
    with store.lock(), ThreadPoolExecutor(most) as pool:
        running = [pool.submit(run_job, job, store, settings) for job in jobs]
        for done in as_completed(running):
            outcome = done.result()
            if shared:
                shared.push(store, outcome.job.dataset)
            yield outcome


def take_over(store: Store) -> list[str]:
    """Take what the shared copy has and this store lacks; return the datasets that moved on.

    No source is asked. Raises Busy when a refresher is at work on this store, and DataError for
    a store that cannot be written or when `MONITOR_STORE` is no URL.
    """
    shared = shared_from_env()
    if shared is None:
        raise DataError("MONITOR_STORE is geen adres van een gedeelde kopie.")
    with store.lock():
        return shared.pull(store)
