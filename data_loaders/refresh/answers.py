"""What a source said of a table that we could not take, or not whole: our own example of it."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter

from data_loaders.files.errors import DataError
from data_loaders.net.budget import current_budget
from data_loaders.storage.names import is_file
from data_loaders.storage.store import Store

log = logging.getLogger(__name__)


def answers_dataset(table: str) -> str:
    """Return where in the store the raw metadata of a table are kept, byte for byte."""
    return f"antwoorden/{table}"


def keep_answers(store: Store, table: str) -> None:
    """Keep the metadata that came in for a table in this job, a file per answer.

    A file is named after the service and the list it is (`v4_RegioSCodes.json`). A store that
    cannot keep it is logged: the report of the job matters more.
    """
    files: dict[str, bytes] = {}
    seen: Counter[str] = Counter()
    for path, body in current_budget().answers:
        name = f"{'v4' if '/v1/CBS/' in path else 'v3'}_{path.rstrip('/').rpartition('/')[2]}"
        seen[name] += 1
        number = f"-{seen[name]}" if seen[name] > 1 else ""
        if is_file(f"{name}{number}.json"):
            files[f"{name}{number}.json"] = body
    if not files:
        return
    digest = hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()
    try:
        store.put(answers_dataset(table), digest[:16], files, {})
    except DataError as problem:
        log.warning("%s: de antwoorden zijn niet bewaard: %s", table, problem)
    else:
        log.warning("%s: de antwoorden staan in de opslag onder %s", table, answers_dataset(table))
