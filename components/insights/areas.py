"""Sentences that compare an area with others in the same period. Pure.

Each returns an empty text when there is nothing sound to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from components.insights.compare import ValuePoint, are_alike, compare_points, shown_difference
from components.insights.phrases import (
    amount,
    bare,
    compared_to,
    gap_between,
    left_out,
    named,
    ordinal,
    place,
)
from components.insights.view import View
from components.words.choice import REGION_LEVELS, context_area
from components.words.formatting import format_value, join_words
from data_loaders.geo.regions import load_regions


def compared_with_wider(view: View) -> str:
    """Return how a rate compares with that of the region and of the country.

    Never for counts: those of areas of different size say nothing next to each other. Where
    the source itself says how it compares, its words stand there and not ours.
    """
    own, indicator, regions = view.own, view.indicator, load_regions()
    if own is None or not indicator.is_rate:
        return ""
    if told := _in_words_of_the_source(view, own):
        return told
    wider = [_region_around(view), regions.country().code]
    others = [view.beside[code] for code in wider if code in view.beside and code != own.region]
    others = [other for other in others if are_alike([own, other])]
    if not others:
        return ""
    groups: dict[str, list[str]] = {}
    for other in others:
        text = f"{place(regions.get(other.region))} ({bare(other, indicator)})"
        word = compared_to(compare_points(own, other, indicator))
        groups.setdefault(word, []).append(text)
    told = join_words([f"{word} {join_words(texts)}" for word, texts in groups.items()])
    return (
        f"In {place(view.area)} is {view.noun} {amount(own, indicator)} "
        f"({view.when(own, *others)}): {told}."
    )


def _in_words_of_the_source(view: View, own: ValuePoint) -> str:
    indicator, country = view.indicator, load_regions().country()
    words, other = indicator.words.get(view.characteristic), view.beside.get(country.code)
    if not words or other is None or own is other:
        return ""
    return (
        f"In {place(view.area)} is {view.noun} {amount(own, indicator)}, in {country.label} "
        f'{bare(other, indicator)} ({view.when(own, other)}); de bron schrijft: "{words}".'
    )


def ranked(view: View) -> str:
    """Return the place of a municipality among those of the smallest region around it.

    Only those with a value count, and how many have none is said. Never for counts: a rank
    of those says only who is large.
    """
    own, regions = view.own, load_regions()
    code = _region_around(view)
    if own is None or not code or view.indicator.kind == "aantal":
        return ""
    members = [view.beside.get(member) for member in regions.members(code)]
    points = [point for point in members if point and point.known]
    if len(points) < 2 or not are_alike([own, *points]):
        return ""
    among = f"gemeenten in {place(regions.get(code))}" + (
        " met een cijfer" if len(points) < len(members) else ""
    )
    without = left_out([point for point in members if not (point and point.known)])
    what = f"{amount(own, view.indicator)} ({view.when(*points)})"
    if len(_tied(view, own, points)) == len(points):
        return f"In de {len(points)} {among} is {view.noun} overal {what}{without}."
    return f"{_place_of(view, own, points, among)}: {what}{without}."


def _region_around(view: View) -> str:
    """Return the code of the smallest region that holds a municipality; else nothing."""
    code = context_area([view.area.code], load_regions())
    return code if code in view.area.within else ""


def _tied(view: View, own: ValuePoint, points: Sequence[ValuePoint]) -> list[ValuePoint]:
    """Return those whose value looks the same as that of `own`."""
    return [p for p in points if not shown_difference(p.value, own.value, view.indicator)]


def _place_of(view: View, own: ValuePoint, points: Sequence[ValuePoint], among: str) -> str:
    tied = [point.region for point in _tied(view, own, points) if point is not own]
    above = sum(shown_difference(point.value, own.value, view.indicator) > 0 for point in points)
    below = len(points) - above - len(tied) - 1
    together = f", samen met {named(tied)}" if tied else ""
    if not above or not below:
        end = "laagst" if above else "hoogst"
        return (
            f"Van de {len(points)} {among} is {view.noun} het {end} in {place(view.area)}{together}"
        )
    shared = "een gedeelde" if tied else "de"
    return (
        f"Van hoog naar laag staat {view.noun} in {place(view.area)} op {shared} "
        f"{ordinal(above + 1)} plaats van de {len(points)} {among}{together}"
    )


def spread(view: View) -> str:
    """Return how far the municipalities of a chosen region lie apart, for rates."""
    indicator, regions = view.indicator, load_regions()
    if view.area.level not in REGION_LEVELS or not indicator.is_rate:
        return ""
    members = [view.beside.get(code) for code in regions.members(view.area.code)]
    points = sorted((p for p in members if p and p.known), key=lambda point: point.value)
    if len(points) < 2 or not are_alike(points):
        return ""
    low, high = points[0], points[-1]
    difference = gap_between(shown_difference(high.value, low.value, indicator), indicator)
    if compare_points(high, low, indicator) in {"gelijk", "ongeveer gelijk"}:
        return ""
    without = left_out([point for point in members if not (point and point.known)])
    return (
        f"Tussen de gemeenten in {place(view.area)} loopt {view.noun} uiteen van "
        f"{format_value(low.value, indicator)} tot {amount(high, indicator)} "
        f"({view.when(*points)}), een verschil van {difference}{without}."
    )
