"""Make a synthetic gemeente of N households as Parquet: `python -m tests.prestaties.gemeente N MAP`.

About 2.2 persons per household. Of one household in ten the savings are unknown, of one person in
fifty the birth date, of one adult in fourteen the income; nobody has said what he earns before tax.
Names and addresses are there too, for the letters.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

HUISHOUDENS = """
SELECT i AS hh, 'H' || lpad(i::varchar, 8, '0') AS huishouden_id,
  'Voorbeeldstraat' AS straat, 1 + i % 200 AS huisnummer, '1964EZ' AS postcode, 'Heemskerk' AS woonplaats,
  CASE WHEN random() < 0.6 THEN 'huur' ELSE 'koop' END AS woonvorm,
  (400 + random() * 500)::decimal(9, 2) AS kale_huur, 0::decimal(9, 2) AS servicekosten,
  CASE WHEN random() < 0.9 THEN exp(random() * 11)::decimal(11, 2) END AS spaargeld,
  0::decimal(9, 2) AS overige_bezittingen,
  CASE WHEN random() < 0.95
    THEN (CASE WHEN random() < 0.5 THEN 0 ELSE random() * 9000 END)::decimal(9, 2) END AS waarde_auto,
  0::decimal(9, 2) AS schulden, 0::decimal(9, 2) AS overwaarde_woning,
  CASE WHEN random() < 0.9 THEN (random() * 80)::integer END AS maanden_laag_inkomen,
  random() < 0.1 AS zicht_op_inkomensverbetering, random() < 0.1 AS betalingsachterstand,
  'geen' AS schuldhulptraject, 1 + (random() < 0.5)::integer AS volwassenen,
  CASE WHEN random() < 0.36 THEN 1 + floor(random() * 3)::integer ELSE 0 END AS kinderen
FROM range({aantal}) r(i)"""
PERSONEN = """
SELECT hh, k, huishouden_id, 'p' || k AS persoon_id,
  CASE WHEN k = 1 THEN 'aanvrager' WHEN k = 2 AND volwassenen = 2 THEN 'partner' ELSE 'kind' END AS rol,
  random() < 0.98 AS geboren_bekend, random() AS leeftijd
FROM h, range(1, 7) t(k) WHERE k <= volwassenen + kinderen ORDER BY hh, k"""
ANTWOORDEN = """
SELECT hh, k, huishouden_id, persoon_id, rol,
  ['Ria', 'Jan', 'Fatima', 'Mehmet', 'Anna'][1 + (7 * hh + k) % 5] AS voornaam,
  ['De Vries', 'Yılmaz', 'Kowalski', 'Bakker'][1 + hh % 4] || ' ' || hh AS achternaam,
  CASE WHEN geboren_bekend THEN (DATE '2026-11-18' - (CASE WHEN rol = 'kind' THEN leeftijd * 17 * 365
    ELSE 19 * 365 + leeftijd * 70 * 365 END)::integer)::date END AS geboortedatum,
  TRUE AS ingeschreven_in_gemeente, TRUE AS rechtmatig_verblijf, FALSE AS in_inrichting,
  random() < 0.03 AS studiefinanciering,
  CASE WHEN rol = 'kind' THEN 'basisonderwijs' ELSE 'geen' END AS onderwijs,
  CASE WHEN random() < 0.9 THEN random() < 0.2 END AS collectief_verzekerd, FALSE AS wanbetaler_zorgpremie,
  FALSE AS medische_beperking_bij_studie, FALSE AS wajong
FROM p ORDER BY hh, k"""
INKOMENS = """
SELECT huishouden_id, persoon_id, CASE WHEN random() < 0.2 THEN 'bijstand' ELSE 'loon' END AS soort,
  exp(6.5 + random() * 1.6)::decimal(9, 2) AS netto_per_maand,
  67.59::decimal(9, 2) AS vakantietoeslag_per_maand
FROM a WHERE rol <> 'kind' AND random() < 0.93 ORDER BY hh, k"""
TOEKENNINGEN = """
SELECT huishouden_id, persoon_id,
  CASE WHEN rol = 'kind' THEN 'kindpakket_fiets' ELSE 'maatschappelijke_activiteiten' END AS regeling,
  (DATE '2026-11-18' - (random() * 900)::integer)::date AS datum, 100::decimal(9, 2) AS bedrag
FROM a WHERE random() < 0.06 ORDER BY hh, k"""


def maak(aantal: int, map_: Path) -> None:
    """Write the four files for so many households."""
    map_.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as bank:
        bank.execute("SELECT setseed(0.42)")
        bank.execute(f"CREATE TABLE h AS {HUISHOUDENS.format(aantal=aantal)}")
        bank.execute(f"CREATE TABLE p AS {PERSONEN}")
        bank.execute(f"CREATE TABLE a AS {ANTWOORDEN}")
        los = "SELECT * EXCLUDE (hh, volwassenen, kinderen) FROM h ORDER BY hh"
        for naam, vraag in (
            ("huishoudens", los),
            ("personen", "SELECT * EXCLUDE (hh, k) FROM a ORDER BY hh, k"),
            ("inkomens", INKOMENS),
            ("toekenningen", TOEKENNINGEN),
        ):
            bank.execute(f"COPY ({vraag}) TO '{map_ / naam}.parquet'")


if __name__ == "__main__":
    maak(int(sys.argv[1]), Path(sys.argv[2]))
