"""What the documents say about the Regio Deal and the werktafels, read apart from our data."""

from __future__ import annotations

# project | programmalijn | where that comes from | trekkers | municipalities
PROJECTS = """
Digital Health Challenge Lab|Gezond leven|afgeleid|Briskr|
Build4Health|Gezond leven|afgeleid|RU;Radboudumc|
Toekomstbestendig bouwen|Toekomstbestendig wonen|afgeleid|Groene Metropoolregio|
VIA-T|Toekomstbestendig wonen|afgeleid|coöperatie VIA-T|
Lifeport Cool Lab|Toekomstbestendig wonen|afgeleid|Gemeente Arnhem;Gemeente Nijmegen;\
Gemeente Westervoort;Gemeente Heumen;Gemeente Overbetuwe;Hogeschool Arnhem Nijmegen|\
Arnhem;Nijmegen;Westervoort;Heumen;Overbetuwe
Soil Valley|Sterke bedrijvigheid|afgeleid|Royal Eijkelkamp|Berg en Dal;Duiven
Circulaire Regio|Sterke bedrijvigheid|afgeleid|RvN@|
Zonnepark woningcorporaties en wijken rond NXP|Sterke bedrijvigheid|afgeleid|Gemeente Nijmegen|\
Nijmegen
Toekomstbestendige bedrijventerreinen|Sterke bedrijvigheid|afgeleid|VNO-NCW Midden|
Werken aan een arbeidsmarkt die werkt|Werkende arbeidsmarkt|afgeleid|The Economic Board|
Techniekdag|Werkende arbeidsmarkt|afgeleid|VNO-NCW Midden|Arnhem;Nijmegen
Grenzeloos samenwerken|Grenzeloos samenwerken|bron|Groene Metropoolregio|
Wijk- en dorpsgericht werken|Wijk- en dorpsgericht werken|bron|Groene Metropoolregio|
"""

# Per project: number or range, unit, word for the bound, then "jaar" when it is per year,
# and start/end where the document gives them. "~" means about, ">" at least, "+" more than before.
TARGETS = """
Digital Health Challenge Lab: 3 wijken; 1 wijkevents per deelnemende wijk jaar; \
1 wijkanalyses jaar; 10-15 zorginnovaties
Build4Health: >15 interventies; 10000-15000 inwoners; 200-400 inwoners; 5 living labs; \
~10000 inwoners
Toekomstbestendig bouwen: >50 % van de opgeleverde woningen; >2000 woningen jaar; \
>25 % circulariteit 2023/2025; 50 % circulariteit 2023/2030; 25 % van de woningbouw /2025; \
18 gemeenten; >1 projecten per gemeente jaar
VIA-T: 1500 woningen en gebouwen jaar; 1500 woningen en gebouwen jaar; 5000 woningen jaar; \
>50 bedrijven; 2000 cursisten jaar; 200 fte 2023/2027; >25 % van de 200 fte 2023/2027; 4 onderdelen
Lifeport Cool Lab: >2 interventies; 1 koppelkansen; 6 pilotprojecten; 1 leerprojecten
Soil Valley: 4500 burgers 2024/2026; 9000 leerlingen 2024/2026; 5200 leerlingen 2024/2026; \
320 studenten 2024/2026; 30 mensen 2024/2026; 1200 deelnemers 2024/2026; \
210 bezoekers 2024/2026; 9 startups of innovaties 2024/2026; >2 maatregelen en oplossingen; \
2 projecten; 2 projecten; 2 pilotgebieden
Circulaire Regio: >200 projecten /2026; >50 evenementen /2026; >3000 bezoekers /2026; \
>7 onderwijsinstellingen 2024/; 1 bijeenkomsten per week 2024/
Zonnepark woningcorporaties en wijken rond NXP: >10000 woningen en huishoudens
Toekomstbestendige bedrijventerreinen: 7 bedrijventerreinen; 5 bedrijventerreinen; \
4 Smart Energy Hubs
Werken aan een arbeidsmarkt die werkt: +10000 werknemers; 40000 jongeren en jongvolwassenen; \
50 % van de IT-studenten; +1000 werkzoekenden en werkenden 2022/2026; 5 werktafels
Techniekdag: 8000 bezoekers jaar; 24000 mensen; 3 techniekdagen jaar; 9 techniekdagen; \
5-12 personen
Grenzeloos samenwerken: 2 themabijeenkomsten jaar; 4 themabijeenkomsten jaar; \
2 themabijeenkomsten jaar; 2 themabijeenkomsten jaar; 2 (keten)projecten jaar; \
1 (keten)projecten jaar; 1 (keten)projecten jaar; 4 publicaties jaar; 2 publicaties jaar; \
2 publicaties jaar; 2 themabijeenkomsten jaar; >30 stakeholders; 1 netwerkbijeenkomsten jaar; \
1 routekaarten; 2-4 themabijeenkomsten per programmalijn jaar
Wijk- en dorpsgericht werken: ~5 wijken en dorpen
"""

