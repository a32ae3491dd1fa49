"""Half an hour before midnight in UTC, on the last day of the year: here it is the new year."""

from __future__ import annotations

import pytest

from bench.answers.site import product
from data_loaders.files.paths import ROOT


def test_the_whole_site_is_in_the_new_year_while_its_server_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    with product(day="2026-12-31T23:30:00+00:00") as site:

        def said(path: str) -> str:
            answer = site.ask(path)
            assert answer.status == 200, path
            return answer.body.decode("utf-8")

        assert "1 januari 2027" in said("/deel/bijstand-aandeel")
        assert "1e kwartaal 2027" in said("/tegel/agenda")
        assert "Stand volgens de planning op 1 januari 2027." in said("/deel/agenda")
        said("/tegel/wijzigingen?sinds=2027-01-01")
        assert site.ask("/tegel/wijzigingen?sinds=2027-01-02").status != 200
