"""Work that is done once per process, before the first visitor waits for it."""

from __future__ import annotations

import gc
import logging
from functools import lru_cache

from components.exhibit.on_page import compared, newest_choice, page_exhibit
from components.since.ready import prepare_likely
from data_loaders.cache import fetched_indicators
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.refresh.background import is_off, start_refresher
from data_loaders.reports.reading import follow_reports
from data_loaders.validate import find_problems

log = logging.getLogger(__name__)

WARMUP = "MONITOR_WARMUP"


@lru_cache(maxsize=1)
def warm_up() -> None:
    """Read every series, say what is wrong, and keep all that out of later collections.

    Streamlit collects garbage after every rerun. What is loaded now lives as long as the
    process, so freezing it takes most of the time of a rerun away. Where MONITOR_WARMUP is
    `off`, a figure is read and made when it is first asked for, and what is wrong with it told
    then: for who starts often, and visits little.
    """
    follow_reports()
    ahead = not is_off(WARMUP)
    if ahead:
        _prepare_all()
    gc.collect()
    gc.freeze()
    start_refresher()
    if ahead:
        prepare_likely()


def _prepare_all() -> None:
    known = {str(problem) for problem in find_problems()}
    for sentence in sorted(known):
        log.error("%s", sentence)
    for indicator in fetched_indicators().values():
        try:
            _prepare(indicator)
        except DataError as problem:
            if str(problem) not in known:  # a figure that does not fit its own form
                log.error("%s", problem)
        except Exception:  # its tile says so; the others can be shown
            log.exception("het cijfer '%s' is niet te maken", indicator.id)


def _prepare(indicator: Indicator) -> None:
    """Make what a first visitor would otherwise wait for: the figures in the light theme."""
    if indicator.form == "kaart":
        choice = newest_choice(indicator.id, (load_regions().default,))
        compared(indicator.id, choice, "licht", dutch_today())
    else:
        page_exhibit(indicator.id, "licht", dutch_today())
