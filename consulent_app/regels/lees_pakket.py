"""Read a rule package from its folder and check all of it before any resident is judged by it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from consulent_app.fouten import InvoerFout
from consulent_app.regels import boom, vorm
from consulent_app.regels.boom import Knoop
from consulent_app.regels.pakket import ZEKERHEDEN, Afgeleid, Datering, Pakket, Parameter
from consulent_app.regels.plek import PakketFout, Regelfout, Regelnummers
from consulent_app.regels.regeling import Regeling, Verwijsregel, Voorwaarde, Weging, Zin
from consulent_app.regels.taal import Omgeving, ParamType, Taalfout, lees_uitdrukking
from consulent_app.regels.typen import Type
from consulent_app.regels.velden import Sectie, Veld, lees_veld

NIET_VAN_HET_PAKKET = ("instellingen.toml", "velden.toml")
BEREKENBAAR = ("geld", "ja_nee", "procent", "datum", "aantal", "jaren", "maanden")
_GAT = re.compile(r"\{([^{}]*)\}")


def lees_pakket(map_: Path, ouder: Pakket | None = None) -> Pakket:
    """Return the package in this folder, built on its parent; raises PakketFout with every fault."""
    return _Lezer(map_, ouder).lees()


def ouder_van(map_: Path) -> str | None:
    """Return the id of the parent that a package names; raises InvoerFout when it cannot be read."""
    kop = _laad(map_ / "pakket.toml")[0].get("pakket", {})
    ouder = kop.get("ouder") if isinstance(kop, dict) else None
    return ouder if isinstance(ouder, str) else None


def _laad(pad: Path) -> tuple[dict[str, Any], str]:
    try:
        tekst = pad.read_text(encoding="utf-8")
        return tomllib.loads(tekst), tekst
    except OSError as fout:
        raise InvoerFout(f"{pad.name} is niet te lezen; controleer de map van het pakket.") from fout
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fout:
        regel = re.search(r"line (\d+)", str(fout))
        nummer = int(regel.group(1)) if regel else 1
        raise PakketFout(
            [Regelfout(pad.name, nummer, "dit is geen geldige TOML", "kijk haakjes en aanhalingstekens na")]
        ) from fout


class _Lezer:
    """Reads one package; collects faults instead of stopping at the first."""

    def __init__(self, map_: Path, ouder: Pakket | None) -> None:
        self.map, self.ouder = map_, ouder
        self.fouten: list[Regelfout] = []
        self.bestand, self.regels = "pakket.toml", Regelnummers("")
        self.velden: dict[str, Veld] = dict(ouder.velden) if ouder else {}
        self.secties: tuple[Sectie, ...] = ouder.secties if ouder else ()
        self.parameters: dict[str, Parameter] = dict(ouder.parameters) if ouder else {}
        self.afgeleid: dict[str, Afgeleid] = dict(ouder.afgeleid) if ouder else {}
        self.ruw_afgeleid: dict[str, tuple[dict[str, Any], str, Regelnummers, int]] = {}
        self.bezig: list[str] = []

    def lees(self) -> Pakket:
        """Return the whole package."""
        kop = self._open("pakket.toml").get("pakket", {})
        self._vorm(kop, vorm.PAKKET, "pakket", 0)
        self._stop_bij_fouten()
        self.id: str = kop["id"]
        if (self.map / "velden.toml").exists():
            self._lees_velden()
        namen = sorted(p.name for p in self.map.glob("*.toml") if p.name not in NIET_VAN_HET_PAKKET)
        inhoud = {naam: self._open(naam) for naam in namen}
        for naam in namen:
            self._lees_parameters(naam, inhoud[naam])
        self._lees_afgeleid(namen, inhoud)
        regelingen = dict(self.ouder.regelingen) if self.ouder else {}
        verwijsregels = list(self.ouder.verwijsregels) if self.ouder else []
        for naam in namen:
            self._ga_naar(naam)
            if "regeling" in inhoud[naam] and (regeling := self._regeling(inhoud[naam])):
                regelingen[regeling.id] = regeling
            verwijsregels += self._verwijsregels(inhoud[naam])
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
            sha256=self._hash(),
            secties=self.secties,
            velden=self.velden,
            parameters=self.parameters,
            afgeleid=self.afgeleid,
            regelingen=dict(sorted(regelingen.items(), key=lambda paar: paar[1].adres)),
            verwijsregels=tuple(verwijsregels),
        )

    # --- files, places and faults ------------------------------------------------------------------

    def _open(self, naam: str) -> dict[str, Any]:
        inhoud, tekst = _laad(self.map / naam)
        self._nummers = getattr(self, "_nummers", {})
        self._nummers[naam] = Regelnummers(tekst)
        self._ga_naar(naam)
        return inhoud

    def _ga_naar(self, naam: str) -> None:
        self.bestand, self.regels = naam, self._nummers[naam]

    def _fout(self, tabel: str, nummer: int, sleutel: str, wat: str, hint: str) -> None:
        regel = self.regels.regel(tabel, nummer, sleutel)
        self.fouten.append(Regelfout(f"{self.map.name}/{self.bestand}", regel, wat, hint))

    def _vorm(self, tabel: Any, tabelvorm: vorm.Tabelvorm, naam: str, nummer: int) -> bool:
        if not isinstance(tabel, dict):
            self._fout(naam, nummer, "", f"'{naam}' is geen tabel", f"schrijf [{naam}] op een eigen regel")
            return False
        fouten = vorm.fouten_in_vorm(tabel, tabelvorm)
        for sleutel, wat, hint in fouten:
            self._fout(naam, nummer, sleutel, wat, hint)
        return not fouten

    def _stop_bij_fouten(self) -> None:
        if self.fouten:
            raise PakketFout(self.fouten)

    def _hash(self) -> str:
        som = hashlib.sha256((self.ouder.sha256 if self.ouder else "").encode())
        for pad in sorted(self.map.glob("*.toml")):
            if pad.name != "instellingen.toml":
                inhoud = pad.read_bytes().replace(b"\r\n", b"\n")
                som.update(f"{pad.name}\0{len(inhoud)}\0".encode() + inhoud)
        return som.hexdigest()

    def _tabellen(self, inhoud: Mapping[str, Any], naam: str) -> Iterator[tuple[int, dict[str, Any]]]:
        tabellen = inhoud.get(naam, [])
        if not isinstance(tabellen, list):
            self._fout(naam, 0, "", f"'{naam}' is geen rij tabellen", f"schrijf [[{naam}]]")
            return
        yield from enumerate(tabellen)

    # --- the parts ---------------------------------------------------------------------------------

    def _lees_velden(self) -> None:
        inhoud = self._open("velden.toml")
        self.secties = tuple(Sectie(s["id"], s["naam"]) for s in inhoud.get("sectie", []))
        for nummer, tabel in self._tabellen(inhoud, "veld"):
            try:
                veld = lees_veld(tabel, nummer)
            except KeyError as fout:
                self._fout("veld", nummer, "", f"{fout} klopt niet", "vul naam, pad, type en vraag in")
            else:
                self.velden[veld.naam] = veld

    def _lees_parameters(self, naam: str, inhoud: Mapping[str, Any]) -> None:
        self._ga_naar(naam)
        for nummer, tabel in self._tabellen(inhoud, "parameter"):
            if self._vorm(tabel, vorm.PARAMETER, "parameter", nummer):
                self._parameter(tabel, nummer)

    def _parameter(self, tabel: dict[str, Any], nummer: int) -> None:
        naam, banden = tabel["naam"], tabel.get("banden")
        for soort in (tabel["type"], banden or "geld"):
            if soort not in BEREKENBAAR:
                hint = f"kies uit {', '.join(BEREKENBAAR)}"
                return self._fout("parameter", nummer, "type", f"'{soort}' is geen soort figuur", hint)
        self._controleer_naam("parameter", nummer, tabel, naam in self.parameters)
        type_ = Type.van_veld(tabel["type"])
        band = Type.van_veld(banden) if banden else None
        dateringen = [self._datering(rij, type_, band, nummer) for rij in tabel["waarden"]]
        goed = [d for d in dateringen if d is not None]
        if not goed or [d.vanaf for d in goed] != sorted({d.vanaf for d in goed}):
            hint = "zet iedere datum één keer, van oud naar nieuw"
            self._fout("parameter", nummer, "waarden", "de datums van de waarden kloppen niet", hint)
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
            self._fout(soort, nummer, "naam", f"'{naam}' kan geen naam zijn", "kies een nieuw woord")
        elif er_al and not tabel.get("vervangt"):
            hint = "schrijf vervangt = true als dat de bedoeling is"
            self._fout(soort, nummer, "naam", f"'{naam}' bestaat al", hint)
        elif tabel.get("vervangt") and not er_al:
            self._fout(soort, nummer, "vervangt", f"'{naam}' vervangt niets", "haal vervangt weg")

    def _datering(
        self, rij: Any, type_: Type, banden: Type | None, nummer: int
    ) -> Datering | None:
        if not self._vorm(rij, vorm.DATERING, "parameter", nummer):
            return None
        open_ = rij.get("nog_invullen", False)
        if open_ == ("waarde" in rij):
            hint = "geef een waarde met bron, of nog_invullen = true"
            self._fout("parameter", nummer, "waarden", "waarde of nog_invullen, één van de twee", hint)
            return None
        if open_:
            return Datering(rij["vanaf"], None, rij.get("bron", ""), "nog_invullen")
        if rij.get("zekerheid") not in ZEKERHEDEN or not rij.get("bron"):
            hint = f"geef bron en zekerheid ({', '.join(ZEKERHEDEN)})"
            self._fout("parameter", nummer, "waarden", "bron of zekerheid ontbreekt", hint)
            return None
        try:
            waarde = self._waarde(rij["waarde"], type_, banden)
        except (ValueError, TypeError):
            hint = 'schrijf geld als "12.50", procent als "110", ja/nee als true, banden als [[0, "1.00"]]'
            self._fout("parameter", nummer, "waarden", f"{rij['waarde']!r} is geen {type_}", hint)
            return None
        return Datering(rij["vanaf"], waarde, rij["bron"], rij["zekerheid"])

    def _waarde(self, ruw: Any, type_: Type, banden: Type | None) -> Any:
        if banden is None:
            return vorm.lees_waarde(ruw, type_)
        rijen = [(vorm.lees_waarde(v, banden), vorm.lees_waarde(w, type_)) for v, w in ruw]
        if not rijen or rijen != sorted(rijen, key=lambda rij: rij[0]):
            raise ValueError(ruw)
        return rijen

    # --- derived figures: read in the order in which they need each other ----------------------------

    def _lees_afgeleid(self, namen: list[str], inhoud: Mapping[str, dict[str, Any]]) -> None:
        for bestand in namen:
            self._ga_naar(bestand)
            for nummer, tabel in self._tabellen(inhoud[bestand], "afgeleid"):
                if self._vorm(tabel, vorm.AFGELEID, "afgeleid", nummer):
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
        om = self._omgeving(tabel["niveau"] == "persoon")
        knoop = self._uitdrukking(tabel["formule"], om, "afgeleid", nummer, "formule")
        if knoop is not None:
            self.afgeleid[naam] = Afgeleid(
                naam, tabel["niveau"], tabel["omschrijving"], tabel["artikel"], knoop,
                " ".join(tabel["formule"].split()), f"{self.id}/{bestand}#{naam}",
            )  # fmt: skip
        self.bestand, self.regels = buiten
        self.bezig.pop()

    def _omgeving(self, persoon: bool) -> Omgeving:
        types = {naam: ParamType(p.type, p.banden) for naam, p in self.parameters.items()}
        namen = frozenset(self.afgeleid) | frozenset(self.ruw_afgeleid)
        return Omgeving(self.velden, types, self._zoek_afgeleid, namen, persoon)

    def _uitdrukking(
        self, tekst: str, om: Omgeving, tabel: str, nummer: int, sleutel: str
    ) -> Knoop | None:
        try:
            return lees_uitdrukking(" ".join(tekst.split()), om)
        except Taalfout as fout:
            self._fout(tabel, nummer, sleutel, fout.wat, fout.hint)
            return None

    # --- regelingen --------------------------------------------------------------------------------

    def _regeling(self, inhoud: dict[str, Any]) -> Regeling | None:
        kop = inhoud["regeling"]
        if not self._vorm(kop, vorm.REGELING, "regeling", 0):
            return None
        om = self._omgeving(kop["per"] != "huishouden")
        lees = _Onderdelen(self, om)
        return Regeling(
            id=kop["id"],
            naam=kop["naam"],
            per=kop["per"],
            door=kop["door"],
            wijze=kop["wijze"],
            artikel=kop["artikel"],
            beleidsregel=kop.get("beleidsregel", ""),
            wat=kop["wat"],
            waar=kop.get("waar", ""),
            alternatief=kop.get("alternatief", ""),
            terugbetalen=kop.get("terugbetalen", ""),
            rechtsmiddel=kop.get("rechtsmiddel", "bezwaar"),
            kostensoorten=tuple(kop.get("kostensoorten", ())),
            periode=kop.get("periode"),
            bedrag=lees.knoop(kop, "bedrag", "geld"),
            ambtshalve=lees.knoop(kop, "ambtshalve", "ja_nee"),
            van_toepassing=lees.knoop(kop, "van_toepassing", "ja_nee"),
            voorwaarden=tuple(
                lees.voorwaarde(t, n)
                for n, t in self._tabellen(inhoud, "voorwaarde")
                if self._vorm(t, vorm.VOORWAARDE, "voorwaarde", n)
            ),
            wegingen=tuple(
                lees.weging(t, n)
                for n, t in self._tabellen(inhoud, "weging")
                if self._vorm(t, vorm.WEGING, "weging", n)
            ),
            adres=f"{self.id}/{self.bestand}",
        )

    def _verwijsregels(self, inhoud: dict[str, Any]) -> list[Verwijsregel]:
        lees = _Onderdelen(self, self._omgeving(False))
        return [
            Verwijsregel(
                t["id"], t["naar"], t["artikel"],
                lees.zin(t, "reden", "verwijzing", n),
                lees.knoop(t, "als", "ja_nee", "verwijzing", n) or ONWAAR,
                t.get("spoed", False), t.get("werkdagen"), t.get("weken"),
            )  # fmt: skip
            for n, t in self._tabellen(inhoud, "verwijzing")
            if self._vorm(t, vorm.VERWIJZING, "verwijzing", n)
        ]


ONWAAR = boom.Vast(Type("ja_nee"), 0)


class _Onderdelen:
    """Reads the expressions and sentences inside one regeling."""

    def __init__(self, lezer: _Lezer, om: Omgeving) -> None:
        self.lezer, self.om = lezer, om

    def knoop(
        self, tabel: dict[str, Any], sleutel: str, soort: str, naam: str = "regeling", nummer: int = 0
    ) -> Knoop | None:
        if sleutel not in tabel:
            return None
        knoop = self.lezer._uitdrukking(tabel[sleutel], self.om, naam, nummer, sleutel)
        if knoop is not None and (knoop.type.soort != soort or knoop.type.schaal != 1):
            hint = "rond het bedrag af" if knoop.type.soort == soort else f"maak er {soort} van"
            self.lezer._fout(naam, nummer, sleutel, f"'{sleutel}' is {knoop.type}, geen {soort}", hint)
        return knoop

    def zin(self, tabel: dict[str, Any], sleutel: str, naam: str, nummer: int) -> Zin:
        """Return a sentence; `{naam}` is the person, any other slot an expression."""
        delen: list[str | Knoop] = []
        for i, stuk in enumerate(_GAT.split(tabel.get(sleutel, ""))):
            if i % 2 == 0:
                delen += [stuk] if stuk else []
            elif stuk == "naam":
                delen.append(boom.Naam(Type("tekst")))
            elif (knoop := self.lezer._uitdrukking(stuk, self.om, naam, nummer, sleutel)) is not None:
                delen.append(knoop)
        return Zin(tuple(delen))

    def voorwaarde(self, tabel: dict[str, Any], nummer: int) -> Voorwaarde:
        return Voorwaarde(
            id=tabel["id"],
            artikel=tabel["artikel"],
            als=self.knoop(tabel, "als", "ja_nee", "voorwaarde", nummer) or ONWAAR,
            ja=self.zin(tabel, "ja", "voorwaarde", nummer),
            nee=self.zin(tabel, "nee", "voorwaarde", nummer),
            onbekend=self.zin(tabel, "onbekend", "voorwaarde", nummer),
            bewijs=tabel.get("bewijs"),
            bewijs_bekend=self.knoop(tabel, "bewijs_bekend", "ja_nee", "voorwaarde", nummer),
            doelgroep=tabel.get("doelgroep", False),
        )

    def weging(self, tabel: dict[str, Any], nummer: int) -> Weging:
        return Weging(
            id=tabel["id"],
            artikel=tabel["artikel"],
            tekst=self.zin(tabel, "tekst", "weging", nummer),
            wanneer=self.knoop(tabel, "wanneer", "ja_nee", "weging", nummer),
        )


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


