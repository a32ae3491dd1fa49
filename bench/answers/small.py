"""Small files, the shells of the pages, and every kind of refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bench.answers.site import PUBLIC, Site
from bench.answers.wanted import Wanted

FILES = (
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/favicon.ico",
    "/sitemap.xml",
    "/.well-known/security.txt",
    "/_stcore/health",
    "/_stcore/host-config",
)
NONE = "bestaat-niet"
REFUSED = (
    f"/{NONE}",
    f"/tegel/{NONE}",
    f"/tegel/{NONE}.svg",
    f"/tegel/{NONE}.csv",
    f"/tegel/doel/{NONE}",
    f"/tegel/project/{NONE}",
    f"/tegel/project/{NONE}.json",
    "/tegel/bevolking.gif",
    "/tegel/bevolking?gebied=nergens",
    "/tegel/bevolking.png?gebied=nergens",
    "/tegel/bijstand-aandeel?gebied=GM0274",
    "/tegel/bevolking?vorm=taart",
    "/tegel/inwoners-regio?vorm=kaart",
    "/tegel/bevolking?vorm=tabel&vorm=kaart",
    "/tegel/bevolking?periode=1800",
    "/tegel/bevolking?kenmerk=geen",
    "/tegel/bevolking?thema=roze",
    "/tegel/bevolking?omvang=alles",
    "/tegel/bevolking.csv?omvang=weinig",
    "/tegel/bevolking.svg?vorm=tabel",
    "/tegel/leeftijdsopbouw?vorm=cijfer",
    "/tegel/arbeidspotentieel?vorm=cijfer",
    "/tegel/arbeidspotentieel?vorm=staaf&kenmerk=Werkzaam",
    "/tegel/bevolking?" + "&".join(f"gebied=GM{n:04d}" for n in range(200, 206)),
    f"/tegel/bevolking?periode={'9' * 101}",
    "/tegel/bevolking?onbekend=1",
    f"/tegel/bevolking?{'a' * 2001}",
    f"/deel/{NONE}",
    "/deel/bevolking.svg",
    "/deel/bevolking?breedte=1",
    "/deel/bevolking?soort=anders",
    "/oembed",
    "/oembed?format=xml&url=x",
    "/oembed?url=https://elders.nl/tegel/bevolking",
    f"/oembed?url={PUBLIC}/tegel/{NONE}",
    f"/oembed?url={PUBLIC}/tegel/bevolking.svg",
    f"/oembed?url={PUBLIC}/over",
    f"/api/{NONE}",
    f"/api/v1/{NONE}",
    f"/api/v1/indicators/{NONE}",
    f"/api/v1/registers/{NONE}",
    "/api/v1/registers/acties?format=jsonstat",
    "/api/v1/observations?format=xlsx",
    "/api/v1/observations?format=jsonstat",
    "/api/v1/observations?format=pdf",
    "/api/v1/observations?gebied=nergens",
    "/api/v1/observations?pagina=0",
    "/api/v1/observations?aantal=10001",
    "/api/v1/observations?van=gisteren",
    "/api/v1/observations?onbekend=1",
    "/api/v1/observations?pagina=999",
    "/catalogus.pdf",
    f"/og/{NONE}.png",
    "/geo/gemeenten.geojson?v=oud",
    f"/geo/{NONE}",
    "/beraad/tonen",
    "/beraad/tonen?v=9&tegels=t",
    "/beraad/tonen?v=1&tegels=c.bestaat-niet~x~d.niets&dag=morgen",
    "/beraad/handout.pdf",
    "/beraad/presentatie.pptx?v=1&tegels=x",
    f"/beraad/tonen?{'a' * 4097}",
    "/tegel/../api",
    "/overzicht",
    "/over/",
    "/beraad/",
)
_ENTRY = re.compile(r"<loc>[a-z]+://[^/<]+/([^<]*)</loc>")


def page_slugs(site: Site) -> list[str]:
    """Return the paths of the pages from the sitemap, without slash; the first is empty."""
    return _ENTRY.findall(site.ask("/sitemap.xml").body.decode())


def small(slugs: Sequence[str]) -> Iterator[Wanted]:
    """Return small files, shells and their images, refusals, and other ways of asking."""
    yield from (Wanted("klein", path) for path in FILES)
    yield from (Wanted("schil", f"/{slug}") for slug in slugs)
    yield from (Wanted("schil", f"/og/{slug or 'overzicht'}.png") for slug in slugs)
    yield from (Wanted("fout", path) for path in REFUSED)
    for path in ("/tegel/bevolking", "/api/v1/areas", "/over", "/healthz", f"/{NONE}"):
        for method in ("HEAD", "OPTIONS", "POST", "DELETE"):
            yield Wanted("methode", path, method)
        for coding in ("gzip", "br"):
            yield Wanted("methode", path, headers={"Accept-Encoding": coding})


BARE = (
    *FILES,
    "/",
    "/over",
    "/api",
    "/api/v1/",
    "/api/v1/indicators",
    "/api/v1/observations",
    "/api/v1/openapi.json",
    "/catalogus.jsonld",
    "/catalogus.ttl",
    "/tegel/bevolking",
    "/tegel/bevolking.json",
    "/deel/bevolking?gebied=GM0202",
    "/beraad/tonen?v=1&titel=Kaal&dag=2026-11-30&tegels=t~c.bevolking~a",
    "/beraad/handout.pdf?v=1&titel=Kaal&dag=2026-11-30&tegels=t~c.bevolking~a",
    "/beraad/presentatie.pptx?v=1&titel=Kaal&dag=2026-11-30&tegels=t~c.bevolking~a",
)


def bare(site: Site) -> Iterator[Wanted]:
    """Return what is asked of a server without any setting, which does not know its address."""
    yield from (Wanted("kaal", path) for path in BARE)
    yield Wanted("kaal", f"/oembed?url={site.url}/tegel/bevolking")
