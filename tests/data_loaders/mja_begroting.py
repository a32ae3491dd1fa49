"""The budget tables of the Meerjarenagenda as printed, read apart from our data."""

from __future__ import annotations

# 4.1: year, impulsbudget and structureel (centrumgemeente), impuls VWNW (landelijk).
TABLE_41 = """
2025 1.163.658€ 648.545€ 15.000.000€
2026 827.390€ 648.545€ 13.500.000€
2027 1.116.977€ 648.545€ 12.000.000€
2028 1.291.475€ 648.545€ 12.000.000€
2029 1.033.180€ 648.545€ 12.000.000€
2030 861.919€ 648.545€ 10.000.000€
2031 690.658€ 648.545€ 5.000.000€
2032 485.707€ 648.545€ 5.000.000€
2033 174.068€ 648.545€ 5.000.000€
2034 -€ 648.545€
"""

# 4.2.1: 2026 to 2030.
TABLE_421 = """
Impulsbudget|827.391€ 1.116.978€ 1.291.476€ 1.033.180€ 861.919€
Budgetoverheveling|2.064.081€ 1.089.472€ 648.450€ 589.551€ 1.622.731€
Totale baten|2.891.472€ 2.206.450€ 1.939.926€ 1.622.731€ 2.484.650€
Algemeen|75.000€ 78.750€ 82.688€ n.t.b. n.t.b.
Onvoorzien|75.000€ 78.750€ 82.688€ n.t.b. n.t.b.
Werkcentrum (ambitie 1)|869.500€ 735.500€ 655.000€ n.t.b. n.t.b.
Ambitieteams 2 t/m 6|782.500€ 665.000€ 530.000€ n.t.b. n.t.b.
Totale lasten|1.802.000€ 1.558.000€ 1.350.376€ -€ -€
RESULTAAT|1.089.472€ 648.450€ 589.551€ 1.622.731€ 2.484.650€
"""

# 4.3.1: amounts as printed, then per amount its year and kind: i = incidenteel,
# s = structureel, ? = the totals allow both; ?? = the year is not certain either.
TABLE_431 = """
[Huisvesting & faciliteiten]
Huisvesting|20.000€ 40.000€ 40.000€|26i 26s 27?
Inrichting, signing, branding werkcentrum en inlooppunten gemeenten|\
35.000€ 10.000€ 5.000€|26? ?? 27?
Werkplekken en kantoorinrichting|10.000€|??
Kantoorkosten|2.500€ 2.500€|26s 27s
[ICT & digitalisering]
Ontwikkeling website Werkcentrum (koppeling landelijk portaal)|25.000€ 15.000€ 15.000€|26? ?? 27?
Regionaal licenties (backoffice)|10.000€ 10.000€ 10.000€|26? ?? 27?
CRM / data-integratie|15.000€ 15.000€ 10.000€|26? ?? 27?
METT intranet|4.000€ 4.000€|26? 27?
Monitoren dashboard werkcentrum|5.000€ 5.000€|26? 27?
Digitale werkomgeving en ondersteuning|12.000€ 12.000€|26? 27s
[Communicatie & merkontwikkeling]
Introductiecampagne Werkcentrum (regionale bekendheid)|10.000€ 10.000€|26? 27?
Doorlopende communicatie|10.000€ 10.000€|26? 27?
Drukwerk, promotiemateriaal|5.000€ 5.000€ 5.000€|26? ?? 27?
Praatplaats & Procesplaat|1.000€ 1.000€|26? 27?
Werkstories (shortfilmpjes voor achterban)|2.000€ 1.000€|26? 27?
AI model ontwikkeling|50.000€ 50.000€|26? 27?
[Scholing & professionalisering]
Ontwikkeling en uitvoering gidstraining (train-de-trainer)|20.000€ 50.000€ 50.000€|26i 26s 27?
[Overig / reservering]
Juridisch advies, convenant-opstelling|10.000€|??
Monitoring & evaluatie / onderzoek|10.000€ 10.000€|26? 27?
Onvoorzien|20.000€ 20.000€|26? 27?
[Evenementen]
Kennisdagen en netwerkbijeenkomsten|3.000€ 15.000€ 15.000€|26? ?? 27?
lancering Website|10.000€|26?
Opening werkcentrum|10.000€|26?
Evenementen|15.000€ 15.000€|26? 27?
[Personele kosten]
Begeleiding communicatieproces|PM|??
Communicatie Manager|45.000€ 45.000€|26? 27?
Loopbaanadvies|340.000€ 340.000€|26s 27s
Hostes|35.000€ 35.000€|26? 27?
[]
TOTAAL|193.000€ 676.500€ 55.000€ 680.500€|26i 26s 27i 27s
"""

TABLE_432 = """
[Ambitie 2: minder belemmeringen werkgevers]
HARRIE training|50.000 50.000|26i 27i
Magazine inclusief - jaarlijks|5.000 5.000|26i 27?
Handreikingen, flyers, e-learnings voor werkgevers|10.000 10.000|26i 27i
Werkgevers events|40.000 40.000|26i 27i
2x per jaar een werkbezoek rondom inclusiviteit|2.500 2.500|26i 27i
Deskundigheidsbevordering professionals|7.500 7.500|26i 27i
[Ambitie 3: Deskundigheidsbevordering]
Leer-coordinator|35.000 35.000|26i 27i
Leeragenda tool|40.000 7.500 10.000 7.500|26i 26s 27i 27s
E-learnings|20.000 20.000|26i 27i
Training|100.000 100.000|26i 27i
Materialen|20.000 20.000|26i 27i
Opzetten minor HAN|PM PM|26? 27?
[Ambitie 4: meer mensen uit de banenafspraak aan het werk]
Coordinator en experts analyse doelgroepregister|15.000|26i
Ontwikkelen regionale werkwijze bemiddeling|25.000|26i
Handreikingen, flyers, e-learnings vanuit doelgroep|10.000 10.000|26i 27i
[Ambitie 5: IV en transparantie]
Koppeling Competensys en werkt apps|PM PM|26? 27?
Waarom VUM? Communicatie, grote bijeenkomst|5.000|??
Implementatie VUM|50.000 50.000|26i 27i
Competensys|5.000 5.000|26i 27?
Registratiesysteem werkcentrum|5.000|??
Samenwerkingsomgeving/community|5.000|??
Dienstverleningsoverzicht|20.000 7.500|26i 27i
Onvoorzien|15.000 15.000|26i 27i
Informatiemanagers|140.000 100.000|26i 27i
[Ambitie 6: Leven Lang Ontwikkelen]
Initieren en coordinatie 6 sectortafels|120.000 120.000|26i 27i
Budget voor de tafels|PM PM|26? 27?
LLO / praktijkverklaringen|40.000 40.000|26i 27i
[]
TOTAAL|€775.000,00 €7.500,00 €652.500,00 €12.500,00|26i 26s 27i 27s
"""
