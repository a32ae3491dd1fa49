"""Damaged input, end to end: one clear sentence with file and line, and the rest still runs."""

from __future__ import annotations

from pathlib import Path

import pytest

DATA = "assets/data"
MJA = f"{DATA}/mja-2026"
INDICATORS = "data_loaders/indicators"


UNKNOWN = "T999,licht,x,bestaat-niet,x,mja-2026,1,1,mja-2026,1,2,x,x,klein,,,,\n"

# file, what stands there, what we put there (None: nothing, the file goes), the sentence
FAULTS = [
    (
        f"{INDICATORS}/wia-aantal.toml",
        'eenheid = "',
        'eenheid = kapot "',
        ", regel {line}: dit is geen geldige TOML",
    ),
    (
        f"{INDICATORS}/wia-aandeel.toml",
        'soort = "percentage"',
        'soort = "deel"',
        ", regel {line}: de waarde 'deel' mag niet in het veld 'soort'",
    ),
    (
        f"{INDICATORS}/wajong-aantal.toml",
        'document = "mja-2026"',
        'document = "krant"',
        ": het document 'krant' is onbekend",
    ),
    (
        f"{INDICATORS}/bevolking.toml",
        '["70904ned", "83765NED", "84286NED", "03759ned"]',
        "[]",
        ": er is geen enkele tabel genoemd",
    ),
    (
        f"{INDICATORS}/opleidingsniveau.toml",
        '"opl_laag" = "Laag"',
        '"opl_laag" = "Laag", "M999" = "Nieuw"',
        ": tabel 85318NED: de maat 'M999' staat niet in de tabel",
    ),
    (
        f"{MJA}/ww-aandeel.csv",
        "gebied,periode,waarde,",
        "gebied,periode,aandeel,",
        ", regel 1: kolom 'waarde' ontbreekt",
    ),
    (
        f"{MJA}/ww-aantal.csv",
        "GM0221,2024-12-31,100,",
        "GM0221,2024-12-31,veel,",
        ", regel 3: in kolom 'waarde' staat 'veel', maar daar hoort een getal",
    ),
    (
        f"{MJA}/inwoners-15-64.csv",
        "GM0221,",
        "GM0202,",
        ": deze waarneming staat er twee keer in: Arnhem",
    ),
    (
        f"{MJA}/bijstand-aantal.csv",
        "GM0277,2024-12,,niet getoond",
        "GM0277,2024-12,20,niet getoond",
        ": een onbekende of niet getoonde waarde mag niet zijn ingevuld (Rozendaal, 2024-12)",
    ),
    (
        f"{MJA}/bijstand-aandeel.csv",
        "GM0202,",
        "GM9999,",
        ", regel 2: het gebied 'GM9999' is onbekend",
    ),
    (
        f"{DATA}/cbs/37789ksz.csv",
        "1998MM01,Definitief,90210,435.1",
        "1998MM01,Definitief,90210,x",
        ", regel 3: in kolom 'Value' staat 'x', maar daar hoort een getal",
    ),
    (f"{DATA}/cbs/85618NED.csv", "Measure", "Maat", ", regel 1: kolom 'Measure' ontbreekt"),
    (f"{DATA}/cbs/80590ned.toml", "titel = ", "# ", ": het veld 'titel' ontbreekt"),
    (f"{DATA}/cbs/85224NED.csv", "", None, ": dit bestand ontbreekt"),
    (f"{MJA}/pendel-in.csv", "", None, ": dit bestand ontbreekt"),
    (f"{DATA}/pendelplaatsen.toml", "lon", "lengte", ", regel 7: het veld 'lengte' is hier niet"),
    (
        f"{DATA}/tegenstrijdigheden.csv",
        "T001,",
        UNKNOWN + "T001,",
        ": T999 noemt het cijfer 'bestaat-niet', maar dat bestaat niet",
    ),
    (
        f"{DATA}/afspraken/acties.csv",
        "Met data in beeld",
        "Met \u202edata in beeld",
        ", regel 2: hier staat een onzichtbaar teken; haal het weg",
    ),
    ("assets/geo/gemeenten_2024.geojson", "", None, ": dit bestand ontbreekt"),
    ("assets/css/monitor.css", "", None, ": dit bestand ontbreekt"),
]


def line_of(file: str, old: str) -> int:
    """Return the line on which a fault begins, whatever stands above it."""
    text = Path(file).read_text("utf-8")
    return text[: text.find(old)].count("\n") + 1


