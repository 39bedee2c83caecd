"""Read the areas of life and the social map of a gemeente; nobody is referred by data with a fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from consulent_app.intake.leefgebieden import (
    Intakeveld,
    Leefgebied,
    Organisatie,
    Signaal,
    Wegwijzer,
)
from consulent_app.regels.pakket import ZEKERHEDEN
from consulent_app.regels.plek import PakketFout, Regelfout, Regelnummers, laad_toml
from consulent_app.regels.velden import Veld
from consulent_app.regels.vorm import Tabelvorm, fouten_in_vorm

HULP = Tabelvorm({"id": str, "naam": str}, {})
LEEFGEBIED = Tabelvorm({"id": str, "naam": str}, {})
SIGNAAL = Tabelvorm(
    {"id": str, "leefgebied": str, "hulp": str, "reden": str},
    {
        "vraag": str, "uitleg": str, "intake": dict, "alleen_als": dict, "niet_als": dict,
        "artikel": str, "spoed": bool, "werkdagen": int, "weken": int,
    },
)  # fmt: skip
INTAKEVELD = Tabelvorm({"veld": str}, {"bij": list, "behalve": list})
KAART = Tabelvorm({"gemeente": str}, {})
GEGEVENS = ("telefoon", "adres", "openingstijden", "website")
ORGANISATIE = Tabelvorm(
    {"id": str, "naam": str, "wat": str, "hulp": list, "leefgebieden": list, "bron": str, "zekerheid": str},
    {"verwijsregels": list, "nog_invullen": list, "nvt": list} | dict.fromkeys(GEGEVENS, str),
)
_TELEFOON = re.compile(r"[0-9]{2,4}( [0-9]{2,4})+")


def lees_wegwijzer(
    gebieden: Path, kaart: Path | None, velden: Mapping[str, Veld], regels: Iterable[str]
) -> Wegwijzer:
    """Return the areas of life with the social map of a gemeente; without a map nobody is named.

    `velden` are the questions by path, `regels` the referrals of the rule package of that gemeente.
    Raises PakketFout with every fault, InvoerFout when a file cannot be read.
    """
    lezer = _Lezer(gebieden)
    hulp = {tabel["id"]: tabel["naam"] for _, tabel in lezer.tabellen("hulp", HULP)}
    signalen = [
        s for n, tabel in lezer.tabellen("signaal", SIGNAAL) if (s := lezer.signaal(n, tabel, velden))
    ]
    alle = tuple(
        Leefgebied(tabel["id"], tabel["naam"], tuple(s for s in signalen if s.leefgebied == tabel["id"]))
        for _, tabel in lezer.tabellen("leefgebied", LEEFGEBIED)
    )
    namen = [gebied.id for gebied in alle]
    for nummer, signaal in enumerate(signalen):
        lezer.kies("signaal", nummer, "leefgebied", [signaal.leefgebied], namen)
        lezer.kies("signaal", nummer, "hulp", [signaal.hulp], hulp)
    lezer.stop()
    if kaart is None:
        return Wegwijzer(alle, hulp)
    return Wegwijzer(alle, hulp, _lees_kaart(kaart, hulp, namen, list(regels)))


def _lees_kaart(
    pad: Path, hulp: Mapping[str, str], gebieden: list[str], regels: list[str]
) -> tuple[Organisatie, ...]:
    lezer = _Lezer(pad)
    lezer.vorm(lezer.inhoud.get("kaart", {}), KAART, "kaart", 0)
    gelezen = []
    for nummer, tabel in lezer.tabellen("organisatie", ORGANISATIE):
        lezer.kies("organisatie", nummer, "hulp", tabel["hulp"], hulp)
        lezer.kies("organisatie", nummer, "leefgebieden", tabel["leefgebieden"], gebieden)
        lezer.kies("organisatie", nummer, "verwijsregels", tabel.get("verwijsregels", []), regels)
        lezer.kies("organisatie", nummer, "zekerheid", [tabel["zekerheid"]], ZEKERHEDEN)
        lezer.gegevens(nummer, tabel)
        gelezen.append(_organisatie(tabel))
    for soort in hulp:
        if not any(soort in organisatie.hulp for organisatie in gelezen):
            lezer.fout("kaart", 0, "", f"niemand geeft '{soort}'", "zet dit bij hulp van een organisatie")
    lezer.stop()
    return tuple(gelezen)


def _organisatie(tabel: Mapping[str, Any]) -> Organisatie:
    rijen = ("hulp", "leefgebieden", "verwijsregels", "nog_invullen")
    velden = {sleutel: w for sleutel, w in tabel.items() if sleutel != "nvt"}
    velden |= {rij: tuple(tabel.get(rij, ())) for rij in rijen}
    return Organisatie(**velden)


class _Lezer:
    """One file with its faults; nothing is given back while there is one."""

    def __init__(self, pad: Path) -> None:
        self.naam = f"{pad.parent.name}/{pad.name}"
        self.fouten: list[Regelfout] = []
        self.inhoud, tekst = laad_toml(pad)
        self.regels = Regelnummers(tekst)

    def fout(self, tabel: str, nummer: int, sleutel: str, wat: str, hint: str) -> None:
        self.fouten.append(Regelfout(self.naam, self.regels.regel(tabel, nummer, sleutel), wat, hint))

    def stop(self) -> None:
        """Raise PakketFout when anything was wrong."""
        if self.fouten:
            raise PakketFout(self.fouten, "De lijst met leefgebieden of organisaties")

    def vorm(self, tabel: Any, tabelvorm: Tabelvorm, naam: str, nummer: int, sleutel: str = "") -> bool:
        if not isinstance(tabel, dict):
            self.fout(naam, nummer, sleutel, f"'{naam}' is geen tabel", f"schrijf [[{naam}]]")
            return False
        fouten = fouten_in_vorm(tabel, tabelvorm)
        for waar, wat, hint in fouten:
            self.fout(naam, nummer, sleutel or waar, wat, hint)
        return not fouten

    def tabellen(self, naam: str, tabelvorm: Tabelvorm) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the tables of which the form is right, each id once."""
        tabellen, gezien = self.inhoud.get(naam, []), set()
        if not isinstance(tabellen, list):
            self.fout(naam, 0, "", f"'{naam}' is geen rij tabellen", f"schrijf [[{naam}]]")
            return
        for nummer, tabel in enumerate(tabellen):
            if not self.vorm(tabel, tabelvorm, naam, nummer):
                continue
            if tabel["id"] in gezien:
                self.fout(naam, nummer, "id", f"'{tabel['id']}' staat er al", "kies een ander woord")
            gezien.add(tabel["id"])
            yield nummer, tabel

    def kies(
        self, tabel: str, nummer: int, sleutel: str, woorden: Iterable[Any], uit: Iterable[str]
    ) -> None:
        """Note every word that is not one to choose from."""
        uit = list(uit)
        for woord in woorden:
            if woord not in uit:
                hint = f"kies uit {', '.join(uit)}" if uit else "haal dit weg"
                self.fout(tabel, nummer, sleutel, f"'{woord}' kan niet bij '{sleutel}'", hint)

    def signaal(self, nummer: int, tabel: dict[str, Any], velden: Mapping[str, Veld]) -> Signaal | None:
        """Return a signal, None when it has a fault."""
        voor = len(self.fouten)
        if ("vraag" in tabel) == ("intake" in tabel):
            hint = "een signaal heeft vraag of intake, één van de twee"
            self.fout("signaal", nummer, "", "het is niet duidelijk of dit gevraagd wordt", hint)
        if "vraag" in tabel and not tabel.get("uitleg"):
            self.fout("signaal", nummer, "vraag", "'uitleg' ontbreekt", "schrijf waarom dit gevraagd wordt")
        if ("werkdagen" in tabel) == ("weken" in tabel):
            self.fout("signaal", nummer, "", "de termijn klopt niet", "geef werkdagen of weken")
        sleutels = ("intake", "alleen_als", "niet_als")
        uit_intake = {s: self._intakeveld(nummer, s, tabel[s], velden) for s in sleutels if s in tabel}
        return Signaal(**{**tabel, **uit_intake}) if len(self.fouten) == voor else None

    def _intakeveld(
        self, nummer: int, sleutel: str, tabel: Any, velden: Mapping[str, Veld]
    ) -> Intakeveld | None:
        if not self.vorm(tabel, INTAKEVELD, "signaal", nummer, sleutel):
            return None
        veld = velden.get(tabel["veld"])
        if veld is None or veld.niveau not in ("huishouden", "persoon"):
            wat = f"'{tabel['veld']}' is geen vraag van de intake"
            self.fout("signaal", nummer, sleutel, wat, "kies het pad van een vraag")
            return None
        woorden = [*tabel.get("bij", ()), *tabel.get("behalve", ())]
        if bool(woorden) == (veld.soort == "ja_nee") or ("bij" in tabel and "behalve" in tabel):
            hint = "geef bij of behalve bij een keuze, en geen van beide bij ja of nee"
            self.fout("signaal", nummer, sleutel, "het is niet duidelijk welk antwoord telt", hint)
        if veld.opties:
            self.kies("signaal", nummer, sleutel, woorden, veld.opties)
        return Intakeveld(
            veld.pad, tuple(tabel.get("bij", ())), tuple(tabel.get("behalve", ())), veld.rollen
        )

    def gegevens(self, nummer: int, tabel: Mapping[str, Any]) -> None:
        """Note what is neither given, nor known to be missing, nor not there; and an odd number."""
        for sleutel in GEGEVENS:
            plekken = [
                sleutel in tabel,
                *(sleutel in tabel.get(rij, ()) for rij in ("nog_invullen", "nvt")),
            ]
            if sum(plekken) != 1:
                wat = f"'{sleutel}' moet er één keer staan"
                hint = f"geef {sleutel}, of zet het in nog_invullen of nvt"
                self.fout("organisatie", nummer, sleutel, wat, hint)
        for rij in ("nog_invullen", "nvt"):
            self.kies("organisatie", nummer, rij, tabel.get(rij, ()), GEGEVENS)
        if not tabel["leefgebieden"]:
            self.fout(
                "organisatie", nummer, "leefgebieden", "er staat geen leefgebied", "geef er ten minste één"
            )
        telefoon = tabel.get("telefoon")
        if telefoon is not None and not _TELEFOON.fullmatch(telefoon):
            hint = "schrijf groepjes cijfers, zoals 088 88 76 800"
            self.fout("organisatie", nummer, "telefoon", f"'{telefoon}' is geen telefoonnummer", hint)
