"""What the address of a tile asks for, held against what there is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from components.exhibit.areas import EXTENTS, options_of, series_in_view, within_data
from components.exhibit.measure import MEASURES
from components.words.choice import Choice
from components.words.formatting import counted, join_words, period_of
from data_loaders.geo.names import areas_named, unknown_area
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, newest_period

FORMS = ("kaart", "staaf", "lijn", "cijfer", "tabel")
COMPACT = "compact"
"""Beside the forms of a figure the one that every tile has: a number, where little fits."""
THEMES = ("licht", "donker")
AREA, FORM, PERIOD, CHARACTERISTIC, THEME = "gebied", "vorm", "periode", "kenmerk", "thema"
SINCE, MEASURE, EXTENT = "sinds", "maat", "uitsnede"
MAX_AREAS = 4
MAX_VALUES = 4
EVERY_PERIOD = "De lijn heeft alle periodes: een gekozen periode verandert haar niet."
EVERY_AREA = "De figuur is altijd heel: ook gebieden die niet zijn gekozen, staan erin."
NO_ROWS = "Voor deze keuze heeft dit cijfer geen waarden."
_OWN_FORMS = {"cijfer": "cijfer", "lijn": "lijn"}


@dataclass(frozen=True)
class Asked:
    """What an address asks for; empty is what the figure itself would show.

    Areas, period and characteristic are codes or names.
    """

    areas: tuple[str, ...] = ()
    form: str = ""
    period: str = ""
    characteristic: str = ""
    measure: str = ""
    extent: str = ""


@dataclass(frozen=True)
class Option:
    """Something that can be asked: its name, and the parameter and value that ask for it."""

    label: str
    parameter: str
    value: str


class RefusalError(Exception):
    """Something that does not exist was asked for; `options` are what does."""

    def __init__(self, sentence: str, options: Sequence[Option] = ()) -> None:
        """Keep one Dutch sentence for the reader, and the options."""
        super().__init__(sentence)
        self.sentence = sentence
        self.options = tuple(options)


class UnknownValueError(RefusalError):
    """A value that does not exist at all: no choice of anything else would make it right."""


@dataclass(frozen=True)
class TileSelection:
    """What a tile shows.

    What nobody chose is empty in `choice`; only an indicator that every municipality has
    always has areas, a period and a characteristic.
    """

    form: str
    choice: Choice


def select_tile(series: Series, asked: Asked) -> TileSelection:
    """Return what a tile of an indicator shows. Raises RefusalError for what does not exist."""
    areas = _areas(series, asked.areas)
    form = _form(series, asked.form)
    characteristics, periods = options_of(series.indicator.id, series.version)
    period = _one(PERIOD, asked.period, periods, lambda code: period_of(series.indicator, code))
    characteristic = _one(CHARACTERISTIC, asked.characteristic, characteristics, lambda name: name)
    if series.indicator.form == "kaart":
        choice = Choice(
            areas or (load_regions().default,),
            periods[0] if period is None else period,
            characteristics[0] if characteristic is None else characteristic,
            _one(MEASURE, asked.measure, list(MEASURES), MEASURES.__getitem__) or "",
            _one(EXTENT, asked.extent, list(EXTENTS), EXTENTS.__getitem__) or "",
        )
        return TileSelection(form, choice)
    _check_own(form, (period, characteristic))
    return TileSelection(form, Choice(areas, period or "", characteristic or ""))


def forms_of(series: Series) -> tuple[str, ...]:
    """Return the forms an indicator can be shown in, its own form first."""
    if series.indicator.form != "kaart":
        return tuple(dict.fromkeys([_OWN_FORMS.get(series.indicator.form, "staaf"), *FORMS[3:]]))
    several = series.frame["period"].nunique() > 1
    return tuple(form for form in FORMS if form != "lijn" or several)


def chosen_pairs(choice: Choice, asked: Asked) -> list[tuple[str, str]]:
    """Return what was asked beside the areas, as parameters of an address."""
    pairs = (
        (PERIOD, asked.period and choice.period),
        (CHARACTERISTIC, asked.characteristic and choice.characteristic),
        (MEASURE, choice.measure),
        (EXTENT, choice.extent),
    )
    return [(name, value) for name, value in pairs if value]


def chosen_rows(series: Series, choice: Choice) -> pd.DataFrame:
    """Return the observations of exactly what was chosen, of the newest period by default."""
    frame = series.frame
    order = {code: place for place, code in enumerate(choice.areas)}
    if choice.areas:
        frame = frame[frame["region_code"].isin(order)]
    if choice.characteristic:
        frame = frame[frame["characteristic"] == choice.characteristic]
    frame = frame[frame["period"] == (choice.period or newest_period(frame))]
    return frame.sort_values("region_code", key=lambda codes: codes.map(order), kind="stable")


def without_effect(series: Series, selection: TileSelection, asked: Asked) -> tuple[str, ...]:
    """Return which of the choices change nothing in the figure."""
    if series.indicator.form == FORMS[0]:
        return (EVERY_PERIOD,) if selection.form == FORMS[2] and asked.period else ()
    others = set(series.frame["region_code"]) - set(selection.choice.areas)
    is_drawn = selection.form not in FORMS[3:]
    return (EVERY_AREA,) if asked.areas and others and is_drawn else ()


def check_rows(series: Series, form: str, frame: pd.DataFrame) -> None:
    """Refuse a choice without observations, and more of them than fit in large type."""
    if frame.empty:
        raise RefusalError(NO_ROWS)
    if form != "cijfer" or len(frame) <= MAX_VALUES:
        return
    options = [Option(a, CHARACTERISTIC, a) for a in dict.fromkeys(series.frame["characteristic"])]
    options += _area_options(_areas_of(series)) if len(_areas_of(series)) > 1 else []
    raise RefusalError(
        f"In grote cijfers passen hoogstens {MAX_VALUES} waarden, en dit zijn er {len(frame)}.",
        [option for option in options if option.value],
    )


def no_figures_for(areas: Sequence[str], series: Series) -> RefusalError:
    """Return the refusal of areas that an indicator does not have.

    Of a region it says for how many of its municipalities there is a figure.
    """
    regions, known = load_regions(), _areas_of(series)
    inside = {
        area: [code for code in regions.members(area) if code in known]
        for area in dict.fromkeys(areas)
    }
    if nowhere := [regions.get(area).label for area, codes in inside.items() if not codes]:
        sentence = f"Voor {join_words(nowhere)} is dit cijfer er niet."
        return RefusalError(sentence, _area_options(known))
    codes = list(dict.fromkeys(code for found in inside.values() for code in found))
    names = join_words([regions.get(area).label for area in inside])
    count = counted(len(codes), "gemeente", "gemeenten")
    sentence = f"Voor {names} als geheel is dit cijfer er niet, wel voor {count} daarvan."
    return RefusalError(sentence, _area_options(codes))


def _areas(series: Series, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of areas by code or name.

    Raises RefusalError for an unknown one, one that the indicator does not have, and for more
    than fit, which the name of one subregion can be.
    """
    codes: dict[str, None] = {}
    for text in asked:
        found = areas_named(text, load_regions())
        if not found:
            sentence = f"{unknown_area(text)} Dit cijfer is er voor deze gebieden."
            raise UnknownValueError(sentence, _area_options(_areas_of(series)))
        codes |= dict.fromkeys(found)
    if len(codes) > MAX_AREAS:
        sentence = f"Dit zijn {len(codes)} gebieden. Kies er hoogstens {MAX_AREAS}."
        raise RefusalError(sentence, _area_options(list(codes)))
    kept: Sequence[str] = _areas_of(series)
    if series.indicator.form == "kaart":
        asked_for = Choice(tuple(codes))
        seen = series_in_view(series.indicator.id, asked_for) if codes else series
        kept = within_data(seen, asked_for)[0].areas
    if missing := [code for code in codes if code not in kept]:
        raise no_figures_for(missing, series)
    return tuple(codes)


