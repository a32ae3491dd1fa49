"""Our own generalisation of the municipality boundaries, from a CBS/PDOK file.

Only commands and refresh use this module: importing geopandas takes half a second and
121 MB, so page views read the file that `generalise` wrote and never import this.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import geopandas
import numpy as np
import shapely

from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.files.paths import GEO
from data_loaders.geo.boundary_checks import METRES, SLIVER_M, Geometries, check_boundaries, is_thin
from data_loaders.geo.boundary_file import (
    COUNTRY,
    OURS,
    Extent,
    attribution_of,
    file_name,
    label_name,
)
from data_loaders.geo.labels import make_labels
from data_loaders.geo.regions import Region, load_regions

DEGREES = "OGC:CRS84"  # longitude, latitude
DECIMALS = 5  # 0,00001 degree: 0,7 m east, 1,1 m north
COARSE_M = 300.0
GRID_M = 0.1  # lines closer than this are one line
# How much an area may change, and below which width a gap is a fault: the whole country is drawn
# so small that inlets of the sea may all but close.
CHECKED: dict[Extent, tuple[float, float]] = {OURS: (0.01, SLIVER_M), COUNTRY: (0.05, 0)}


def generalise_ours(source: Path, year: int) -> Path:
    """Write the boundaries of our municipalities and their names; see `generalise`."""
    path = generalise(source, year, [r.code for r in load_regions().municipalities()])
    write_names(path)
    return path


def generalise_country(source: Path, year: int) -> Path:
    """Write the boundaries of all municipalities, coarser, and names; see `generalise`."""
    codes = [area.code for area in load_regions().every() if _is_there(area)]
    path = generalise(source, year, codes, tolerance_m=COARSE_M)
    write_names(path)
    return path


def _is_there(area: Region) -> bool:
    return area.level == "gemeente" and not area.last_year


def generalise(
    source: Path,
    year: int,
    codes: Sequence[str],
    out_dir: Path = GEO,
    tolerance_m: float = 20.0,
    *,
    made: date | None = None,
) -> Path:
    """Write `<extent>_<year>.geojson` and its source note `.toml`; return the first.

    `source` is a file of the CBS layer gemeente_gegeneraliseerd (PDOK, CC BY 4.0).
    `codes` are the municipalities to keep (`GM0202`). Corners whose triangle is
    smaller than `tolerance_m` squared are left out; shared borders stay shared.
    From a tolerance of `COARSE_M` it is the map of the whole country (extent `nederland`).
    `made` is the date in the note, today unless given. The GeoJSON is CRS84 at
    5 decimals, one feature per code, sorted, with properties `code`, `naam`, `jaar`;
    outer rings are clockwise, as d3-geo and Vega want (RFC 7946 has them the other way).
    Raises DataError when the source is unusable or the result fails `check_boundaries`;
    then nothing is written.
    """
    extent: Extent = COUNTRY if tolerance_m >= COARSE_M else OURS
    frame = read_boundaries(source, year, codes)
    areas = _coverage(frame.geometry.to_crs(METRES), GRID_M, SLIVER_M, source)
    areas[:] = shapely.coverage_simplify(areas.values, tolerance_m)
    rounded = _rounded(areas, source)
    area_change, narrowest_m = CHECKED[extent]
    problems = check_boundaries(rounded, frame.geometry, area_change, narrowest_m=narrowest_m)
    if problems:
        raise DataError("De vereenvoudigde grenzen kloppen niet: " + " ".join(problems), source)
    target = out_dir / file_name(year, extent)
    out_dir.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    note = _source_note(rounded, year, tolerance_m, made or dutch_today(), digest)
    content = _geojson(rounded, frame["naam"].to_dict(), year).encode()
    _write_atomic(target, content)
    _write_atomic(target.with_suffix(".toml"), note.encode())
    return target


def write_names(path: Path) -> Path:
    """Write where the names stand on boundaries that `generalise` wrote; return that file.

    It takes some seconds, so only for boundaries that are going to be used.
    """
    target = path.with_name(label_name(path.name))
    extent: Extent = COUNTRY if path.name.startswith(f"{COUNTRY}_") else OURS
    _write_atomic(target, make_labels(path.read_bytes(), extent))
    return target


def name_again() -> list[Path]:
    """Write where the names stand on the boundaries that ship; return what was written."""
    return [write_names(path) for path in sorted(GEO.glob("*_*.geojson"))]


def read_boundaries(source: Path, year: int, codes: Sequence[str]) -> geopandas.GeoDataFrame:
    """Return the boundaries of `codes` in `year` as the source has them, in CRS84.

    The frame is indexed by code, sorted, with columns `naam` and `geometry`. The source
    needs the CBS fields `statcode` and `statnaam`; with `jrstatcode` (`2024GM0202`) the
    rows of other years are left out. Raises DataError when the file cannot be read, has
    no known coordinate system or no such year, or when a code is missing, double or
    without an area.
    """
    try:
        frame = geopandas.read_file(source)
    except (RuntimeError, ValueError, OSError) as error:
        raise DataError("Dit bestand is er niet of is geen kaartbestand.", source) from error
    for column in ("statcode", "statnaam", "geometry"):
        if column not in frame.columns:
            raise DataError(f"De kolom {column} ontbreekt.", source)
    if frame.crs is None:
        raise DataError("Het coördinatenstelsel van dit bestand is onbekend.", source)
    if "jrstatcode" in frame.columns:
        frame = frame[frame["jrstatcode"].astype(str).str.startswith(str(year))]
        if frame.empty:
            raise DataError(f"Dit bestand bevat geen grenzen van {year}.", source)
    frame = frame.assign(code=frame["statcode"].astype(str), naam=frame["statnaam"].astype(str))
    frame = frame[frame["code"].isin(codes)].set_index("code").sort_index().to_crs(DEGREES)
    _require_all(frame.to_crs(METRES), codes, source)
    flat = shapely.force_2d(frame.geometry.values)
    frame["geometry"] = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    return frame[["naam", "geometry"]]


def _require_all(frame: geopandas.GeoDataFrame, codes: Sequence[str], source: Path) -> None:
    """Raise DataError unless every code is there once, with an area."""
    problems = {
        "Ontbreekt": sorted(set(codes) - set(frame.index)) or ["alles"] * frame.empty,
        "Staat dubbel": sorted(set(frame.index[frame.index.duplicated()])),
        "Heeft geen oppervlakte": sorted(frame.index[~(frame.geometry.area > 0)]),
    }
    for problem, where in problems.items():
        if where:
            raise DataError(f"{problem} in dit bestand: {', '.join(where)}.", source)


def _coverage(areas: Geometries, grid: float, sliver: float, source: Path) -> Geometries:
    """Return the areas as a valid coverage: neighbours share every point of their border.

    All lines are cut at each other on a grid, the faces between them go to the area
    their inner point lies in, and slivers (gap or overlap narrower than `sliver`) to
    the owner or neighbour with the longest border. `grid` and `sliver` are in the unit
    of the coordinates. Raises DataError for a wider overlap.
    """
    noded = shapely.union_all(shapely.boundary(areas.values), grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    tree = shapely.STRtree(areas.values)
    owned: dict[str, list[shapely.Geometry]] = {code: [] for code in areas.index}
    slivers: list[tuple[shapely.Geometry, list[str]]] = []
    for face in faces:
        owners = sorted(areas.index[tree.query(face.representative_point(), predicate="within")])
        if len(owners) == 1:
            owned[owners[0]].append(face)
        elif is_thin(face, sliver):
            slivers.append((face, owners or list(areas.index)))
        elif owners:
            raise DataError(f"Deze gemeenten overlappen elkaar: {', '.join(owners)}.", source)
    for face, owners in slivers:
        lines = [shapely.union_all(shapely.boundary(owned[code])) for code in owners]
        borders = shapely.length(shapely.intersection(lines, face.boundary))
        owned[owners[int(np.argmax(borders))]].append(face)
    shapes = [shapely.union_all(owned[code]) for code in areas.index]
    return geopandas.GeoSeries(shapes, index=areas.index, crs=areas.crs)


def _rounded(areas: Geometries, source: Path) -> Geometries:
    """Return the areas in CRS84 at `DECIMALS`, still a coverage, outer rings clockwise."""
    sliver = SLIVER_M / 111_000  # metres in a degree of latitude
    degrees = _coverage(areas.to_crs(DEGREES), 10.0**-DECIMALS, sliver, source)
    wound = shapely.orient_polygons(shapely.normalize(degrees.values), exterior_cw=True)
    return geopandas.GeoSeries(wound, index=areas.index, crs=DEGREES)


def _geojson(areas: Geometries, names: dict[str, str], year: int) -> str:
    """Return the areas as compact GeoJSON text."""
    features = []
    for code, shape in areas.items():
        properties = {"code": code, "naam": names[code], "jaar": year}
        feature = {"type": "Feature", "id": code, "properties": properties}
        features.append(feature | {"geometry": shapely.geometry.mapping(shape)})
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _source_note(areas: Geometries, year: int, tolerance_m: float, made: date, digest: str) -> str:
    """Return the TOML that says where the boundaries come from and what was done."""
    box = ", ".join(f"{value:.{DECIMALS}f}" for value in areas.total_bounds)
    return f"""\
# Gemaakt door data_loaders.geo.boundaries.generalise: niet met de hand wijzigen.
jaar = {year}
laag = "gemeente_gegeneraliseerd"
bronvermelding = "{attribution_of(year)}"
licentie = "CC BY 4.0"
bewerking = "selectie, vereenvoudigd, {DECIMALS} decimalen, buitenringen met de klok mee"
aantal = {len(areas)}
tolerantie_m = {tolerance_m}
gemaakt = {made.isoformat()}
bbox = [{box}]  # west, zuid, oost, noord (CRS84, graden)
bron_sha256 = "{digest}"
"""


def _write_atomic(path: Path, content: bytes) -> None:
    """Write the file in one step, so that a reader never sees half of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