# "Betrokken partijen", in the order and the spelling of the document.
PARTNERS = """
Digital Health Challenge Lab: Radboudumc, CWZ, Rijnstate, ZZGgroep, Huisartsengroep, \
Driegasthuizengroep, RIBW, Rijnstad, Vivare, Talis, Volkshuisvesting, HAN, OostNL, Health Valley, \
gemeenten
Build4Health: platform woningcorporaties, Woonwaarts, projectonwikkelaars, BDP, Konder Wessels, \
bouwbedrijven, Van Aarle de Laat, zorginstellingen, Liemerije, gemeenten
Toekomstbestendig bouwen: bouwbedrijven, GWW-bedrijven, woningbouwcorporaties, gemeenten, \
provincie Gelderland
VIA-T: HAN, Radboud Universiteit, Gemeente Nijmegen, Gemeente Arnhem, IPKW, Talis, Bouwmensen, \
ROC, De Technische, Groene Huisvesters, @voCampus, WiL-groep, Werkbedrijf, UWV, \
Vrienden van Elektro, KlokGroep, diverse bedrijven, toeleveranciers/fabrikanten
Lifeport Cool Lab: Hogeschool Van Hall Larenstein, Greenlabel, RvN@, Yuverta, Wijkraden, \
Zorginstelling (ntb), Werkgroep Hortus Civitatis, woningbouwvereniging, \
Stichting Hart van Heteren, Lifeport Circular Lab, GMR, Royal Eijkelkamp, Kiemt, \
Stichting Streenbreek, Arnhem Klimaatbestendig, lokale bewoners, bedrijven
Soil Valley: Hall 24 K Agri, OnRoGo, Stichting Mooie Grond, Van Hall Larenstein, Agrariërs, \
Wageningen University & Research, HAN, Radboud Universiteit, Stichting Kiemt, Gemeente Berg en Dal
Circulaire Regio: Economic Board, Radboud Universiteit, Circulaire Raad RvN, HAN, TNO, \
RadboudUMC, ARN BV, DAR N.V., Rabobank, KlokGroep, \
wethouders en ambtenaren vanuit zeven gemeentes uit de regio Nijmegen
Zonnepark woningcorporaties en wijken rond NXP: NXP, \
Platform van Nijmeegse Woningcorporaties (PNW)
Toekomstbestendige bedrijventerreinen: The Economic Board, parkmanagement, energiecoöperaties, \
ondernemers, gemeenten
Werken aan een arbeidsmarkt die werkt: Groene Metropoolregio, Provincie Gelderland, \
Radboud Universiteit, Hoogwegt Groep, Hogeschool Arnhem Nijmegen, NXP, VNO-NCW, Radboud UMC, \
Wageningen University & Research, Rabobank, ROC Nijmegen, Novio Tech Campus, \
Koninklijke Metaalunie, Techniek Nederland, Gemeente Ede, WZW, CCV, Gelders Vakmanschap, Byondis, \
Connectr, Van Hall Larenstein, Rijn IJssel, Alliander, Briskr
Techniekdag: ROC Nijmegen, Rijn IJssel, Lindus, andere ondernemersverenigingen, \
andere onderwijspartijen, directe ondernemers, particuliere opleiders, gemeenten
Grenzeloos samenwerken: Kiemt, HAN
Wijk- en dorpsgericht werken: HAN, betrokken gemeenten, bewoners, welzijnsorganisaties, \
woningcorporaties, ondernemers
"""

