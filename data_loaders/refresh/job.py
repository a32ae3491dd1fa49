"""One thing to keep up to date, done within limits and with its result written down."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError, as_sentence
from data_loaders.net.budget import Budget, budget
from data_loaders.net.settings import NetSettings
from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store

log = logging.getLogger(__name__)

Result = Literal["nieuw", "ongewijzigd", "geweigerd", "mislukt"]

DEADLINE_S = 300.0
RHYTHM = timedelta(hours=6)
FIRST_RETRY = timedelta(minutes=15)


@dataclass(frozen=True)
class JobReport:
    """What a job found: whether there is something new, and what a person should know."""

    result: Result
    sentence: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """Something to keep up to date: its name for people, its dataset, and how."""

    name: str
    dataset: str
    run: Callable[[Store], JobReport]


@dataclass(frozen=True)
class Outcome:
    """The report of a job with what it cost (bytes over the line, seconds)."""

    job: Job
    report: JobReport
    requests: int
    bytes: int
    seconds: float

    @property
    def failed(self) -> bool:
        """Return whether the last good copy had to stay."""
        return self.report.result in ("geweigerd", "mislukt")


def run_job(job: Job, store: Store, settings: NetSettings) -> Outcome:
    """Run a job within its deadline and write down how it went. Raises nothing of its source."""
    started = utc_now()
    with budget(settings, seconds=DEADLINE_S) as spent:
        try:
            report = job.run(store)
        except DataError as error:
            log.warning("%s: %s", job.name, error)  # the log may name the place, visitors may not
            report = JobReport("mislukt", as_sentence(error.sentence))
        except Exception:
            # Whatever a source gives, the last good copy stays and the other jobs go on.
            log.exception("%s: onverwachte fout", job.name)
            report = JobReport("mislukt", "Er ging iets onverwachts mis; het logboek zegt wat.")
    store.write_state(job.dataset, _state(store.read_state(job.dataset), report, started))
    return _outcome(job, report, spent)


def _outcome(job: Job, report: JobReport, spent: Budget) -> Outcome:
    outcome = Outcome(job, report, spent.requests, spent.bytes, spent.seconds)
    level = logging.WARNING if outcome.failed else logging.INFO
    log.log(level, "%s: %s %s", job.name, report.result, report.sentence)
    return outcome


def _state(old: SourceState, report: JobReport, started: datetime) -> SourceState:
    """Return what is known of a source after this attempt."""
    if report.result in ("geweigerd", "mislukt"):
        failures = old.failures + 1
        return msgspec.structs.replace(
            old,
            last_attempt=started,
            error=report.sentence,
            failures=failures,
            next_due=started + _spread(min(FIRST_RETRY * 2 ** min(failures - 1, 10), RHYTHM)),
        )
    return SourceState(
        last_attempt=started,
        last_success=started,
        last_change=started if report.result == "nieuw" else old.last_change,
        next_due=started + _spread(RHYTHM),
        notes=list(report.notes),
    )


def _spread(pause: timedelta) -> timedelta:
    """Vary a pause a little, so that many copies of the monitor do not ask at once."""
    return pause * random.uniform(0.9, 1.1)


def is_due(state: SourceState, now: datetime) -> bool:
    """Tell whether a source should be asked again; also after a clock that ran ahead."""
    due = state.next_due
    return due is None or now >= due or due - now > RHYTHM * 2
