"""The shipped boundaries are right, and `generalise` mends or refuses what is not."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA, GEO
from data_loaders.geo.boundaries import generalise, read_boundaries, write_names
from data_loaders.geo.boundary_checks import check_boundaries, touching_areas

SHIPPED = GEO / "gemeenten_2024.geojson"

# Areas in m2 (RD New) of CBS layer gemeente_gegeneraliseerd, 2024.
AREAS = {
    "GM0202": 101_585_826,
    "GM0209": 47_047_559,
    "GM0221": 12_933_825,
    "GM0225": 42_372_741,
    "GM0226": 35_215_022,
    "GM0252": 41_542_378,
    "GM0268": 57_640_175,
    "GM0274": 47_265_413,
    "GM0275": 84_288_400,
    "GM0277": 27_858_198,
    "GM0293": 7_794_650,
    "GM0296": 69_584_983,
    "GM0299": 106_125_887,
    "GM0944": 18_769_884,
    "GM1705": 69_224_784,
    "GM1734": 115_064_100,
    "GM1945": 93_296_335,
    "GM1955": 106_600_115,
}
# Neighbours in the same layer: each code with the higher codes it borders on.
NEIGHBOURS = {
    "GM0202": "GM0274 GM0275 GM0277 GM0293 GM1705 GM1734",
    "GM0209": "GM0225 GM0268 GM0296 GM1734",
    "GM0221": "GM0275 GM0299",
    "GM0225": "GM0296",
    "GM0226": "GM0293 GM0299 GM1705",
    "GM0252": "GM0268 GM0296 GM0944 GM1945",
    "GM0268": "GM0296 GM1705 GM1734 GM1945",
    "GM0274": "GM1734",
    "GM0275": "GM0277 GM0293 GM0299",
    "GM0293": "GM0299 GM1705",
    "GM0299": "GM1705 GM1945 GM1955",
    "GM0944": "GM1945",
    "GM1705": "GM1734 GM1945",
}
PAIRS = {(low, high) for low, others in NEIGHBOURS.items() for high in others.split()}


@pytest.fixture(scope="module")
def collection() -> Any:
    """Return the shipped file as the browser sees it."""
    return json.loads(SHIPPED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shipped() -> Any:
    """Return the shipped file as a GeoSeries by code."""
    return geopandas.read_file(SHIPPED).set_index("code").geometry


def box(west: float, south: float, east: float, north: float) -> Any:
    """Return a rectangle in metres, counted from a point near Arnhem."""
    return shapely.box(190_000 + west, 440_000 + south, 190_000 + east, 440_000 + north)


def write(path: Path, shapes: Mapping[str, Any], crs: str | None = "EPSG:28992") -> Path:
    """Write shapes by code as a file of the CBS layer, in CRS84 when the crs is known."""
    columns = {
        "statcode": list(shapes),
        "jrstatcode": [f"2024{code}" for code in shapes],
        "statnaam": [f"Gemeente {code}" for code in shapes],
    }
    frame = geopandas.GeoDataFrame(columns, geometry=list(shapes.values()), crs=crs)
    if crs:
        frame = frame.to_crs("OGC:CRS84")
    frame.to_file(path)
    return path


def result(path: Path) -> Any:
    """Return what `generalise` wrote, in metres, by code."""
    return geopandas.read_file(path).set_index("code").geometry.to_crs("EPSG:28992")


LEFT, RIGHT = box(0, 0, 2000, 2000), box(2000, 0, 4000, 2000)
TWO = {"GM0001": LEFT, "GM0002": RIGHT}
GAP = shapely.Polygon([(192_000, 440_100), (192_000, 441_900), (192_001.5, 441_000)])
OVERLAP = shapely.Polygon([(192_000, 440_100), (192_000, 441_900), (191_998.5, 441_000)])


# The file we ship


def test_shipped_has_the_municipalities_of_the_area_list(collection: Any) -> None:
    """One feature per municipality, sorted, with the names the rest of the site uses."""
    listed = tomllib.loads((DATA / "gebieden.toml").read_text(encoding="utf-8"))["gebied"]
    names = {area["code"]: area["naam"] for area in listed if area["niveau"] == "gemeente"}
    features = collection["features"]
    assert [feature["id"] for feature in features] == sorted(names)
    for feature in features:
        code = feature["id"]
        assert feature["properties"] == {"code": code, "naam": names[code], "jaar": 2024}


def test_shipped_is_a_coverage_without_holes(shipped: Any) -> None:
    """Neighbours share every point, and the union is one piece without a hole."""
    metric = shipped.to_crs("EPSG:28992")
    assert shipped.is_valid.all() and not shipped.is_empty.any()
    assert shapely.coverage_is_valid(shipped.values)
    assert shapely.coverage_is_valid(metric.values, gap_width=5)
    union = shapely.union_all(metric.values)
    assert union.geom_type == "Polygon" and not union.interiors
    assert union.area == pytest.approx(metric.area.sum(), abs=1)


def test_shipped_keeps_areas_and_neighbours(shipped: Any) -> None:
    """Every area is within 1 % of the source and borders on the same municipalities."""
    assert shipped.to_crs("EPSG:28992").area.to_dict() == pytest.approx(AREAS, rel=0.01)
    assert touching_areas(shipped) == PAIRS


def test_shipped_is_wound_for_d3(collection: Any) -> None:
    """Outer rings are clockwise: d3-geo fills the rest of the world otherwise."""
    for feature in collection["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        for part in shapely.get_parts(shape):
            assert not part.exterior.is_ccw, feature["id"]
            assert all(ring.is_ccw for ring in part.interiors), feature["id"]


def assert_small(raw: bytes) -> None:
    """Assert that a map has no spaces, five decimals, and is 20 kB at most."""
    assert not re.search(rb"[:,\[\]{}]\s|\d\.\d{6}", raw)
    assert len(gzip.compress(raw, 9)) < 20_000


def test_shipped_is_small() -> None:
    """The map travels with the first view."""
    assert_small(SHIPPED.read_bytes())


def test_shipped_note_says_where_it_is_from(shipped: Any) -> None:
    """The note beside the file carries the attribution and agrees with the file."""
    note = tomllib.loads(SHIPPED.with_suffix(".toml").read_text(encoding="utf-8"))
    attribution = "CBS/Kadaster, CBS Gebiedsindelingen 2024, CC BY 4.0 (bewerkt)"
    assert note["bronvermelding"] == attribution and note["licentie"] == "CC BY 4.0"
    assert note["jaar"] == 2024 and note["laag"] == "gemeente_gegeneraliseerd"
    assert note["aantal"] == len(shipped) and note["tolerantie_m"] > 0
    assert note["gemaakt"] == date(2026, 11, 21)
    assert note["bbox"] == pytest.approx(list(shipped.total_bounds), abs=1e-9)


# Making it


def test_generalise_simplifies_a_shared_border_once(tmp_path: Path) -> None:
    """A wavy border loses points and stays one border; rows not asked for are left out."""
    wave = [(192_000 + 8 * (step % 2), 440_000 + 20 * step) for step in range(101)]
    left = shapely.Polygon([(190_000, 442_000), (190_000, 440_000), *wave])
    right = shapely.Polygon([(194_000, 442_000), (194_000, 440_000), *wave])
    shapes = {"GM0002": right, "GM0001": left, "GM0009": box(9000, 0, 9500, 500)}
    source = write(tmp_path / "bron.geojson", shapes)
    path = generalise(source, 2024, ["GM0001", "GM0002"], tmp_path / "geo", made=date(2026, 1, 2))
    made = result(path)
    assert list(made.index) == ["GM0001", "GM0002"]
    assert shapely.coverage_is_valid(made.values)
    assert shapely.get_num_coordinates(made.values).max() < 20
    assert write_names(path) == path.with_name("gemeenten_2024.namen.json")
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "gemeenten_2024.geojson",
        "gemeenten_2024.namen.json",
        "gemeenten_2024.toml",
    ]
    note = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    assert note["gemaakt"] == date(2026, 1, 2) and note["aantal"] == 2


def test_generalise_is_repeatable_on_the_real_map(tmp_path: Path, shipped: Any) -> None:
    """The shipped shapes as source: two runs give the same bytes and the same map."""
    source = write(tmp_path / "bron.geojson", shipped.to_crs("EPSG:28992").to_dict())
    first = generalise(source, 2024, list(AREAS), tmp_path / "een")
    second = generalise(source, 2024, list(reversed(AREAS)), tmp_path / "twee")
    assert first.read_bytes() == second.read_bytes()
    assert touching_areas(result(first)) == PAIRS
    assert_small(first.read_bytes())


@pytest.mark.parametrize(
    "right",
    [
        pytest.param(RIGHT.difference(GAP), id="gap of 1.5 m"),
        pytest.param(shapely.union_all([RIGHT, OVERLAP]), id="overlap of 1.5 m"),
        pytest.param(shapely.segmentize(RIGHT, 300), id="corners on one side only"),
    ],
)
def test_generalise_mends_slivers(tmp_path: Path, right: Any) -> None:
    """A gap or overlap thinner than 2 m goes to one of the two, not to a third."""
    shapes = {"GM0001": box(9000, 0, 9500, 500), "GM0002": LEFT, "GM0003": right}
    source = write(tmp_path / "bron.geojson", shapes)
    made = result(generalise(source, 2024, list(shapes), tmp_path, tolerance_m=1))
    assert shapely.coverage_is_valid(made.values, gap_width=2)
    union = shapely.union_all(made.values)
    assert [len(part.interiors) for part in union.geoms] == [0, 0]
    assert touching_areas(made) == {("GM0002", "GM0003")}


def test_generalise_keeps_a_real_hole_and_an_exclave(tmp_path: Path) -> None:
    """Land of a municipality outside the list stays open; loose parts stay."""
    ring = LEFT.difference(box(500, 500, 900, 900))
    right = shapely.union_all([RIGHT, box(6000, 0, 6300, 300)])
    source = write(tmp_path / "bron.geojson", {"GM0001": ring, "GM0002": right})
    made = result(generalise(source, 2024, list(TWO), tmp_path))
    assert made["GM0001"].area == pytest.approx(ring.area, rel=0.01)
    assert len(made["GM0001"].interiors) == 1 and made["GM0001"].interiors[0].is_ccw
    assert len(made["GM0002"].geoms) == 2


@pytest.mark.parametrize(
    ("shapes", "sentence"),
    [
        ({"GM0001": LEFT}, "Ontbreekt in dit bestand: GM0002."),
        ({"GM0001": LEFT, "GM0002": None}, "Heeft geen oppervlakte in dit bestand: GM0002."),
        (
            {"GM0001": LEFT, "GM0002": box(1900, 0, 4000, 2000)},
            "Deze gemeenten overlappen elkaar: GM0001, GM0002.",
        ),
    ],
)
def test_generalise_refuses_shapes(tmp_path: Path, shapes: Any, sentence: str) -> None:
    """A missing, empty or overlapping municipality stops it and leaves no file."""
    source = write(tmp_path / "bron.geojson", shapes)
    with pytest.raises(DataError) as caught:
        generalise(source, 2024, list(TWO), tmp_path / "geo")
    assert caught.value.sentence == sentence
    assert caught.value.path == source
    assert not (tmp_path / "geo").exists()


def test_generalise_refuses_a_double_code_and_another_year(tmp_path: Path) -> None:
    """A code twice, a year that is not there and an empty list of codes are errors."""
    frame = geopandas.read_file(write(tmp_path / "bron.geojson", TWO))
    double = tmp_path / "dubbel.geojson"
    frame.assign(statcode="GM0001").to_file(double)
    with pytest.raises(DataError, match="Staat dubbel in dit bestand: GM0001"):
        generalise(double, 2024, ["GM0001"], tmp_path)
    with pytest.raises(DataError, match="bevat geen grenzen van 2023"):
        generalise(tmp_path / "bron.geojson", 2023, list(TWO), tmp_path)
    with pytest.raises(DataError, match="Ontbreekt in dit bestand"):
        generalise(tmp_path / "bron.geojson", 2024, [], tmp_path)


@pytest.mark.parametrize("column", ["statcode", "statnaam"])
def test_generalise_refuses_a_missing_column(tmp_path: Path, column: str) -> None:
    """The sentence names the column."""
    source = write(tmp_path / "bron.geojson", TWO)
    geopandas.read_file(source).drop(columns=column).to_file(source)
    with pytest.raises(DataError, match=f"De kolom {column} ontbreekt"):
        generalise(source, 2024, list(TWO), tmp_path)


def test_generalise_reads_one_year_of_many(tmp_path: Path) -> None:
    """A file with several years gives the year asked for."""
    old = geopandas.read_file(write(tmp_path / "oud.geojson", TWO | {"GM0002": box(0, 0, 9, 9)}))
    old["jrstatcode"] = "2023" + old["statcode"]
    new = geopandas.read_file(write(tmp_path / "nieuw.geojson", TWO))
    source = tmp_path / "bron.geojson"
    geopandas.GeoDataFrame(
        {name: [*old[name], *new[name]] for name in new.columns}, crs=new.crs
    ).to_file(source)
    made = result(generalise(source, 2024, list(TWO), tmp_path))
    assert made["GM0002"].area == pytest.approx(RIGHT.area, rel=0.01)


@pytest.mark.parametrize(
    "text", [None, "", "<html>Storing</html>", '{"type": "Feature', "a;b\n1;2"]
)
def test_generalise_refuses_what_is_no_map(tmp_path: Path, text: str | None) -> None:
    """No file, an empty one, an error page, half a download: one Dutch sentence."""
    source = tmp_path / "bron.geojson"
    if text is not None:
        source.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="is er niet of is geen kaartbestand"):
        generalise(source, 2024, list(TWO), tmp_path)


def test_generalise_refuses_a_table_without_shapes(tmp_path: Path) -> None:
    """A CSV has the columns and no geometry."""
    source = tmp_path / "bron.csv"
    source.write_text("statcode,statnaam\nGM0001,Een\n", encoding="utf-8")
    with pytest.raises(DataError, match="De kolom geometry ontbreekt"):
        generalise(source, 2024, ["GM0001"], tmp_path)


@pytest.mark.filterwarnings("ignore:.crs. was not provided")
def test_generalise_refuses_an_unknown_coordinate_system(tmp_path: Path) -> None:
    """A shapefile that lost its .prj could lie anywhere."""
    source = write(tmp_path / "bron.shp", TWO, crs=None)
    with pytest.raises(DataError, match="coördinatenstelsel"):
        generalise(source, 2024, list(TWO), tmp_path)


def test_generalise_leaves_the_old_files_when_the_result_is_bad(
    tmp_path: Path, shipped: Any
) -> None:
    """Far too much simplification is refused, and what was there stays."""
    source = write(tmp_path / "bron.geojson", shipped.to_crs("EPSG:28992").to_dict())
    path = generalise(source, 2024, list(AREAS), tmp_path / "geo")
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(DataError, match=r"kloppen niet: .*De oppervlakte van GM0"):
        generalise(source, 2024, list(AREAS), tmp_path / "geo", tolerance_m=3000)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_generalise_replaces_files_in_one_step(tmp_path: Path, shipped: Any) -> None:
    """Who is reading the old map reads it to the end; a failed write leaves no scraps."""
    source = write(tmp_path / "bron.geojson", shipped.to_crs("EPSG:28992").to_dict())
    path = generalise(source, 2024, list(AREAS), tmp_path / "geo")
    before = path.read_bytes()
    with path.open("rb") as reader:
        generalise(source, 2024, list(AREAS), tmp_path / "geo", tolerance_m=100)
        assert reader.read() == before != path.read_bytes()
    path.unlink()
    path.mkdir()
    with pytest.raises(OSError):
        generalise(source, 2024, list(AREAS), tmp_path / "geo")
    assert not list(path.parent.glob(".*"))


# The check itself


def series(shapes: Mapping[str, Any]) -> Any:
    """Return shapes in metres as a GeoSeries."""
    return geopandas.GeoSeries(dict(shapes), crs="EPSG:28992")


FOUR = {
    "GM0001": box(0, 0, 1000, 1000),
    "GM0002": box(1000, 0, 2000, 1000),
    "GM0003": box(0, 1000, 1000, 2000),
    "GM0004": box(1000, 1000, 2000, 2000),
}
OPEN = (190_999, 440_000)  # GM0001 lets go of GM0002 here


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"GM0001": box(0, 0, 999, 1000)}, "De grenzen sluiten niet overal op elkaar aan."),
        ({"GM0001": box(0, 0, 1001, 1000)}, "De grenzen sluiten niet overal op elkaar aan."),
        (
            {"GM0001": shapely.Polygon([*FOUR["GM0001"].exterior.coords[1:4], OPEN])},
            "De grenzen sluiten niet overal op elkaar aan.",
        ),
        ({"GM0001": box(-11, 0, 1000, 1000)}, "De oppervlakte van GM0001 wijkt +1,1 % af."),
        ({"GM0001": shapely.Polygon()}, "Leeg of ongeldig: GM0001."),
        (
            {"GM0001": shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])},
            "Leeg of ongeldig: GM0001.",
        ),
        (
            {"GM0001": FOUR["GM0001"].difference(box(400, 400, 420, 420))},
            "Er is een gat van 400 m² tussen de gemeenten.",
        ),
        (
            {"GM0001": shapely.union_all([FOUR["GM0001"], box(-50, 0, -45, 5)])},
            "GM0001 heeft een ander aantal losse delen dan in de bron.",
        ),
        (
            {
                "GM0001": shapely.union_all([FOUR["GM0001"], box(1000, 980, 1020, 1000)]),
                "GM0002": FOUR["GM0002"].difference(box(1000, 980, 1020, 1000)),
            },
            "GM0001 en GM0004 grenzen anders aan elkaar dan in de bron.",
        ),
    ],
)
def test_check_boundaries_finds(changes: Any, sentence: str) -> None:
    """Each fault has its sentence; the unchanged map has none."""
    reference = series(FOUR)
    assert check_boundaries(series(FOUR), reference) == []
    assert sentence in check_boundaries(series(FOUR | changes), reference)


def test_check_boundaries_wants_slivers_of_the_source_gone() -> None:
    """A hole of 1 m wide is drawing noise, also when the source has it."""
    raw = series(FOUR | {"GM0001": FOUR["GM0001"].difference(box(400, 400, 401, 600))})
    assert check_boundaries(raw, raw) == ["Er is een gat van 200 m² tussen de gemeenten."]


def test_check_boundaries_wants_the_same_municipalities() -> None:
    """A map with one municipality less is not the same map."""
    less = series({code: FOUR[code] for code in list(FOUR)[:3]})
    assert check_boundaries(less, series(FOUR)) == [
        "De gemeenten zijn niet dezelfde als in de bron."
    ]


def test_touching_corners_are_no_neighbours() -> None:
    """Four corners in one point: the diagonals do not count, whatever the order."""
    straight = {("GM0001", "GM0002"), ("GM0001", "GM0003")}
    straight |= {("GM0002", "GM0004"), ("GM0003", "GM0004")}
    assert touching_areas(series(FOUR)) == straight
    assert touching_areas(series(dict(reversed(FOUR.items())))) == straight


def test_read_boundaries_mends_a_crossing_outline(tmp_path: Path) -> None:
    """An outline that touches itself is made valid; columns and order are as promised."""
    bow = shapely.Polygon(
        [(190_000, 440_000), (191_000, 441_000), (191_000, 440_000), (190_000, 441_000)]
    )
    frame = read_boundaries(
        write(tmp_path / "bron.geojson", {"GM0002": RIGHT, "GM0001": bow}), 2024, list(TWO)
    )
    assert list(frame.columns) == ["naam", "geometry"] and list(frame.index) == list(TWO)
    assert frame.geometry.is_valid.all()
    assert frame["naam"]["GM0001"] == "Gemeente GM0001"
