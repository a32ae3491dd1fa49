"""What one may ask of `refresh` and `diff`, and what they and the pages never tell."""

from __future__ import annotations

import re
from pathlib import Path

from cbsserver import is_data
from madetables import REGIONS, benefits
from refreshcases import INDICATOR, NEW, OLD, TABLE, Monitor, watch

WW = "Werkloosheid"


# Options


def test_forced_refresh_fetches_what_did_not_change(fed: Monitor) -> None:
    before = watch(fed)
    fed.serve(benefits(modified=OLD))
    result = fed.refresh("--force")
    assert result.code == 0
    assert any(map(is_data, result.requests))
    assert fed.seen() == before.seen


def test_forced_refresh_finds_a_revision_that_cbs_did_not_date(fed: Monitor) -> None:
    before = watch(fed)
    revised = benefits(modified=OLD)
    revised.rows[0][WW] = 1001
    fed.serve(revised)
    assert len(fed.refresh().requests) == 1
    assert fed.seen() == before.seen
    before.recovered(fed.refresh("--force"))
    assert fed.value("GM0202", "2026-01") == (1001.0, "nader voorlopig")


def test_refused_edition_is_taken_when_someone_accepts_it(fed: Monitor, protocol: str) -> None:
    before = watch(fed)
    large = benefits(modified=NEW)
    large.rows[0][WW] = 1_000_000
    fed.serve(large, services=[protocol])
    before.refused(fed.refresh(), "1 waarde is 10 keer zo groot of klein als eerder")
    before.recovered(fed.refresh("--accept"))
    assert fed.value("GM0202", "2026-01")[0] == 1_000_000
    assert "ongewijzigd" in fed.refresh().said


def test_accepting_never_leaves_a_page_without_figures(fed: Monitor) -> None:
    before = watch(fed)
    unclear = benefits(modified=NEW)
    unclear.dims[1].codes["2026MM03"] = ("2026 maart", "Geraamd")
    fed.serve(unclear)
    before.refused(fed.refresh("--accept"), "de status 'Geraamd' is onbekend")


def test_what_is_refused_is_asked_again_and_refused_again(fed: Monitor) -> None:
    before = watch(fed)
    large = benefits(modified=NEW)
    large.rows[0][WW] = 1_000_000
    fed.serve(large)
    for failures in (1, 2, 3):
        before.refused(fed.refresh(), "10 keer zo groot")
        assert fed.state().failures == failures


def test_source_that_fails_does_not_stop_the_others(fed: Monitor) -> None:
    fed.serve(benefits(4, modified=NEW))
    result = fed.refresh("--only", "82015NED")
    assert result.code == 1
    assert "2 bronnen gevraagd, 1 niet gelukt." in result.said
    assert fed.series().frame["period"].max() == "2026-04"
    assert fed.state("82015NED").error


def test_name_that_is_no_source_is_refused_and_nothing_is_asked(fed: Monitor) -> None:
    result = fed.refresh("--only", "99999NED")
    assert result.code == 1
    assert "'99999NED' is geen bron. Wel: " in result.said
    assert result.requests == []


# What changed


def test_diff_says_what_changed_between_the_two_newest_versions(
    fed: Monitor, protocol: str
) -> None:
    code, said = fed.run("diff", TABLE)
    assert (code, "nog geen twee versies" in said) == (1, True)
    new = benefits(4, modified=NEW)
    new.rows[0][WW] = 1004
    fed.serve(new, services=[protocol])
    assert fed.refresh().code == 0
    code, said = fed.run("diff", TABLE)
    assert code == 0
    # 20 areas and 4 benefits; of the month before, the status changed.
    assert f"{INDICATOR}: 80 nieuw, 1 herzien" in said
    listed = fed.run("diff", TABLE, "--lijst")[1]
    assert "GM0202,2026-01,WW,,herzien,1000.0,1004.0" in listed
    assert not re.search(r"GM0277.*\d\.0", listed)


def test_refresh_says_what_changed(fed: Monitor) -> None:
    new = benefits(4, modified=NEW)
    new.rows[0][WW] = 1004
    fed.serve(new)
    assert f"{INDICATOR}: 80 nieuw, 1 herzien" in fed.refresh().said


# Rozendaal


def test_benefits_of_rozendaal_are_shown_nowhere(fed: Monitor, tmp_path: Path) -> None:
    frame = fed.series().frame
    hidden = frame[frame["region_code"] == "GM0277"]
    assert len(hidden) == 12
    assert hidden["value"].isna().all()
    assert set(hidden["status"]) == {"niet getoond"}
    assert frame[frame["region_code"] != "GM0277"]["value"].notna().all()
    number = 1000 + 100 * REGIONS.index("GM0277")  # see madetables
    values = {str(number + extra) for extra in (*range(4), *range(10, 14), *range(20, 24))}
    shown = fed.card()
    assert not [value for value in values if f"{value[0]}.{value[1:]}<" in shown]
    assert fed.run("export", "--out", str(tmp_path / "open"))[0] == 0
    lines = (tmp_path / "open" / "waarnemingen.csv").read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if line.startswith(f"{INDICATOR},")]
    assert len(own) == 240
    rozendaal = [line for line in own if ",GM0277," in line]
    assert len(rozendaal) == 12
    assert all("niet getoond" in line for line in rozendaal)
    assert not [line for line in rozendaal if values & set(line.split(","))]
