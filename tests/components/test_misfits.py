"""Data that are sound but do not fit their form: one sentence, and only that tile is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import drawn_rows

MJA = "assets/data/mja-2026"
INDICATORS = "data_loaders/indicators"

# Indicator, file, what stands there, what we put there, the sentence.
MISFITS = [
    (
        "arbeidspotentieel",
        f"{MJA}/arbeidspotentieel.csv",
        "AM07,Semiwerklozen,",
        "AM07,Halfwerklozen,",
        "de gegevens passen niet bij de vorm 'opbouw'",
    ),
    (
        "vraag-en-instroom",
        f"{MJA}/vraag-en-instroom.csv",
        "Arbeidsmarktinstroom",
        "Instroom",
        "de gegevens passen niet bij de vorm 'vraag'",
    ),
    (
        "pendel-uit",
        f"{INDICATORS}/pendel-uit.toml",
        "{Midden-Gelderland zelf}",
        "{Nergens}",
        "de kop vraagt om 'Nergens', maar die waarde is er niet",
    ),
    (
        "geregistreerd-werkzoekenden",
        f"{MJA}/geregistreerd-werkzoekenden.csv",
        "",
        "".join(f"AM07,Overig,Deel {number},2024-12,1,afgeleid,\n" for number in range(3)),
        "de gegevens passen niet bij de vorm 'gestapeld'",
    ),
]
SHOW = """
import json
from datetime import date
from components.exhibit.on_page import page_exhibit
from data_loaders.files.errors import DataError
from data_loaders.cache import fetched_indicators
found = {}
for indicator_id in fetched_indicators():
    try:
        made = page_exhibit(indicator_id, "licht", date(2026, 1, 1))
        found[indicator_id] = made.drawn[0].spec if made.drawn else None
    except DataError as problem:
        found[indicator_id] = str(problem)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def shown(project: Path, run) -> dict[str, object]:
    """What every tile would show: its chart, None for no chart, or a sentence."""
    for _, file, old, new, _ in MISFITS:
        path = project / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    for suffix, folder in ((".toml", INDICATORS), (".csv", MJA)):
        text = (project / folder / f"arbeidspotentieel{suffix}").read_text("utf-8")
        text = text.replace("Halfwerklozen", "Semiwerklozen").replace("31,6000", "31,")
        (project / folder / f"opbouw-met-gat{suffix}").write_text(text, "utf-8")
    toml = (project / INDICATORS / "ww-instroom-jongeren.toml").read_text("utf-8")
    toml = toml.replace('vorm = "staaf"', 'vorm = "lijn"').replace("kop = ", "# ")
    (project / INDICATORS / "vijf-lijnen.toml").write_text(toml, "utf-8")
    lines = [f"AM07,lijn {n},{year},{n}\n" for n in range(5) for year in (2023, 2024)]
    text = "gebied,kenmerk,periode,waarde\n" + "".join(lines)
    (project / MJA / "vijf-lijnen.csv").write_text(text, "utf-8")
    done = run("-c", SHOW)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("indicator_id", "sentence"), [(m[0], m[4]) for m in MISFITS])
def test_misfit_is_one_sentence_that_names_the_indicator(
    shown: dict[str, object], indicator_id: str, sentence: str
) -> None:
    assert str(shown[indicator_id]).startswith(f"{INDICATORS}/{indicator_id}.toml: {sentence}")


def test_every_other_tile_is_still_there(shown: dict[str, object]) -> None:
    lost = {indicator_id for indicator_id, made in shown.items() if isinstance(made, str)}
    assert lost == {misfit[0] for misfit in MISFITS}


def test_whole_with_an_unknown_part_is_not_drawn(shown: dict[str, object]) -> None:
    assert shown["opbouw-met-gat"] is None
    assert "NaN" not in json.dumps(shown)


def test_of_five_lines_four_are_drawn(shown: dict[str, object]) -> None:
    names = {row["name"] for row in drawn_rows(shown["vijf-lijnen"], "period")}
    assert names == {f"lijn {number}" for number in range(4)}
