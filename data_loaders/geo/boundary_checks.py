"""Whether boundaries of municipalities are sound, and the same map as others.

Only commands and refresh use this module, as it needs geopandas.
"""

from __future__ import annotations

from itertools import combinations
from typing import TypeAlias

import geopandas
import shapely

Geometries: TypeAlias = geopandas.GeoSeries  # polygons, indexed by municipality code

METRES = "EPSG:28992"  # RD New
SLIVER_M = 2.0  # a gap or overlap narrower than this is drawing noise
BORDER_M = 10.0  # areas that share more than this are neighbours


def check_boundaries(
    generalised: Geometries,
    reference: Geometries,
    max_area_change: float = 0.01,
    reference_name: str = "de bron",
    narrowest_m: float = SLIVER_M,
) -> list[str]:
    """Return what is wrong with the generalised boundaries, as Dutch sentences; [] is good.

    Both are GeoSeries of polygons by municipality code, in any known coordinate system; it
    compares in RD New. Checked: same codes, valid and non-empty, a valid coverage (a gap below
    `narrowest_m` is a border not shared), no gap that the reference does not have, same number
    of parts, area within `max_area_change` (a fraction), same neighbours. The sentences call the
    reference `reference_name`.
    """
    if set(generalised.index) != set(reference.index):
        return [f"De gemeenten zijn niet dezelfde als in {reference_name}."]
    bad = [code for code, shape in generalised.items() if shape.is_empty or not shape.is_valid]
    if bad:
        return [f"Leeg of ongeldig: {', '.join(sorted(bad))}."]
    new, old = generalised.to_crs(METRES), reference.to_crs(METRES)
    problems = []
    coverage = shapely.coverage_is_valid(new.values, gap_width=narrowest_m)
    if not (coverage and shapely.coverage_is_valid(generalised.values)):
        problems.append("De grenzen sluiten niet overal op elkaar aan.")
    known = shapely.union_all([hole for hole in _holes(old) if not is_thin(hole, SLIVER_M)])
    for hole in _holes(new):
        if hole.area == 0 or hole.intersection(known).area < hole.area / 2:
            problems.append(f"Er is een gat van {hole.area:.0f} m² tussen de gemeenten.")
    for code in sorted(new.index):
        change = new[code].area / old[code].area - 1
        if abs(change) > max_area_change:
            shown = f"{100 * change:+.1f}".replace(".", ",")
            problems.append(f"De oppervlakte van {code} wijkt {shown} % af.")
        real = [part for part in shapely.get_parts(old[code]) if not is_thin(part, SLIVER_M)]
        if len(real) != len(shapely.get_parts(new[code])):
            problems.append(f"{code} heeft een ander aantal losse delen dan in {reference_name}.")
    for a, b in sorted(touching_areas(new) ^ touching_areas(old)):
        problems.append(f"{a} en {b} grenzen anders aan elkaar dan in {reference_name}.")
    return problems


def touching_areas(areas: Geometries) -> set[tuple[str, str]]:
    """Return the pairs of codes (a < b) that share more than `BORDER_M` metres of border.

    `areas` is a GeoSeries of polygons in any known coordinate system, indexed by code.
    Borders within `SLIVER_M` count as shared, so a raw source can be asked too.
    """
    metric = areas.to_crs(METRES).sort_index()
    lines = shapely.boundary(metric.values)
    near = shapely.buffer(metric.values, SLIVER_M)
    pairs = combinations(range(len(metric)), 2)
    found = [(a, b) for a, b in pairs if lines[a].intersection(near[b]).length > BORDER_M]
    return {(metric.index[a], metric.index[b]) for a, b in found}


def is_thin(face: shapely.Geometry, width: float) -> bool:
    """Say whether nothing of the face is wider than `width`."""
    return bool(shapely.buffer(face, -width / 2).is_empty)


def _holes(areas: Geometries) -> list[shapely.Geometry]:
    """Return the holes in the union of areas in metres, as polygons."""
    parts = shapely.get_parts(shapely.union_all(areas.values))
    return [shapely.Polygon(ring) for part in parts for ring in part.interiors]
