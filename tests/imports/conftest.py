"""What the tests of the import share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from import_files import Rows, book

from data_loaders.files.errors import DataError
from data_loaders.imports.kinds import ImportKind, load_kinds
from data_loaders.imports.understand import Understood, understand


@pytest.fixture(scope="session")
def kinds() -> dict[str, ImportKind]:
    return dict(load_kinds())


@pytest.fixture
def read(tmp_path: Path, kinds: dict[str, ImportKind]) -> Callable[..., Understood]:
    """Understand rows as the only sheet of a workbook: `read("gwu", rows, period=...)`."""

    def run(kind: str, rows: Rows, **options: str) -> Understood:
        path = book(tmp_path / "bestand.xlsx", {"Blad1": rows})
        return understand(path, kinds[kind], **options)

    return run


@pytest.fixture
def refusal(read: Callable[..., Understood]) -> Callable[..., DataError]:
    """Return the fault for which rows are refused."""

    def run(kind: str, rows: Rows, **options: str) -> DataError:
        with pytest.raises(DataError) as caught:
            read(kind, rows, **options)
        return caught.value

    return run
