"""What the address of a tile asks for, held against what there is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from components.exhibit.areas import EXTENTS, options_of
from components.exhibit.measure import MEASURES
from components.words.choice import Choice
from components.words.formatting import join_words, period_of
from data_loaders.geo.regions import Region, load_regions
from data_loaders.series import Series

FORMS = ("kaart", "staaf", "lijn", "cijfer", "tabel")
THEMES = ("licht", "donker")
AREA, FORM, PERIOD, CHARACTERISTIC, THEME = "gebied", "vorm", "periode", "kenmerk", "thema"
SINCE, MEASURE, EXTENT = "sinds", "maat", "uitsnede"
MAX_AREAS = 4
MAX_VALUES = 4
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
    areas = tuple(dict.fromkeys(_area(text).code for text in asked.areas))
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
    _check_own(series, form, areas, (period, characteristic))
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
    frame = frame[frame["period"] == (choice.period or frame["period"].max())]
    if choice.characteristic:
        frame = frame[frame["characteristic"] == choice.characteristic]
    if not choice.areas:
        return frame
    order = {code: place for place, code in enumerate(choice.areas)}
    frame = frame[frame["region_code"].isin(order)]
    return frame.sort_values("region_code", key=lambda codes: codes.map(order), kind="stable")


def no_figures_for(areas: Sequence[str], series: Series) -> RefusalError:
    """Return the refusal of areas that an indicator does not have."""
    regions = load_regions()
    names = join_words([regions.get(area).label for area in areas])
    known = dict.fromkeys(str(code) for code in series.frame["region_code"])
    return RefusalError(
        f"Voor {names} is dit cijfer er niet.", _area_options(map(regions.get, known))
    )


def _area(text: str) -> Region:
    wanted = text.strip().casefold()
    for region in load_regions().every():
        if wanted in {name.casefold() for name in (region.code, region.name, region.label)}:
            return region
    raise RefusalError(
        "Dit gebied kennen wij niet. Deze gebieden wel.", _area_options(load_regions().regions)
    )


def _area_options(regions: Sequence[Region] | map[Region]) -> list[Option]:
    return [Option(region.name, AREA, region.code) for region in regions]


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
    for code in known:
        if asked in {code, name(code)}:
            return code
    raise RefusalError(
        f"Dit cijfer heeft deze waarde voor '{parameter}' niet.",
        [Option(name(code) or code, parameter, code) for code in known if code],
    )


def _check_own(
    series: Series, form: str, areas: tuple[str, ...], narrowed: tuple[str | None, str | None]
) -> None:
    """Refuse what a figure that does not compare municipalities cannot show."""
    missing = [area for area in areas if area not in set(series.frame["region_code"])]
    if missing:
        raise no_figures_for(missing, series)
    if form in FORMS[3:]:
        return
    for parameter, value in zip((PERIOD, CHARACTERISTIC), narrowed, strict=True):
        if value is not None:
            raise RefusalError(
                f"De figuur is altijd heel: bij vorm={form} is '{parameter}' niet te kiezen.",
                [Option(name, FORM, name) for name in FORMS[3:]],
            )
