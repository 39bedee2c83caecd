"""Read a rule package from its folder and check all of it before any resident is judged by it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.regels import vorm
from consulent_app.regels.boom import Knoop
from consulent_app.regels.lees_regeling import lees_regeling, lees_verwijsregels
from consulent_app.regels.omgeving import Omgeving, ParamType, Taalfout
from consulent_app.regels.pakket import ZEKERHEDEN, Afgeleid, Datering, Gedeeld, Pakket, Parameter
from consulent_app.regels.plek import PakketFout, Regelfout, Regelnummers, laad_toml
from consulent_app.regels.taal import lees_uitdrukking
from consulent_app.regels.typen import Type
from consulent_app.regels.velden import Sectie, Veld, lees_veld

#: Not part of the rules: who signs where.
INSTELLINGEN = "instellingen.toml"
BEREKENBAAR = ("geld", "ja_nee", "procent", "datum", "aantal", "jaren", "maanden")


def lees_pakket(map_: Path, ouder: Pakket | None = None) -> Pakket:
    """Return the package in this folder, built on its parent; raises PakketFout with every fault."""
    return Lezer(map_, ouder).lees()


def veldbestanden(map_: Path) -> list[Path]:
    """Return the files with the fields of a package, in the order of the conversation."""
    return sorted(map_.glob("velden*.toml"))


def ouder_van(map_: Path) -> str | None:
    """Return the id of the parent that a package names; raises InvoerFout when it cannot be read."""
    kop = laad_toml(map_ / "pakket.toml")[0].get("pakket", {})
    ouder = kop.get("ouder") if isinstance(kop, dict) else None
    return ouder if isinstance(ouder, str) else None


def controlegetal(map_: Path, van_ouder: str) -> str:
    """Return the sum of all rules of a package, with that of its parent ('' without)."""
    som = hashlib.sha256(van_ouder.encode())
    for pad in sorted(map_.glob("*.toml")):
        if pad.name != INSTELLINGEN:
            inhoud = pad.read_bytes().replace(b"\r\n", b"\n")
            som.update(f"{pad.name}\0{len(inhoud)}\0".encode() + inhoud)
    return som.hexdigest()


class Lezer:
    """Reads one package; collects faults instead of stopping at the first."""

    def __init__(self, map_: Path, ouder: Pakket | None) -> None:
        self.map, self.ouder = map_, ouder
        self.fouten: list[Regelfout] = []
        self.bestand, self.regels = "pakket.toml", Regelnummers("")
        self.velden: dict[str, Veld] = dict(ouder.velden) if ouder else {}
        self.secties: tuple[Sectie, ...] = ouder.secties if ouder else ()
        self.parameters: dict[str, Parameter] = dict(ouder.parameters) if ouder else {}
        self.afgeleid: dict[str, Afgeleid] = dict(ouder.afgeleid) if ouder else {}
        self.gedeeld: dict[str, Gedeeld] = dict(ouder.gedeeld) if ouder else {}
        self.ruw_afgeleid: dict[str, tuple[dict[str, Any], str, Regelnummers, int]] = {}
        self.bezig: list[str] = []

    def lees(self) -> Pakket:
        """Return the whole package."""
        kop = self._open("pakket.toml").get("pakket", {})
        self.vorm(kop, vorm.PAKKET, "pakket", 0)
        self._stop_bij_fouten()
        self.id: str = kop["id"]
        alle = sorted(p.name for p in self.map.glob("*.toml") if p.name != INSTELLINGEN)
        velden = [p.name for p in veldbestanden(self.map)]
        self._lees_velden(velden)
        namen = [naam for naam in alle if naam not in velden]
        inhoud = {naam: self._open(naam) for naam in namen}
        for naam in namen:
            self._lees_parameters(naam, inhoud[naam])
        self._lees_afgeleid(namen, inhoud)
        self._lees_gedeeld(namen, inhoud)
        regelingen = dict(self.ouder.regelingen) if self.ouder else {}
        verwijsregels = list(self.ouder.verwijsregels) if self.ouder else []
        for naam in namen:
            self.ga_naar(naam)
            if "regeling" in inhoud[naam] and (regeling := lees_regeling(self, inhoud[naam])):
                regelingen[regeling.id] = regeling
            verwijsregels += lees_verwijsregels(self, inhoud[naam])
        open_vragen = tuple(self._open_vragen(namen, inhoud))
        self._stop_bij_fouten()
        return Pakket(
            id=self.id,
            naam=kop["naam"],
            gemeente=kop.get("gemeente", ""),
            versie=kop["versie"],
            merk=kop.get("merk", ""),
            gecontroleerd_door=kop.get("gecontroleerd_door", ""),
            geldig_vanaf=kop["geldig_vanaf"],
            geldig_tot=kop["geldig_tot"],
            ouder=kop.get("ouder"),
            sha256=controlegetal(self.map, self.ouder.sha256 if self.ouder else ""),
            secties=self.secties,
            velden=self.velden,
            parameters=self.parameters,
            afgeleid=self.afgeleid,
            regelingen=dict(sorted(regelingen.items(), key=lambda paar: paar[1].adres)),
            verwijsregels=tuple(verwijsregels),
            gedeeld=self.gedeeld,
            open_vragen=open_vragen,
        )

    # --- files, places and faults ------------------------------------------------------------------

    def _open(self, naam: str) -> dict[str, Any]:
        inhoud, tekst = laad_toml(self.map / naam)
        self._nummers = getattr(self, "_nummers", {})
        self._nummers[naam] = Regelnummers(tekst)
        self.ga_naar(naam)
        return inhoud

    def ga_naar(self, naam: str) -> None:
        self.bestand, self.regels = naam, self._nummers[naam]

    def fout(self, tabel: str, nummer: int, sleutel: str, wat: str, hint: str) -> None:
        regel = self.regels.regel(tabel, nummer, sleutel)
        self.fouten.append(Regelfout(f"{self.map.name}/{self.bestand}", regel, wat, hint))

    def vorm(self, tabel: Any, tabelvorm: vorm.Tabelvorm, naam: str, nummer: int) -> bool:
        if not isinstance(tabel, dict):
            self.fout(naam, nummer, "", f"'{naam}' is geen tabel", f"schrijf [{naam}] op een eigen regel")
            return False
        fouten = vorm.fouten_in_vorm(tabel, tabelvorm)
        for sleutel, wat, hint in fouten:
            self.fout(naam, nummer, sleutel, wat, hint)
        return not fouten

    def _stop_bij_fouten(self) -> None:
        if self.fouten:
            raise PakketFout(self.fouten)

    def tabellen(self, inhoud: Mapping[str, Any], naam: str) -> Iterator[tuple[int, dict[str, Any]]]:
        tabellen = inhoud.get(naam, [])
        if not isinstance(tabellen, list):
            self.fout(naam, 0, "", f"'{naam}' is geen rij tabellen", f"schrijf [[{naam}]]")
            return
        yield from enumerate(tabellen)

    # --- the parts ---------------------------------------------------------------------------------

    def _lees_velden(self, namen: list[str]) -> None:
        for naam in namen:
            inhoud = self._open(naam)
            self.secties += tuple(
                Sectie(s["id"], s["naam"])
                for nummer, s in self.tabellen(inhoud, "sectie")
                if self.vorm(s, vorm.SECTIE, "sectie", nummer)
            )
            for nummer, tabel in self.tabellen(inhoud, "veld"):
                try:
                    veld = lees_veld(tabel, len(self.velden))
                except (LookupError, TypeError, ValueError, AttributeError) as fout:
                    self.fout("veld", nummer, "", f"{fout} klopt niet", "vul naam, pad, type en vraag in")
                else:
                    self.velden[veld.naam] = veld

    def _lees_parameters(self, naam: str, inhoud: Mapping[str, Any]) -> None:
        self.ga_naar(naam)
        for nummer, tabel in self.tabellen(inhoud, "parameter"):
            if self.vorm(tabel, vorm.PARAMETER, "parameter", nummer):
                self._parameter(tabel, nummer)

    def _parameter(self, tabel: dict[str, Any], nummer: int) -> None:
        naam, banden = tabel["naam"], tabel.get("banden")
        for soort in (tabel["type"], banden or "geld"):
            if soort not in BEREKENBAAR:
                hint = f"kies uit {', '.join(BEREKENBAAR)}"
                return self.fout("parameter", nummer, "type", f"'{soort}' is geen soort figuur", hint)
        self._controleer_naam("parameter", nummer, tabel, naam in self.parameters)
        type_ = Type.van_veld(tabel["type"])
        band = Type.van_veld(banden) if banden else None
        dateringen = [self._datering(rij, type_, band, nummer) for rij in tabel["waarden"]]
        goed = [d for d in dateringen if d is not None]
        if not goed or [d.vanaf for d in goed] != sorted({d.vanaf for d in goed}):
            hint = "zet iedere datum één keer, van oud naar nieuw"
            self.fout("parameter", nummer, "waarden", "de datums van de waarden kloppen niet", hint)
            return None
        self.parameters[naam] = Parameter(
            naam,
            type_,
            band,
            tabel["omschrijving"],
            tabel.get("vraag", ""),
            tuple(goed),
            self.id,
            f"{self.bestand}, regel {self.regels.regel('parameter', nummer)}",
        )
        return None

    def _controleer_naam(self, soort: str, nummer: int, tabel: dict[str, Any], er_al: bool) -> None:
        naam = tabel["naam"]
        if not naam.isidentifier() or naam in self.velden:
            self.fout(soort, nummer, "naam", f"'{naam}' kan geen naam zijn", "kies een nieuw woord")
        elif er_al and not tabel.get("vervangt"):
            hint = "schrijf vervangt = true als dat de bedoeling is"
            self.fout(soort, nummer, "naam", f"'{naam}' bestaat al", hint)
        elif tabel.get("vervangt") and not er_al:
            self.fout(soort, nummer, "vervangt", f"'{naam}' vervangt niets", "haal vervangt weg")

    def _datering(self, rij: Any, type_: Type, banden: Type | None, nummer: int) -> Datering | None:
        if not self.vorm(rij, vorm.DATERING, "parameter", nummer):
            return None
        open_ = rij.get("nog_invullen", False)
        if open_ == ("waarde" in rij):
            hint = "geef een waarde met bron, of nog_invullen = true"
            self.fout("parameter", nummer, "waarden", "waarde of nog_invullen, één van de twee", hint)
            return None
        if open_:
            return Datering(rij["vanaf"], None, rij.get("bron", ""), "nog_invullen")
        if rij.get("zekerheid") not in ZEKERHEDEN or not rij.get("bron"):
            hint = f"geef bron en zekerheid ({', '.join(ZEKERHEDEN)})"
            self.fout("parameter", nummer, "waarden", "bron of zekerheid ontbreekt", hint)
            return None
        try:
            waarde = self._waarde(rij["waarde"], type_, banden)
        except (ValueError, TypeError):
            hint = 'schrijf geld als "12.50", procent als "110", ja/nee als true, banden als [[0, "1.00"]]'
            self.fout("parameter", nummer, "waarden", f"{rij['waarde']!r} is geen {type_}", hint)
            return None
        return Datering(rij["vanaf"], waarde, rij["bron"], rij["zekerheid"])

    def _waarde(self, ruw: Any, type_: Type, banden: Type | None) -> Any:
        if banden is None:
            return vorm.lees_waarde(ruw, type_)
        rijen = [(vorm.lees_waarde(v, banden), vorm.lees_waarde(w, type_)) for v, w in ruw]
        if not rijen or rijen != sorted(rijen, key=lambda rij: rij[0]):
            raise ValueError(ruw)
        return rijen

    def _lees_gedeeld(self, namen: list[str], inhoud: Mapping[str, dict[str, Any]]) -> None:
        for naam in namen:
            self.ga_naar(naam)
            for nummer, tabel in self.tabellen(inhoud[naam], "gedeelde_voorwaarde"):
                if self.vorm(tabel, vorm.VOORWAARDE, "gedeelde_voorwaarde", nummer):
                    self.gedeeld[tabel["id"]] = Gedeeld(tabel, self.id, self.bestand, self.regels, nummer)

    def _open_vragen(self, namen: list[str], inhoud: Mapping[str, dict[str, Any]]) -> Iterator[str]:
        for naam in namen:
            self.ga_naar(naam)
            for nummer, tabel in self.tabellen(inhoud[naam], "open_vraag"):
                if self.vorm(tabel, vorm.OPEN_VRAAG, "open_vraag", nummer):
                    yield tabel["vraag"]

    # --- derived figures: read in the order in which they need each other ----------------------------

    def _lees_afgeleid(self, namen: list[str], inhoud: Mapping[str, dict[str, Any]]) -> None:
        for bestand in namen:
            self.ga_naar(bestand)
            for nummer, tabel in self.tabellen(inhoud[bestand], "afgeleid"):
                if self.vorm(tabel, vorm.AFGELEID, "afgeleid", nummer):
                    er_al = tabel["naam"] in self.afgeleid or tabel["naam"] in self.parameters
                    self._controleer_naam("afgeleid", nummer, tabel, er_al)
                    self.ruw_afgeleid[tabel["naam"]] = (tabel, bestand, self.regels, nummer)
        for naam in self.ruw_afgeleid:
            self.afgeleid.pop(naam, None)
        for naam in self.ruw_afgeleid:
            self._zoek_afgeleid(naam)

    def _zoek_afgeleid(self, naam: str) -> tuple[Type, str] | None:
        if naam in self.afgeleid:
            figuur = self.afgeleid[naam]
            return figuur.formule.type, figuur.niveau
        if naam not in self.ruw_afgeleid:
            return None
        if naam in self.bezig:
            kring = " -> ".join([*self.bezig[self.bezig.index(naam) :], naam])
            raise Taalfout(f"'{naam}' hangt van zichzelf af ({kring})", "haal de kring eruit")
        self._lees_formule(naam)
        figuur_ = self.afgeleid.get(naam)
        return (figuur_.formule.type, figuur_.niveau) if figuur_ else None

    def _lees_formule(self, naam: str) -> None:
        tabel, bestand, regels, nummer = self.ruw_afgeleid[naam]
        self.bezig.append(naam)
        buiten = self.bestand, self.regels
        self.bestand, self.regels = bestand, regels
        om = self.omgeving(tabel["niveau"] == "persoon")
        knoop = self.uitdrukking(tabel["formule"], om, "afgeleid", nummer, "formule")
        if knoop is not None:
            self.afgeleid[naam] = Afgeleid(
                naam, tabel["niveau"], tabel["omschrijving"], tabel["artikel"], knoop,
                " ".join(tabel["formule"].split()), f"{self.id}/{bestand}#{naam}",
            )  # fmt: skip
        self.bestand, self.regels = buiten
        self.bezig.pop()

    def omgeving(self, persoon: bool) -> Omgeving:
        types = {naam: ParamType(p.type, p.banden) for naam, p in self.parameters.items()}
        namen = frozenset(self.afgeleid) | frozenset(self.ruw_afgeleid)
        return Omgeving(self.velden, types, self._zoek_afgeleid, namen, persoon)

    def uitdrukking(self, tekst: str, om: Omgeving, tabel: str, nummer: int, sleutel: str) -> Knoop | None:
        try:
            return lees_uitdrukking(" ".join(tekst.split()), om)
        except Taalfout as fout:
            self.fout(tabel, nummer, sleutel, fout.wat, fout.hint)
            return None


def lees_alle(map_: Path) -> dict[str, Pakket]:
    """Return every package in a folder of packages, parents first; raises PakketFout or InvoerFout."""
    gelezen: dict[str, Pakket] = {}

    def lees(naam: str) -> Pakket:
        if naam not in gelezen:
            if not (map_ / naam / "pakket.toml").is_file():
                raise InvoerFout(f"pakket: '{naam}' bestaat niet; kies uit {', '.join(pakketnamen(map_))}.")
            ouder = ouder_van(map_ / naam)
            gelezen[naam] = lees_pakket(map_ / naam, lees(ouder) if ouder else None)
        return gelezen[naam]

    for naam in pakketnamen(map_):
        lees(naam)
    return gelezen


def pakketnamen(map_: Path) -> list[str]:
    """Return the ids of the packages in a folder."""
    return sorted(pad.parent.name for pad in map_.glob("*/pakket.toml"))
