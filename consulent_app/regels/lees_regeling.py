"""Read one regeling, and the referrals, of a rule package: conditions, sentences, amounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from consulent_app.regels import boom, vorm
from consulent_app.regels.boom import Knoop
from consulent_app.regels.omgeving import Omgeving
from consulent_app.regels.regeling import Regeling, Verwijsregel, Voorwaarde, Weging, Zin
from consulent_app.regels.typen import JA_NEE, Type

if TYPE_CHECKING:
    from consulent_app.regels.lees_pakket import Lezer

ONWAAR = boom.Vast(JA_NEE, 0)
_GAT = re.compile(r"\{([^{}]*)\}")


def lees_regeling(lezer: Lezer, inhoud: dict[str, Any]) -> Regeling | None:
    """Return the regeling of a file; None when its head is not right (the reader has the faults)."""
    kop = inhoud["regeling"]
    if not lezer.vorm(kop, vorm.REGELING, "regeling", 0):
        return None
    lees = _Onderdelen(lezer, lezer.omgeving(kop["per"] != "huishouden"))
    eigen = [
        lees.voorwaarde(tabel, nummer)
        for nummer, tabel in lezer.tabellen(inhoud, "voorwaarde")
        if lezer.vorm(tabel, vorm.VOORWAARDE, "voorwaarde", nummer)
    ]
    wegingen = [
        lees.weging(tabel, nummer)
        for nummer, tabel in lezer.tabellen(inhoud, "weging")
        if lezer.vorm(tabel, vorm.WEGING, "weging", nummer)
    ]
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
        voorwaarden=(*lees.gedeeld(kop), *eigen),
        wegingen=tuple(wegingen),
        adres=f"{lezer.id}/{lezer.bestand}",
        terugwerkend=lees.knoop(kop, "terugwerkend", "maanden"),
        terugwerkend_artikel=kop.get("terugwerkend_artikel", ""),
    )


def lees_verwijsregels(lezer: Lezer, inhoud: dict[str, Any]) -> list[Verwijsregel]:
    """Return the referrals of a file."""
    lees = _Onderdelen(lezer, lezer.omgeving(False))
    return [
        Verwijsregel(
            id=tabel["id"],
            naar=tabel["naar"],
            artikel=tabel["artikel"],
            reden=_vaste_zin(lezer, tabel["reden"], nummer),
            als=lees.knoop(tabel, "als", "ja_nee", "verwijzing", nummer) or ONWAAR,
            spoed=tabel.get("spoed", False),
            werkdagen=tabel.get("werkdagen"),
            weken=tabel.get("weken"),
        )
        for nummer, tabel in lezer.tabellen(inhoud, "verwijzing")
        if lezer.vorm(tabel, vorm.VERWIJZING, "verwijzing", nummer)
    ]


def _vaste_zin(lezer: Lezer, reden: str, nummer: int) -> str:
    """Return a reason that is translated as it stands."""
    if "{" in reden:
        wat = "de reden van een verwijzing heeft geen gaten, want zij wordt vertaald"
        lezer.fout("verwijzing", nummer, "reden", wat, "schrijf een verwijzing voor elk geval")
    return reden


class _Onderdelen:
    """Reads the expressions and sentences inside one regeling."""

    def __init__(self, lezer: Lezer, om: Omgeving) -> None:
        self.lezer, self.om = lezer, om

    def knoop(
        self,
        tabel: dict[str, Any],
        sleutel: str,
        soort: str,
        naam: str = "regeling",
        nummer: int = 0,
    ) -> Knoop | None:
        if sleutel not in tabel:
            return None
        knoop = self.lezer.uitdrukking(tabel[sleutel], self.om, naam, nummer, sleutel)
        if knoop is not None and (knoop.type.soort != soort or knoop.type.schaal != 1):
            hint = "rond het bedrag af" if knoop.type.soort == soort else f"maak er {soort} van"
            self.lezer.fout(naam, nummer, sleutel, f"'{sleutel}' is {knoop.type}, geen {soort}", hint)
        return knoop

    def zin(self, tabel: dict[str, Any], sleutel: str, naam: str, nummer: int) -> Zin:
        """Return a sentence; `{naam}` is the person, any other slot an expression."""
        delen: list[str | Knoop] = []
        for i, stuk in enumerate(_GAT.split(tabel.get(sleutel, ""))):
            if i % 2 == 0:
                delen += [stuk] if stuk else []
            elif stuk == "naam":
                delen.append(boom.Naam(Type("tekst")))
            elif (knoop := self.lezer.uitdrukking(stuk, self.om, naam, nummer, sleutel)) is not None:
                delen.append(knoop)
        return Zin(tuple(delen))

    def gedeeld(self, kop: dict[str, Any]) -> list[Voorwaarde]:
        """Return the shared conditions that a regeling names; faults are told where they stand."""
        gevonden, buiten = [], (self.lezer.bestand, self.lezer.regels)
        for naam in kop.get("gedeeld", ()):
            deel = self.lezer.gedeeld.get(naam)
            if deel is None:
                hint = f"kies uit {', '.join(sorted(self.lezer.gedeeld))}"
                self.lezer.fout("regeling", 0, "gedeeld", f"'{naam}' is geen voorwaarde", hint)
                continue
            self.lezer.bestand, self.lezer.regels = deel.bestand, deel.regels
            gevonden.append(self.voorwaarde(deel.tabel, deel.nummer, "gedeelde_voorwaarde", deel.pakket))
            self.lezer.bestand, self.lezer.regels = buiten
        return gevonden

    def voorwaarde(
        self, tabel: dict[str, Any], nummer: int, naam: str = "voorwaarde", pakket: str = ""
    ) -> Voorwaarde:
        return Voorwaarde(
            id=tabel["id"],
            artikel=tabel["artikel"],
            als=self.knoop(tabel, "als", "ja_nee", naam, nummer) or ONWAAR,
            ja=self.zin(tabel, "ja", naam, nummer),
            nee=self.zin(tabel, "nee", naam, nummer),
            onbekend=self.zin(tabel, "onbekend", naam, nummer),
            bewijs=tabel.get("bewijs"),
            bewijs_bekend=self.knoop(tabel, "bewijs_bekend", "ja_nee", naam, nummer),
            doelgroep=tabel.get("doelgroep", False),
            adres=self._adres(tabel, pakket),
        )

    def weging(self, tabel: dict[str, Any], nummer: int) -> Weging:
        return Weging(
            id=tabel["id"],
            artikel=tabel["artikel"],
            tekst=self.zin(tabel, "tekst", "weging", nummer),
            wanneer=self.knoop(tabel, "wanneer", "ja_nee", "weging", nummer),
            adres=self._adres(tabel),
        )

    def _adres(self, tabel: dict[str, Any], pakket: str = "") -> str:
        return f"{pakket or self.lezer.id}/{self.lezer.bestand}#{tabel['id']}"
