"""Zes vragen aan de monitor, beantwoord met alleen de API en pandas.

Gebruik: python docs/zes_vragen.py https://UW-MONITOR
"""

from __future__ import annotations

import sys
from urllib.parse import urlencode

import pandas as pd


def waarnemingen(site: str, **vraag: str | list[str]) -> pd.DataFrame:
    """Return the observations that a question keeps, a row per value."""
    gevraagd = urlencode(vraag | {"format": "csv", "aantal": "10000"}, doseq=True)
    return pd.read_csv(f"{site}/api/v1/observations?{gevraagd}", parse_dates=["peildatum"])


def register(site: str, naam: str, **vraag: str) -> pd.DataFrame:
    """Return the rows of a register that a question keeps."""
    return pd.read_csv(f"{site}/api/v1/registers/{naam}?{urlencode(vraag | {'format': 'csv'})}")


def bijstand_per_gemeente(site: str) -> pd.DataFrame:
    """Bijstand per gemeente in alle jaren, en in Nederland, als het eerste jaar 100 is."""
    regio = waarnemingen(site, indicator="uitkeringen-kerncijfers", kenmerk="bijstand")
    land = waarnemingen(site, indicator="bijstand-totaal-nederland")
    land = land[land.periode.str.endswith("-12")].assign(
        periode=land.periode.str[:4].astype(int), gebied="Nederland"
    )
    samen = pd.concat([regio, land]).pivot_table("waarde", "periode", "gebied").loc[2020:2024]
    return (100 * samen / samen.iloc[0]).round(1)


def ww_verloop(site: str) -> pd.Series:
    """WW-uitkeringen in Nederland, de laatste dertien maanden."""
    ww = waarnemingen(site, indicator="uitkeringen-nederland", kenmerk="WW")
    return ww.set_index("periode").waarde.sort_index().tail(13)


def projecten_met_han(site: str) -> list[str]:
    """De projecten waaraan de HAN meedoet."""
    return sorted(register(site, "partners", organisatie="HAN").project.dropna().unique())


def acties_voorbij(site: str) -> pd.DataFrame:
    """Acties waarvan de einddatum voorbij is; of ze klaar zijn, staat in geen document."""
    acties = register(site, "acties", stand="einddatum voorbij")
    return acties[["id", "kort", "laatste_dag"]]


def twee_regios(site: str) -> pd.DataFrame:
    """Inwoners van twee arbeidsmarktregio's naast elkaar, per jaar."""
    namen = ["Midden-Gelderland", "Rijk van Nijmegen"]
    inwoners = waarnemingen(site, indicator="bevolking", gebied=namen, niveau="arbeidsmarktregio")
    return inwoners.pivot(index="periode", columns="gebied", values="waarde")


def doelen_met_laatste_dag(site: str) -> pd.DataFrame:
    """De doelen van het Human Capital Akkoord, met de laatste dag ervan."""
    return register(site, "hca_doelen")[["id", "doelwaarde", "eenheid", "laatste_dag"]]


VRAGEN = (
    bijstand_per_gemeente,
    ww_verloop,
    projecten_met_han,
    acties_voorbij,
    twee_regios,
    doelen_met_laatste_dag,
)

if __name__ == "__main__":
    for vraag in VRAGEN:
        print(f"\n{vraag.__doc__}\n{vraag(sys.argv[1].rstrip('/'))}")
