"""Choosing one tile for a presentation: what, where, when and in which form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st

from components.deck.kind import SlideKind
from components.deck.kinds import SLIDES
from components.deck.pins import pin_tile
from components.deck.slides import make_slides
from components.exhibit.areas import options_of
from components.exhibit.asked import forms_of
from components.exhibit.kind import OWN_FORM
from components.markup.templates import macro
from components.screens.beraad_written import show_fields
from components.widgets.deck_state import add_tile
from components.widgets.labels import plain_label
from components.widgets.many import choose_many
from components.widgets.selection import area_label, area_options
from components.words.days import read_day
from components.words.formatting import period_of
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import FORMS, MAX_AREAS, Deck, DeckTile, Form
from data_loaders.indicator import Indicator
from data_loaders.series import Series

T = TypeVar("T", bound=str)
_REFUSED = "_tegel-geweigerd"
_ANY = ""
_NEWEST, _FIRST = "nieuwste", "eerste"


def show_picker() -> None:
    """Show the choice of a tile, and the button that adds it."""
    labels = {name: kind.label for name, kind in SLIDES.items()}
    name = st.pills(
        "Wat voor dia",
        list(labels),
        format_func=lambda name: plain_label(labels[name]),
        key="kies-soort",
        label_visibility="collapsed",
    )
    if name is None:
        return
    tile = _choose(SLIDES[name])
    st.button("Voeg toe", key="kies-voeg-toe", on_click=_add, args=(tile,), disabled=tile is None)
    if refused := st.session_state.pop(_REFUSED, ""):
        st.html(macro("basis", "notice", refused))


def _add(tile: DeckTile) -> None:
    """Add a tile, unless there is nothing to show; then the sentence says why."""
    (slide,) = make_slides(Deck("", None, (tile,)), dutch_today())
    if slide.problem:
        st.session_state[_REFUSED] = slide.problem
    else:
        add_tile(pin_tile(tile))


def _choose(slide: SlideKind) -> DeckTile | None:
    """Show what is to be chosen of a kind; None as long as it is not whole."""
    kind = slide.exhibit
    if kind is None:
        return show_fields(slide.deck)
    if kind.has_forms:
        return _choose_figure()
    if "since" in kind.deck.parts:
        text = st.text_input("Sinds welke dag", key="kies-dag", placeholder="dag-maand-jaar")
        since = read_day(text, dutch_today())
        return DeckTile(kind.name, since=since) if since else None
    if "id" not in kind.deck.parts:
        return DeckTile(kind.name)
    titles = dict(kind.entries())
    return DeckTile(kind.name, _one(kind.label, list(titles), titles.__getitem__))


def _choose_figure() -> DeckTile:
    figures = fetched_indicators()
    name = _one("Cijfer", list(figures), lambda key: figures[key].title)
    series = load_series(name)
    compared = series.indicator.form == "kaart"
    there = forms_of(series)
    forms: list[Form] = [form for form in FORMS if form == OWN_FORM or form in there]
    left, right = st.columns(2)
    with right:
        form = _one("Vorm", forms, _form_label, name)
    tile = DeckTile("cijfer", name, form=form)
    if not compared and form not in {"cijfer", "tabel"}:
        return tile  # such a figure is always whole
    with left:
        tile = replace(tile, areas=_areas(series, compared))
    return _narrowed(tile, series)


def _areas(series: Series, compared: bool) -> tuple[str, ...]:
    known = area_options() if compared else list(dict.fromkeys(series.frame["region_code"]))
    chosen = choose_many(
        "Gebieden",
        known,
        area_label,
        max_selections=MAX_AREAS,
        key=f"kies-gebieden-{series.indicator.id}",
        placeholder="Geen keuze: zoals in de monitor",
    )
    return tuple(chosen)


def _narrowed(tile: DeckTile, series: Series) -> DeckTile:
    """Return a tile with its period and characteristic, where there is something to choose."""
    indicator = series.indicator
    characteristics, periods = options_of(indicator.id, series.version)
    left, right = st.columns(2)
    if len(characteristics) > 1:
        with left:
            tile = replace(tile, characteristic=_narrow(indicator, characteristics))
    if len(periods) > 1:
        with right:
            tile = replace(tile, period=_period(indicator, periods))
    return tile


def _narrow(indicator: Indicator, names: Sequence[str]) -> str:
    label = indicator.characteristic or "Kenmerk"
    return _one(label, [_ANY, *names], lambda name: name or _FIRST, indicator.id)


def _period(indicator: Indicator, periods: Sequence[str]) -> str:
    def named(code: str) -> str:
        return period_of(indicator, code) if code else _NEWEST

    return _one("Periode", [_ANY, *periods], named, indicator.id)


def _one(label: str, options: Sequence[T], name: Callable[[T], str], of: str = "") -> T:
    """Show a list of which one is chosen; `of` is the figure when each has its own options."""
    return st.selectbox(label, list(options), format_func=name, key=f"kies-{label}-{of}")


def _form_label(form: str) -> str:
    return "zoals in de monitor" if form == OWN_FORM else form
