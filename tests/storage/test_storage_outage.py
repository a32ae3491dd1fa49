"""A shared copy that is down, silent or half written harms nobody: the local folder goes on."""

from __future__ import annotations

import logging
import random
import signal
import socket
import time

import pytest
from moto.server import ThreadedMotoServer
from sharedplace import Place
from storagework import DATASET, KEEP, put, started, whole

from data_loaders.storage.shared import SharedCopy
from data_loaders.storage.store import Store


def test_killed_while_pushing_nobody_pulls_half_a_version(
    s3: Place, here: Store, there: Store
) -> None:
    moments = random.Random(7)
    for _ in range(5):
        with started("push", here.root, s3.url, s3.options_text()) as pusher:
            time.sleep(moments.uniform(0, 0.2))
            pusher.send_signal(signal.SIGKILL)
            pusher.wait()
        s3.copy().pull(there)
        if there.current(DATASET):
            whole(there.read_current(DATASET))
    assert s3.copy().push(Store(here.root, KEEP), DATASET)
    s3.copy().pull(there)
    assert whole(there.read_current(DATASET)) == whole(Store(here.root).read_current(DATASET)) > 1


def test_shared_copy_that_is_down_is_logged_and_the_local_folder_goes_on(
    s3: Place, here: Store, there: Store, caplog: pytest.LogCaptureFixture
) -> None:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    place = Place(s3.url, Place.s3_options(f"http://{host}:{port}"))
    copy = place.copy()  # moto keeps one set of buckets per process
    put(here, 1)
    assert copy.push(here, DATASET)
    server.stop()
    put(here, 2)
    with caplog.at_level(logging.WARNING):
        assert copy.push(here, DATASET) is False
        assert copy.pull(there) == []
    assert caplog.text.count("de eigen map gaat door") == 2
    assert whole(here.read_current(DATASET)) == 2
    again = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    again.start()
    try:
        assert copy.push(here, DATASET)
        assert copy.pull(there) == [DATASET]
    finally:
        again.stop()


def test_shared_copy_that_never_answers_is_given_up(s3: Place, here: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        options = Place.s3_options(f"http://127.0.0.1:{silent.getsockname()[1]}")
        limits = {"connect_timeout": 0.1, "read_timeout": 0.1, "retries": {"total_max_attempts": 1}}
        assert SharedCopy(s3.url, options | {"config_kwargs": limits}).pull(here) == []


def test_bucket_that_does_not_exist_is_logged(
    s3: Place, here: Store, caplog: pytest.LogCaptureFixture
) -> None:
    put(here, 1)
    wrong = SharedCopy("s3://deze-emmer-is-er-niet/map", s3.options)
    assert wrong.push(here, DATASET) is False
    assert wrong.pull(here) == []
    assert "deze-emmer-is-er-niet/map doet nu niet mee" in caplog.text
