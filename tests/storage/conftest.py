"""A server that speaks the real S3 protocol, a place on it or on a shared disk, two machines."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from moto.server import ThreadedMotoServer
from sharedplace import Place

from data_loaders.storage.store import Store


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # else a line per request
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def s3(s3_server: str) -> Place:
    bucket = f"emmer-{uuid.uuid4()}"
    place = Place(f"s3://{bucket}/een/map", Place.s3_options(s3_server))
    fsspec.filesystem("s3", **place.options).mkdir(bucket)
    return place


@pytest.fixture(params=["s3", "file"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "s3":
        found: Place = request.getfixturevalue("s3")
        return found
    return Place(f"file://{tmp_path}/gedeelde schijf", {})


@pytest.fixture
def here(tmp_path: Path) -> Store:
    return Store(tmp_path / "hier")


@pytest.fixture
def there(tmp_path: Path) -> Store:
    return Store(tmp_path / "daar")