def _areas_of(series: Series) -> list[str]:
    return list(dict.fromkeys(str(code) for code in series.frame["region_code"]))


def _area_options(codes: Sequence[str]) -> list[Option]:
    return [Option(load_regions().get(code).name, AREA, code) for code in codes]


def _form(series: Series, asked: str) -> str:
    known = forms_of(series)
    if asked and asked not in known:
        raise RefusalError(
            f"Dit cijfer is er niet als {asked}.", [Option(name, FORM, name) for name in known]
        )
    return asked or known[0]


def _one(
    parameter: str, asked: str, known: Sequence[str], name: Callable[[str], str]
) -> str | None:
    """Return the value that was asked for by code or name; None when nothing was."""
    if not asked:
        return None
    word = asked.casefold()
    for code in known:
        if word in {code.casefold(), name(code).casefold()}:
            return code
    raise UnknownValueError(
        f"Dit cijfer heeft deze waarde voor '{parameter}' niet.",
        [Option(name(code) or code, parameter, code) for code in known if code],
    )


def _check_own(form: str, narrowed: tuple[str | None, str | None]) -> None:
    """Refuse what a figure that does not compare municipalities cannot show."""
    if form in FORMS[3:]:
        return
    for parameter, value in zip((PERIOD, CHARACTERISTIC), narrowed, strict=True):
        if value is not None:
            raise RefusalError(
                f"De figuur is altijd heel: bij vorm={form} is '{parameter}' niet te kiezen.",
                [Option(name, FORM, name) for name in FORMS[3:]],
            )
