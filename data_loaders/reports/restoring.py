"""All that was reported put in the place of what there is: the one thing that removes rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from data_loaders.files.errors import DataError
from data_loaders.reports.copy import copy_file
from data_loaders.reports.database import database_url, writing
from data_loaders.reports.grants import put_grants
from data_loaders.reports.migrating import bring_up_to_date
from data_loaders.reports.reading import reread
from data_loaders.reports.rows import Everything, put_all, read_all

OVERWRITE = "Met --overschrijf komt de back-up ervoor in de plaats."


@contextmanager
def replaced_reports(everything: Everything, *, overwrite: bool) -> Iterator[None]:
    """Replace all reports and steps, and let nobody write meanwhile; none when the body raises.

    Raises DataError when something would be lost, unless `overwrite`.
    """
    url = database_url()
    with writing(url) as connection:
        bring_up_to_date(connection)
        lost = set(read_all(connection).reports) - set(everything.reports)
        if lost and not overwrite:
            count = f"{len(lost)} {'melding' if len(lost) == 1 else 'meldingen'}"
            raise DataError(f"De back-up mist {count} van de database. {OVERWRITE}")
        put_all(connection, everything)
        put_grants(connection, everything.grants)
        yield
    reread(url, copy_file())
