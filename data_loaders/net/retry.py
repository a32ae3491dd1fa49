"""Trying again: a few times, at random moments, and never past the budget."""

from __future__ import annotations

import logging

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    wait_random_exponential,
)

from data_loaders.net.budget import Budget
from data_loaders.net.errors import TransientError

log = logging.getLogger(__name__)


def retrying(budget: Budget) -> Retrying:
    """Return what calls a function again after a TransientError, and raises the last one.

    Waits a random part of a limit that doubles, or as long as the source asks. Gives up at
    once when that is more than the time left.
    """
    settings = budget.settings
    jitter = wait_random_exponential(multiplier=settings.backoff_base, max=settings.backoff_max)

    def wait(state: RetryCallState) -> float:
        return max(jitter(state), _failure(state).retry_after or 0)

    def give_up(state: RetryCallState) -> bool:
        last = state.attempt_number >= settings.attempts
        return last or state.upcoming_sleep >= budget.remaining()

    def note(state: RetryCallState) -> None:
        budget.spend_retry()
        log.warning(
            "%s Poging %d volgt over %.1f s.",
            _failure(state),
            state.attempt_number + 1,
            state.upcoming_sleep,
        )

    return Retrying(
        retry=retry_if_exception_type(TransientError),
        stop=give_up,
        wait=wait,
        before_sleep=note,
        reraise=True,
    )


def _failure(state: RetryCallState) -> TransientError:
    failure = state.outcome.exception() if state.outcome else None
    assert isinstance(failure, TransientError)  # nothing else is tried again
    return failure
