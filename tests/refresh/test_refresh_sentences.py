"""What `status` and the page `bronnen` say of a fault is plain Dutch for anyone."""

from __future__ import annotations

import re

import pytest
from cbsserver import Spoil, Table, is_data, is_info
from faultserver import ok, status
from madetables import benefits
from refreshcases import NEW, TABLE, Monitor, at, check_sentence

from data_loaders.refresh.job import Job, run_job
from data_loaders.storage.store import Store


def told(monitor: Monitor, protocol: str, table: Table, spoil: Spoil | None = None) -> str:
    """What the state says after a refresh that goes wrong."""
    monitor.serve(table, services=[protocol], spoil=spoil)
    assert monitor.refresh().code == 1
    check_sentence(monitor.state().error)
    return monitor.state().error


@pytest.mark.parametrize("reply", [{"value": [{"Identifier": 5}]}, {}])
def test_sentence_has_no_words_of_a_library(
    following: Monitor, protocol: str, reply: object
) -> None:
    fault = at(is_info, lambda _: ok(reply))
    sentence = told(following, protocol, benefits(modified=NEW), fault)
    assert not re.search(r"[`$]|Expected|Object|required|missing|got", sentence)


def test_service_that_does_not_have_a_table_is_no_part_of_the_sentence(
    following: Monitor, protocol: str
) -> None:
    fault = at(is_data, lambda _: status(500))
    sentence = told(following, protocol, benefits(modified=NEW), fault)
    assert sentence.count(".cbs.nl") == 1
    assert "404" not in sentence


def test_sentence_names_no_folder_of_this_machine(following: Monitor) -> None:
    versions = following.root / "cbs" / TABLE / "_versions"
    following.serve(benefits(4, modified=NEW))
    kept = versions.rename(versions.with_name("weg"))
    versions.write_bytes(b"a file where the folder was")
    following.refresh()
    versions.unlink()
    kept.rename(versions)
    sentence = following.state().error
    check_sentence(sentence)
    assert "/" not in sentence


def test_fault_nobody_thought_of_is_a_sentence_and_the_log_says_which(
    monitor: Monitor, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(store: Store) -> None:
        raise IndexError("list index out of range")

    outcome = run_job(Job("proef", "cbs/proef", broken), Store(monitor.root), monitor.settings)
    assert outcome.failed
    assert "logboek" in outcome.report.sentence
    check_sentence(outcome.report.sentence)
    assert "list index out of range" in caplog.text
    assert Store(monitor.root).read_state("cbs/proef").failures == 1