# The table of 5.1: first the aanjager, then the members.
TABLES = """
Leven Lang Ontwikkelen Energy: Connectr, Gelders Vakmanschap, Alliander, \
HAN University of Applied Sciences (HAN), Techniek Nederland, Talent voor transitie, \
ROC Rijn IJssel, ROVC, DNV, Kracht Recruitment, ROC Nijmegen, Liemerse Ambassade, Gemeente Arnhem
Leven Lang Ontwikkelen Health: Radboudumc, Werkgeversvereniging Zorg en Welzijn (WZW), \
Tech Adoptie, HAN, Gemeente Nijmegen, ROC Rijn IJssel, Liemerije
Leven Lang Ontwikkelen Hightech: HAN, ROC Rijn IJssel, Metaal Unie, Nexperia, ROC Nijmegen, NXP, \
Gemini Embedded Technology B.V., C-University, Novio Techcampus
Aantrekken en behouden van talent: Gemeente Arnhem, International Students Work, HAN, Avisi, \
RvN@, Gemeente Nijmegen, Radboud Universiteit, Lifeport Welcome Center, ROC Rijn IJssel, JobQ.nl
Activeren onbenut arbeidspotentieel: UWV, Gemeente Arnhem, CNV, FNV, Gemeente Wijchen en Druten, \
RSD de Liemers, SBB - Samenwerkingsorganisatie Beroepsonderwijs Bedrijfsleven, \
WerkBedrijf Rijk van Nijmegen, Leerwerkloket
Onderwijs: ROC RijnIJssel, HAN, Gemeente Arnhem, Radboud Universiteit, \
Van Hall Larenstein University of Applied Sciences, Wageningen Universiteit & Research, ROC Nijmegen
"""

# One organisation, all its spellings in the five documents.
SPELLINGS = """
han|onderwijs|HAN|HAN University of Applied Sciences|Hogeschool Arnhem Nijmegen|\
Hogeschool Arnhem en Nijmegen (HAN)
rijn-ijssel|onderwijs|ROC Rijn IJssel|ROC RijnIJssel|Rijn IJssel
radboud-universiteit|onderwijs|RU|Radboud Universiteit
radboudumc|onderwijs|Radboudumc|Radboud UMC|RadboudUMC
van-hall-larenstein|onderwijs|Van Hall Larenstein|Hogeschool Van Hall Larenstein
wageningen-university-research|onderwijs|Wageningen Universiteit & Research|\
Wageningen University & Research
groene-metropoolregio|overheid|GMR|Groene Metropoolregio|Groene Metropoolregio Arnhem-Nijmegen
provincie-gelderland|overheid|provincie Gelderland|Provincie Gelderland
gemeente-wijchen-en-druten|overheid|Gemeente Wijchen en Druten|Wijchen Druten
uwv|overheid|UWV|UWV Werkbedrijf
the-economic-board|overig|The Economic Board|Economic Board|TEB
rvn|overig|RvN@
kiemt|overig|Kiemt|Stichting Kiemt
oost-nl|overig|OostNL|Oost NL
sbb|overig|SBB
vno-ncw-midden|ondernemers|VNO-NCW Midden|VNO-NCW
wzw|ondernemers|WZW|Werkgeversvereniging Zorg en Welzijn (WZW)
koninklijke-metaalunie|ondernemers|Metaal Unie|Koninklijke Metaalunie
novio-tech-campus|ondernemers|Novio Techcampus|Novio Tech Campus
"""

# What each of these numbers counts: its id, a word of its description, the number.
LABELS = """
digital-health-challenge-lab-zorginnovaties|Zorginnovaties|10
build4health-extra-metingen|lichamelijke metingen|200
build4health-inwoners-gevolgd|gevolgd|10000
toekomstbestendig-bouwen-doorgemeten-aantal|impactladder|2000
toekomstbestendig-bouwen-circulariteit-2030|2030|50
toekomstbestendig-bouwen-conceptueel-circulair|conceptueel|25
via-t-verduurzamen|verduurzamen|1500
via-t-realisatie|realisatie|1500
via-t-renoveren|renoveren|5000
via-t-zij-instromers|zij-instromer|25
lifeport-cool-lab-arnhem-oost|Arnhem-Oost|2
lifeport-cool-lab-westervoort|Westervoort|1
soil-valley-basisschoolleerlingen|Basisschoolleerlingen|9000
soil-valley-vo-leerlingen|voortgezet onderwijs|5200
soil-valley-evenementen|evenementen|1200
soil-valley-politiek-overheid|politiek|210
soil-valley-startups|Startups|9
soil-valley-demonstratie-liemers|Liemers|2
circulaire-regio-projecten|projecten|200
circulaire-regio-evenementen|evenementen|50
circulaire-regio-bezoekers|Bezoekers|3000
toekomstbestendige-bedrijventerreinen-terreinen|toekomstbestendigheid|7
toekomstbestendige-bedrijventerreinen-onderzoeken|onderzocht|5
arbeidsmarkt-die-werkt-jongeren|jongvolwassenen|40000
techniekdag-bezoekers-per-jaar|per jaar|8000
techniekdag-bezoekers-totaal|drie jaar|24000
grenzeloos-samenwerken-publicaties-energie|energietransitie|2
grenzeloos-samenwerken-stakeholders|arbeidsmarkt|30
"""