def change(path: Path, old: str, new: str | None) -> None:
    if new is None:
        path.unlink()
        return
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} staat niet in {path}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def damaged(copy_project, run_in, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What `validate` says of a project with all of `FAULTS`."""
    root = copy_project(tmp_path_factory.mktemp("kapot"))
    for file, old, new, _ in FAULTS:
        change(root / file, old, new)
    done = run_in(root, "-m", "data_loaders", "validate")
    assert done.returncode == 1
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0])
def test_each_fault_is_named_with_its_file_and_line(
    damaged: list[str], fault: tuple[str, str, str | None, str]
) -> None:
    file, old, _, sentence = fault
    told = file + sentence.replace("{line}", str(line_of(file, old)))
    assert any(line.startswith(told) for line in damaged), "\n".join(damaged)


def test_every_line_is_about_a_file_we_damaged(damaged: list[str]) -> None:
    files = tuple(fault[0] for fault in FAULTS)
    assert damaged[-1] == f"{len(damaged) - 1} fouten gevonden."
    others = [line for line in damaged[:-1] if not line.startswith(files)]
    assert others == [f"{DATA}/overzicht.toml: het cijfer 'wia-aandeel' bestaat niet"]


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            f"{DATA}/gebieden.toml",
            '["AM07", "GMR", "PV25"]',
            '["AM07", "GMR", "PV99"]',
            "'Arnhem' ligt in 'PV99', maar dat gebied is onbekend",
        ),
        (
            f"{DATA}/documenten.toml",
            'id = "regio-deal"',
            'id = "mja-2026"',
            "'mja-2026' staat er twee keer in",
        ),
        (
            "assets/geo/gemeenten_2024.geojson",
            '"id":"GM0277"',
            '"id":"GM0001"',
            "de grens van Rozendaal ontbreekt",
        ),
        (
            "assets/geo/gemeenten_2024.geojson",
            "{",
            "",
            "dit is geen geldige GeoJSON met gemeenten",
        ),
    ],
)
def test_one_fault_is_one_sentence(
    project: Path, run, file: str, old: str, new: str, sentence: str
) -> None:
    change(project / file, old, new)
    done = run("-m", "data_loaders", "validate")
    assert done.stdout.splitlines() == [f"{file}: {sentence}", "1 fout gevonden."]
    assert done.returncode == 1
    assert done.stderr == ""


REST = """
from data_loaders.cache import load_series
from data_loaders.files.errors import DataError
from data_loaders.registry import load_registry

registry = load_registry()
print([(b.id, b.topic) for b in registry.broken])
ids = [indicator.id for indicator in registry.of_topic("uitkeringen")]
print("ww-aantal" in ids, "wia-aantal" in ids, len(load_series("wia-aantal").frame))
try:
    load_series("ww-aantal")
except DataError as problem:
    print(problem)
"""


def test_damaged_indicator_leaves_the_others_and_keeps_its_place(project: Path, run) -> None:
    file = f"{INDICATORS}/ww-aantal.toml"
    line = line_of(file, "volgorde = ")
    change(project / file, "volgorde = ", "volgorde == ")
    done = run("-c", REST)
    assert done.stdout.splitlines() == [
        "[('ww-aantal', 'uitkeringen')]",
        "False True 10",
        f"{file}, regel {line}: dit is geen geldige TOML",
    ]


@pytest.mark.parametrize("file", [f"{INDICATORS}/ww-aantal.toml", f"{DATA}/tegenstrijdigheden.csv"])
def test_open_data_is_whole_or_not_written(project: Path, run, file: str) -> None:
    with (project / file).open("a", encoding="utf-8") as damaged:
        damaged.write("kapot\n")
    done = run("-m", "data_loaders", "export", "--out", "uit")
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {file}, regel ")
    assert len(done.stderr.splitlines()) == 1
    assert not (project / "uit").exists()


def test_open_data_in_a_place_that_is_no_folder_is_one_sentence(project: Path, run) -> None:
    (project / "uit").write_text("geen map", encoding="utf-8")
    done = run("-m", "data_loaders", "export", "--out", "uit/hier")
    assert done.returncode == 1
    assert "Gegevens bewaren lukt hier niet" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_status_goes_on_past_a_damaged_source(project: Path, run) -> None:
    facts = f"{DATA}/cbs/03759ned.toml"
    (project / facts).unlink()
    change(project / f"{INDICATORS}/ww-aantal.toml", "volgorde = ", "volgorde == ")
    done = run("-m", "data_loaders", "status")
    assert done.returncode == 0
    assert f"03759ned   niet te lezen  {facts}: dit bestand ontbreekt" in done.stdout.splitlines()
    assert "85224NED   " in done.stdout
    assert "mja-2026 " in done.stdout
    assert "ww-aantal         niet te lezen  data_loaders/indicators/ww-aantal" in done.stdout


def test_status_without_topics_is_a_sentence_and_no_traceback(project: Path, run) -> None:
    (project / f"{DATA}/onderwerpen.toml").write_text("kapot\n", encoding="utf-8")
    done = run("-m", "data_loaders", "status")
    assert done.returncode == 1
    sentence = "assets/data/onderwerpen.toml, regel 1: dit is geen geldige TOML"
    assert done.stderr == f"Error: {sentence}\n"


def test_the_untouched_copy_is_right(run, project: Path) -> None:
    done = run("-m", "data_loaders", "validate")
    count = len(list((project / INDICATORS).glob("*.toml")))
    assert done.stdout == f"Alles klopt: {count} cijfers gecontroleerd.\n"
    assert done.returncode == 0
