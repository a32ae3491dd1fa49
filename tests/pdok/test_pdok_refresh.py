"""The map follows PDOK, and whatever PDOK does, the last good map stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from faultserver import (
    FaultServer,
    Handler,
    Reply,
    Request,
    always,
    bomb,
    cut_json,
    hang,
    html,
    ok,
    refuse_to_talk,
    reset,
    status,
    typed,
)
from pdokserver import ITEMS, Shapes, changed, doubled, edited, pdok, quick, shipped

from data_loaders.clock import dutch_today
from data_loaders.files.paths import GEO
from data_loaders.geo import boundary_file
from data_loaders.geo.boundary_file import DATASET, current_boundaries, load_boundaries
from data_loaders.geo.label_file import labels_of
from data_loaders.geo.regions import load_regions
from data_loaders.refresh.boundaries import boundary_jobs
from data_loaders.refresh.job import Outcome, run_job
from data_loaders.refresh.tables import Options
from data_loaders.storage.store import Store

BEHIND = "PDOK heeft de grenzen van 2026 nog niet; de kaart heeft die van {}."
RHEDEN, DUIVEN, ZEVENAAR, ROZENDAAL = "GM0275", "GM0226", "GM0299", "GM0277"


def refresh(store: Store, server: FaultServer, **options: bool) -> Outcome:
    (job,) = boundary_jobs(Options(**options))
    return run_job(job, store, quick(server.url))


def moved(shapes: Shapes, by: float = 0.001) -> Shapes:
    """The same map, a little to the east: other digits, nothing else."""
    return {
        code: changed(shapes, code, lambda s: shapely.transform(s, lambda p: p + [by, 0]))[code]
        for code in shapes
    }


@pytest.fixture(scope="module")
def good() -> Shapes:
    return shipped()


# What is new


def test_newest_year_is_fetched_checked_and_shown(store: Store, good: Shapes) -> None:
    before = load_boundaries()
    assert (before.year, before.path.parent) == (2024, GEO)
    with FaultServer(pdok({2025: good, 2026: moved(good)}, page_size=5)) as server:
        outcome = refresh(store, server)
    assert (outcome.report.result, outcome.report.notes) == ("nieuw", ())
    version = store.current(DATASET)
    assert version
    known = {name: version.facts[name] for name in ("year", "source", "fetched", "codes")}
    assert known == {
        "year": 2026,
        "source": "api.pdok.nl",
        "fetched": dutch_today().isoformat(),
        "codes": sorted(good),
    }
    assert sorted(version.files) == [
        "gemeenten_2026.geojson",
        "gemeenten_2026.namen.json",
        "gemeenten_2026.toml",
    ]
    after = load_boundaries()
    labels = labels_of(after)
    assert labels.boundaries == after.mark
    assert all(len(places.labels) == 9 for places in labels.maps["AM07"].values())
    assert after.year == 2026 and after.mark != before.mark
    assert after.attribution == "CBS/Kadaster, CBS Gebiedsindelingen 2026, CC BY 4.0 (bewerkt)"
    note = tomllib.loads(version.read("gemeenten_2026.toml").decode())
    assert note["bronvermelding"] == after.attribution
    assert note["bron_sha256"] == version.facts["digest"]
    shown = {item["id"]: item["properties"] for item in after.features()}
    assert shown[RHEDEN] == {"code": RHEDEN, "naam": f"Gemeente {RHEDEN}", "jaar": 2026}
    assert sorted(shown) == sorted(good)


def test_unchanged_costs_one_request_and_no_geometry(store: Store, good: Shapes) -> None:
    with FaultServer(pdok({2026: moved(good)})) as server:
        assert refresh(store, server).report.result == "nieuw"
        kept = store.current(DATASET)
        again = refresh(store, server)
    assert again.report.result == "ongewijzigd"
    assert again.requests == 1
    assert store.current(DATASET) == kept
    assert store.read_state(DATASET).error == ""


def test_correction_within_the_year_is_followed(store: Store, good: Shapes) -> None:
    with FaultServer(pdok({2026: good})) as server:
        refresh(store, server)
        before = load_boundaries()
        server.handler = pdok({2026: moved(good)})
        assert refresh(store, server).report.result == "nieuw"
    assert load_boundaries().mark != before.mark


def test_force_makes_what_did_not_change_again(store: Store, good: Shapes) -> None:
    with FaultServer(pdok({2026: good})) as server:
        refresh(store, server)
        assert refresh(store, server, force=True).report.result == "nieuw"


def test_earlier_year_is_taken_until_the_newest_is_there(store: Store, good: Shapes) -> None:
    with FaultServer(pdok({2024: good, 2025: moved(good)})) as server:
        outcome = refresh(store, server)
        assert outcome.report.result == "nieuw"
        assert outcome.report.notes == (BEHIND.format(2025),)
        assert load_boundaries().year == 2025
        again = refresh(store, server)
        assert (again.report.result, again.requests) == ("ongewijzigd", 2)
        assert again.report.notes == (BEHIND.format(2025),)
        server.handler = pdok({2026: good})
        assert refresh(store, server).report.notes == ()
    assert load_boundaries().year == 2026


def test_years_before_the_shipped_one_are_not_asked(store: Store, good: Shapes) -> None:
    with FaultServer(pdok({2022: good, 2023: good})) as server:
        outcome = refresh(store, server)
        asked = [r.query["jaarcode"] for r in server.log if r.path == ITEMS]
    assert asked == ["2026", "2025", "2024"]
    assert outcome.failed
    assert "heeft geen grenzen van 2024 tot en met 2026" in outcome.report.sentence


def test_year_that_is_kept_and_no_longer_there_is_a_failure(store: Store, good: Shapes) -> None:
    with FaultServer(pdok({2025: good, 2026: good})) as server:
        refresh(store, server)
        server.handler = pdok({2025: good})
        outcome = refresh(store, server)
    assert outcome.failed
    assert "heeft geen grenzen van 2026" in outcome.report.sentence
    assert load_boundaries().year == 2026


# The older service


def test_wfs_serves_when_the_ogc_api_is_down(store: Store, good: Shapes) -> None:
    with FaultServer(_ogc_down({2025: good})) as server:
        outcome = refresh(store, server)
    assert outcome.report.result == "nieuw"
    assert outcome.report.notes[0] == "api.pdok.nl heeft een storing (code 503)."
    version = store.current(DATASET)
    assert version and version.facts["source"] == "service.pdok.nl"
    assert load_boundaries().year == 2025


def _ogc_down(years: dict[int, Shapes]) -> Handler:
    working = pdok(years)
    return lambda request: status(503) if request.path == ITEMS else working(request)


def test_wfs_does_not_replace_the_same_year_of_the_ogc_api(store: Store, good: Shapes) -> None:
    """Its digits differ a little, and the map would change back and forth."""
    with FaultServer(pdok({2026: good})) as server:
        refresh(store, server)
        kept = store.current(DATASET)
        server.handler = _ogc_down({2026: moved(good, 1e-7)})
        outcome = refresh(store, server)
        assert outcome.report.result == "ongewijzigd"
        assert outcome.report.notes == ("api.pdok.nl heeft een storing (code 503).",)
    assert store.current(DATASET) == kept


def test_what_wfs_gave_is_replaced_when_the_ogc_api_is_back(store: Store, good: Shapes) -> None:
    with FaultServer(_ogc_down({2026: good})) as server:
        refresh(store, server)
        assert refresh(store, server).report.result == "ongewijzigd"
        server.handler = pdok({2026: moved(good)})
        assert refresh(store, server).report.result == "nieuw"
    version = store.current(DATASET)
    assert version and version.facts["source"] == "api.pdok.nl"


# Faults: the last good map stays


def without(shapes: Shapes, code: str) -> Shapes:
    return {name: shape for name, shape in shapes.items() if name != code}


def _bite(size: float) -> Callable[[Any], Any]:
    """Take a square out of the middle of a municipality."""
    return lambda s: s.difference(s.representative_point().buffer(size, cap_style="square"))


def _lie_over(shapes: Shapes) -> Shapes:
    """Rheden grows over its neighbours."""
    return changed(shapes, RHEDEN, lambda s: s.buffer(0.002))


def _crossed(shapes: Shapes) -> Shapes:
    """What is left of Duiven is a bow: its outline crosses itself halfway."""
    middle = shapely.geometry.shape(shapes[DUIVEN]).representative_point()
    west, south, east, north = middle.buffer(0.005).bounds
    bow = [[west, south], [east, north], [east, south], [west, north], [west, south]]
    return {**shapes, DUIVEN: {"type": "Polygon", "coordinates": [bow]}}


def _swap(reply: Reply) -> Reply:
    def turn(places: Any) -> Any:
        if isinstance(places[0], float):
            return places[::-1]
        return [turn(part) for part in places]

    def edit(body: Any) -> None:
        for feature in body["features"]:
            feature["geometry"]["coordinates"] = turn(feature["geometry"]["coordinates"])

    return edited(reply, edit)


def _only_year(reply: Reply, year: int) -> Reply:
    def edit(body: Any) -> None:
        for feature in body["features"]:
            feature["properties"] |= {"jaarcode": year, "jrstatcode": f"{year}x"}

    return edited(reply, edit)


def _lure(reply: Reply) -> Reply:
    links = [{"rel": "next", "href": "https://example.org/items"}]
    return edited(reply, lambda body: body.update(links=links))


def _spoiled(spoil: Callable[[Reply], Reply]) -> Callable[[Shapes], Handler]:
    """Both services give this of every answer about the newest year."""
    return lambda good: pdok({2026: good}, spoil=lambda _request, reply: spoil(reply))


def _shapes(change: Callable[[Shapes], Shapes]) -> Callable[[Shapes], Handler]:
    return lambda good: pdok({2026: change(good)})


FAULTS: dict[str, tuple[Callable[[Shapes], Handler], str]] = {
    "refused": (lambda _: always(refuse_to_talk()), "De verbinding met api.pdok.nl is afgebroken"),
    "500": (lambda _: always(status(500)), "service.pdok.nl heeft een storing (code 500)"),
    "429": (lambda _: always(status(429)), "heeft het te druk"),
    "404": (lambda _: always(status(404)), "heeft geen grenzen van"),
    "HTML": (lambda _: always(html()), "geeft een webpagina in plaats van cijfers"),
    "no JSON by name": (_spoiled(lambda r: typed(r, "text/plain")), "een ander soort bestand"),
    "reset in the body": (_spoiled(lambda r: reset(r, 5000)), "is afgebroken"),
    "truncated": (_spoiled(cut_json), "geeft maar een deel van het antwoord"),
    "bomb": (lambda _: always(bomb(70 * 2**20)), "een antwoord van meer dan 64 MB"),
    "empty": (lambda _: always(ok({"type": "FeatureCollection", "features": []})), "geen grenzen"),
    "no collection": (lambda _: always(ok([])), "iets anders dan afgesproken"),
    "wrong year": (_spoiled(lambda r: _only_year(r, 2019)), "heeft geen grenzen van"),
    "missing": (_shapes(lambda s: without(s, ROZENDAAL)), "geen grens van GM0277"),
    "double": (_spoiled(lambda r: doubled(r, RHEDEN)), "geeft GM0275 in 2026 twee keer"),
    "swapped": (_spoiled(_swap), "die niet in Nederland ligt"),
    "overlap": (_shapes(_lie_over), "overlappen elkaar"),
    "gap": (_shapes(lambda s: changed(s, RHEDEN, _bite(0.002))), "Er is een gat van"),
    "crossing itself": (_shapes(_crossed), "De oppervlakte van GM0226"),
    "much smaller": (
        _shapes(lambda s: changed(s, ZEVENAAR, lambda a: a & shapely.box(0, 0, 6.09, 90))),
        "De oppervlakte van GM0299 wijkt -",
    ),
}
NEXT_ELSEWHERE = "Een adres op example.org hoort niet bij de bronnen en is niet geopend."


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("has_fetched", [False, True])
def test_fault_keeps_the_last_good_map(
    store: Store, good: Shapes, fault: str, has_fetched: bool
) -> None:
    make, said = FAULTS[fault]
    with FaultServer(pdok({2026: moved(good)})) as server:
        if has_fetched:
            refresh(store, server)
        kept, shown = store.current(DATASET), load_boundaries()
        assert (shown.year, kept is not None) == ((2026, True) if has_fetched else (2024, False))
        server.handler = make(good)
        outcome = refresh(store, server)
        assert outcome.failed
        assert said in outcome.report.sentence
        assert "/" not in outcome.report.sentence.replace("CBS/Kadaster", "")
        assert store.current(DATASET) == kept
        assert load_boundaries() == shown
        state = store.read_state(DATASET)
        assert (state.error, state.failures) == (outcome.report.sentence, 1)
        server.handler = pdok({2026: moved(good, 0.0005)})
        assert refresh(store, server).report.result == "nieuw"
    assert store.read_state(DATASET).failures == 0
    assert load_boundaries().year == 2026
    assert load_boundaries().mark != shown.mark
    assert not server.errors


def test_next_page_elsewhere_is_not_followed(store: Store, good: Shapes) -> None:
    """The OGC API is left for what it is; the older service answers for itself."""
    lure = pdok({2026: good}, spoil=lambda r, reply: _lure(reply) if r.path == ITEMS else reply)
    with FaultServer(lure) as server:
        outcome = refresh(store, server)
    assert (outcome.report.result, outcome.report.notes) == ("nieuw", (NEXT_ELSEWHERE,))


def test_hanging_service_ends_within_the_time_and_the_other_one_serves(
    store: Store, good: Shapes
) -> None:
    def handler(request: Request) -> Reply:
        return hang() if request.path == ITEMS else pdok({2026: good})(request)

    with FaultServer(handler) as server:
        (job,) = boundary_jobs(Options())
        outcome = run_job(job, store, quick(server.url, read_timeout=0.2))
    assert outcome.report.result == "nieuw"
    assert outcome.report.notes == ("api.pdok.nl antwoordt niet binnen 1 seconde.",)


def test_what_the_checks_refuse_can_be_accepted(store: Store, good: Shapes) -> None:
    shapes = changed(good, RHEDEN, _bite(0.002))
    with FaultServer(pdok({2026: shapes})) as server:
        refused = refresh(store, server)
        assert refused.report.result == "geweigerd"
        assert refused.report.sentence.startswith("De grenzen van 2026 zijn niet overgenomen: ")
        assert refresh(store, server, accept=True).report.result == "nieuw"
        assert refresh(store, server).report.result == "ongewijzigd"
    assert load_boundaries().year == 2026


@pytest.mark.parametrize("by", [-0.00001, 0.00001])
def test_slivers_of_the_source_are_mended(store: Store, good: Shapes, by: float) -> None:
    """A corner that lies a metre off at one of two neighbours is drawing noise."""
    rheden, rozendaal = (shapely.geometry.shape(good[code]) for code in (RHEDEN, ROZENDAAL))
    shared = shapely.line_merge(rheden.boundary & rozendaal.boundary)
    corner = shared.coords[len(shared.coords) // 2]
    shapes = changed(
        good,
        RHEDEN,
        lambda s: shapely.transform(s, lambda p: p + by * (p == corner).all(axis=1)[:, None]),
    )
    assert shapes != good
    with FaultServer(pdok({2026: shapes})) as server:
        outcome = refresh(store, server)
    assert outcome.report.result == "nieuw", outcome.report.sentence


def test_shipped_map_of_a_later_year_takes_over(
    store: Store, good: Shapes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with FaultServer(pdok({2026: good})) as server:
        refresh(store, server)
    (tmp_path / "geo").mkdir()
    newer = tmp_path / "geo" / "gemeenten_2027.geojson"
    newer.write_bytes((GEO / "gemeenten_2024.geojson").read_bytes())
    monkeypatch.setattr(boundary_file, "GEO", tmp_path / "geo")
    assert current_boundaries(store).path == newer
    newer.rename(newer.with_name("gemeenten_2025.geojson"))
    assert current_boundaries(store).year == 2026


def test_stored_map_without_one_of_our_municipalities_is_not_shown(
    store: Store, good: Shapes
) -> None:
    """As when an area was added to the monitor after the last refresh."""
    with FaultServer(pdok({2026: moved(good)})) as server:
        refresh(store, server)
        kept = store.current(DATASET)
        assert kept
        files = {name: kept.read(name) for name in kept.files}
        facts = {**kept.facts, "codes": sorted(without(good, ROZENDAAL))}
        store.put(DATASET, kept.id, files, facts)
        assert load_boundaries().year == 2024
        assert refresh(store, server).report.result == "nieuw"
    assert load_boundaries().year == 2026


def test_damaged_copy_in_the_store_leaves_the_shipped_map(store: Store, good: Shapes) -> None:
    with FaultServer(pdok({2026: good})) as server:
        refresh(store, server)
        version = store.current(DATASET)
        assert version
        version.path("gemeenten_2026.geojson").write_bytes(b"{}")
        fresh = Store(store.root)
        assert current_boundaries(fresh).year == 2024
        assert refresh(fresh, server).report.result == "nieuw"
        assert current_boundaries(fresh).year == 2026


def test_the_job_asks_the_year_of_our_areas(store: Store) -> None:
    with FaultServer(always(status(404))) as server:
        refresh(store, server)
    assert server.log[0].query["jaarcode"] == str(load_regions().year)
    assert set(server.log[0].query) == {"f", "limit", "jaarcode", "bbox"}


def test_nothing_new_needs_no_geometry_library(store: Store, good: Shapes) -> None:
    with FaultServer(pdok({2026: good})) as server:
        refresh(store, server)
        script = (
            "import sys; from data_loaders.net.settings import settings_from_env as s\n"
            "from data_loaders.refresh.boundaries import boundary_jobs\n"
            "from data_loaders.refresh.job import run_job\n"
            "from data_loaders.refresh.tables import Options\n"
            "from data_loaders.storage.default import default_store\n"
            "(job,) = boundary_jobs(Options())\n"
            "print(run_job(job, default_store(), s()).report.result, 'geopandas' in sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"MONITOR_PDOK_URL": server.url, "MONITOR_PDOK_WFS_URL": server.url},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
    assert done.stdout == "ongewijzigd False\n", done.stderr
