"""Every verb with every role, on a real store: who may do it does it, all others are refused and logged."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from consulent_app.acties import reservekopie, toetreden
from consulent_app.acties.accountplek import Accountplek
from consulent_app.acties.archiefplek import Archiefplek
from consulent_app.acties.bedragconcept import Bijwerking
from consulent_app.acties.bedragplek import Bedragplek, Inpakopdracht
from consulent_app.acties.dossiers import Dossiers
from consulent_app.acties.inrichtingen import Inleesbeeld
from consulent_app.acties.instelplek import Instelplek
from consulent_app.acties.logboek import als_csv, met_kenmerk
from consulent_app.acties.overdracht import Ontvanger
from consulent_app.acties.overdrachtplek import Overdrachtplek
from consulent_app.acties.regelplek import Regelplek
from consulent_app.acties.schuldhulpplek import Overdrachtsopdracht, Schuldhulpplek
from consulent_app.acties.werkplek import BESLUITEN, Werkplek
from consulent_app.besluiten.inrichting import Inrichting, Kaartregel, Wijziging
from consulent_app.besluiten.instellingen import Instellingen
from consulent_app.fouten import Geweigerd, InvoerFout, OmgevingsFout
from consulent_app.opslag import herstelsleutel
from consulent_app.opslag.archiefbeheer import Correctie
from consulent_app.opslag.dossierkast import Dossierkast
from consulent_app.opslag.logboekkop import Stand
from consulent_app.opslag.logcontrole import Keten
from consulent_app.opslag.versleuteling import Argon2
from consulent_app.opslag.waarden import ROLLEN, Handeling, Logregel, Medewerker, Nieuwstuk
from consulent_app.paden import resources, wortel
from consulent_app.uitwisseling.regelpakket.sleutels import maak_sleutel
from tests.telling import ALTIJD, TELLING
from tests.uitgaven import ANNA, PIET, ingepakt, pakketmap, schrijf, vertrouw, vrijgegeven
from tests.uitwisseling.overdracht import plekken

DAG = date(2026, 11, 21)
BEA = maak_sleutel("Bea")
NORM = Bijwerking("norm_alleenstaande", date(2027, 1, 1), 144785, "Staatscourant", "gezien", "Bea")
DOCUMENT = {
    "schema": "intake/1",
    "pakket": "oefenstad",
    "personen": [{"id": "p1", "rol": "aanvrager", "voornaam": "Samira", "bsn": "999990019"}],
    # Else a raadsman gets no further than a refusal: test_toestemming.py.
    "gesprek": {"toestemming_delen": True},
}
BRIEF = Nieuwstuk("overzicht-nl", "overzicht-nl.pdf", b"%PDF", {}, DAG)
BESCHIKKING = Nieuwstuk("beschikking", "beschikking.pdf", b"%PDF", {}, DAG)

DOSSIER, BESLIST, BEHEER = {"consulent", "raadsman"}, {"consulent"}, {"beheerder"}
RICHT_IN = BESLIST | BEHEER
STEL_IN = (
    "inrichting.zet", "inrichting.zet_logo", "inrichting.haal_logo_weg", "inrichting.zet_kaartregel",
    "inrichting.haal_kaartregel_weg", "inrichting.neem_in", "inrichting.schrijf_uit",
)  # fmt: skip
#: Who may do what, once more: a role that is added beside a verb by mistake differs from this.
MAG = {
    "meld_aan": set(ROLLEN), "meld_herstel": set(ROLLEN), "meld_af": set(ROLLEN),
    "zoek": DOSSIER, "dagbeeld": DOSSIER, "laatste_open": DOSSIER, "haal": DOSSIER, "stukken": DOSSIER,
    "nieuw": DOSSIER, "bewaar_antwoord": DOSSIER, "bewaar_behandeling": DOSSIER, "taak_klaar": DOSSIER,
    "wijs_toe": DOSSIER,
    "bewaar_stukken": DOSSIER, "besluit": BESLIST, "stel_voor": DOSSIER, "neem_over": BESLIST,
    "meld_afdruk": DOSSIER, "schrijf_uit": DOSSIER,
    "meld_toetsing": DOSSIER, "meld_reeks": BESLIST,
    "telfeiten": {"consulent", "raadsman", "teamleider"},
    "meld_telling": {"consulent", "raadsman", "teamleider"},
    "vind_voor_inzage": BESLIST, "alles_over": BESLIST,
    "logboek": BEHEER, "schrijf_logboek_uit": BEHEER, "controleer_logboek": BEHEER,
    "aanvaard_logboek": BEHEER,
    **{naam: {"consulent", "beheerder"} for naam in STEL_IN}, "inrichting.neem_over": set(ROLLEN),
    "reservekopie": set(ROLLEN), "kies_kopiemap": {"consulent", "beheerder"},
    "archief.bewaring": DOSSIER, "archief.aan_de_beurt": DOSSIER, "archief.vernietig": DOSSIER,
    "archief.kies": DOSSIER, "archief.verwijder_vertrokkenen": DOSSIER,
    "archief.verwijder": DOSSIER, "archief.verwijder_notities": DOSSIER, "archief.corrigeer": DOSSIER,
    "archief.sluit_af": BESLIST, "archief.verklaringen": DOSSIER | BEHEER,
    "schuldhulp.bewaar": DOSSIER, "schuldhulp.draag_over": BESLIST,
    "overdracht.maak": DOSSIER | BEHEER, "overdracht.lees": DOSSIER | BEHEER, "overdracht.vraag": BESLIST,
    "overdracht.begin": RICHT_IN, "overdracht.meld_aan": RICHT_IN, "overdracht.laat_toe": RICHT_IN,
    "overdracht.kom_binnen": RICHT_IN, "overdracht.maak_kennismaking": RICHT_IN,
    "overdracht.maak_kennis": RICHT_IN,
    "regels.vertrouw": {"consulent", "beheerder"}, "regels.trek_in": {"consulent", "beheerder"},
    "regels.installeer": {"consulent", "beheerder"}, "regels.maak_sleutel": {"consulent", "beheerder"},
    "bedragen.voer_in": {"consulent", "beheerder"}, "bedragen.neem_terug": {"consulent", "beheerder"},
    "bedragen.pak_in": {"consulent", "beheerder"}, "bedragen.geef_vrij": {"consulent", "beheerder"},
    "accounts.begin_beheer": BESLIST, "accounts.lijst": BEHEER, "accounts.voeg_toe": BEHEER,
    "accounts.nieuw_startwoord": BEHEER, "accounts.wijzig_rol": BEHEER,
    "accounts.schakel_uit": BEHEER, "accounts.schakel_in": BEHEER, "accounts.verwijder": BEHEER,
    "accounts.vernieuw_sleutel": BEHEER, "accounts.wijzigingen": set(ROLLEN),
    "accounts.vernieuw_herstelsleutel": BEHEER, "accounts.wijzig_wachtwoord": set(ROLLEN),
}  # fmt: skip
#: These do nothing that a role could forbid: a question, what is shown before a beheerder can be made, the
#: copy of the day (which logs `reservekopie`) and the end (which logs `meld_af`).
ZONDER_ROL = {
    "mag",
    "sluit",
    "klok_staat_terug",
    "aantal_dossiers",
    "reservekopie_van_vandaag",
    "accounts.keur_beheer",
    "archief.mag",
    "overdracht.ontvangers",
    "overdracht.wacht_op",
    "overdracht.laatst_gelezen",
    "overdracht.wie_is",
    "regels.pakketten",
    "regels.sleutels",
    "regels.bewaar_meegeleverd",
    "regels.keur_beheer",
    "bedragen.blad",
    "bedragen.bekijk",
    "overdracht.is_gevraagd",
    "inrichting.haal",
    "inrichting.mag",
    "inrichting.van_eerder",
    "inrichting.neem_van_eerder_over",
}
DELEN = {
    "": Werkplek, "archief.": Archiefplek, "accounts.": Accountplek, "schuldhulp.": Schuldhulpplek,
    "overdracht.": Overdrachtplek, "regels.": Regelplek, "bedragen.": Bedragplek,
    "inrichting.": Instelplek,
}  # fmt: skip
WACHTWOORD, BEHEERWOORD, ANDER = "paard accu nietje", "sloot merel kachel", "een heel eigen woord"
SCHULDHULP = {"schuldhulp": {"aangemeld": "2026-11-02"}}
WIE_DRAAGT_OVER = Instellingen(
    {
        "organisatie.naam": "Gemeente Oefenstad", "ddas.gemeentecode": "GM9999",
        "ddas.contact_naam": "Team Oefenplein", "ddas.contact_email": "oefenplein@example.nl",
    }
)  # fmt: skip
SLEUTEL = herstelsleutel.als_tekst(bytearray(range(32)))


class Zaak(NamedTuple):
    """A store with one dossier that has a task and a letter, and one of which the term has passed."""

    kast: Dossierkast
    dossier: str
    oud: str
    kenmerk: str
    taak: str
    map: Path


@contextmanager
def zaak_van(organisatie: str, document: dict[str, Any], tmp_path: Path) -> Iterator[Zaak]:
    lang_geleden, map_ = datetime.now(UTC) - timedelta(days=50), tmp_path / "kast"
    with Dossierkast.maak(
        map_, "Bea", WACHTWOORD, argon2=Argon2(1, 8, 1), klok=lambda: lang_geleden
    ) as kast:
        oud = kast.nieuw(document, organisatie).id
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        dossier = kast.nieuw(document, organisatie)
        # A child that came and went again.
        for pad, waarde in (("personen", "k1"), ("personen.k1.voornaam", "Noor"), ("personen", "k1")):
            kast.bewaar_antwoord(dossier.id, pad, waarde, document)
        kast.voeg_taken_toe(dossier.id, [("Nabellen", DAG)])
        kast.bewaar_stuk(dossier.id, "overzicht-nl", "overzicht-nl.pdf", b"%PDF", {}, DAG)
        (taak,) = kast.open_taken(voor=organisatie)
        kast.inrichting.voeg_toe(OEFENSTAD, Inrichting({"organisatie.telefoon": "14 000"}))
        yield Zaak(kast, dossier.id, oud, dossier.kenmerk, taak.id, tmp_path / "uit")


@pytest.fixture
def zaak(tmp_path: Path) -> Iterator[Zaak]:
    with zaak_van("gemeente", DOCUMENT, tmp_path) as zaak:
        yield zaak


@pytest.fixture
def beheerzaak(zaak: Zaak) -> Iterator[Zaak]:
    """Give the same store, opened by its beheerder."""
    zaak.kast.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL)
    map_ = zaak.map.parent / "kast"
    zaak.kast.sluit()
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        yield zaak._replace(kast=kast)


def aanvaard(werkplek: Werkplek, zaak: Zaak) -> None:
    """Accept the log after its head was damaged."""
    (zaak.map.parent / "kast" / "logboek.kop").write_text("{}")
    werkplek.aanvaard_logboek("teruggezet na een kapotte schijf")


OEFENSTAD, LOGO = "oefenstad", resources() / "huisstijl" / "oefenstad" / "logo.png"
KAARTREGEL = Kaartregel("eigen-1", "Buurthuis", "Denkt met u mee.", ("sociaal_werk",))
INGELEZEN = Inleesbeeld(
    "i.toml", Inrichting(kaart={"eigen-1": KAARTREGEL}),
    (Wijziging("kaart.eigen-1", "sociale kaart: Buurthuis", "", "Buurthuis"),),
)  # fmt: skip


def schrijf_uit(werkplek: Werkplek, zaak: Zaak) -> None:
    """Write what was set to a file."""
    werkplek.inrichting.schrijf_uit(OEFENSTAD, zaak.map / "i.toml")


DOE: dict[str, Callable[[Werkplek, Zaak], Any]] = {
    "meld_aan": lambda w, z: w.meld_aan(),
    "meld_herstel": lambda w, z: w.meld_herstel(),
    "meld_af": lambda w, z: w.meld_af(),
    "zoek": lambda w, z: w.zoek(z.kenmerk),
    "dagbeeld": lambda w, z: w.dagbeeld(),
    "laatste_open": lambda w, z: w.laatste_open(),
    "haal": lambda w, z: w.haal(z.dossier),
    "stukken": lambda w, z: w.stukken(z.dossier),
    "nieuw": lambda w, z: w.nieuw(DOCUMENT),
    "bewaar_antwoord": lambda w, z: w.bewaar_antwoord(z.dossier, "huishouden.wijk", "Oost", DOCUMENT),
    "bewaar_behandeling": lambda w, z: w.bewaar_behandeling(z.dossier, "notitie", "x", {"notities": {}}),
    "taak_klaar": lambda w, z: w.taak_klaar(z.taak),
    "wijs_toe": lambda w, z: w.wijs_toe(z.dossier, "Sanne"),
    "bewaar_stukken": lambda w, z: w.bewaar_stukken(z.dossier, [BRIEF], TELLING),
    "besluit": lambda w, z: w.besluit(z.dossier, [BESCHIKKING], [("Betalen", DAG)], TELLING),
    "stel_voor": lambda w, z: w.stel_voor(z.dossier, DAG, [BRIEF], [("Bellen", DAG)], TELLING),
    "neem_over": lambda w, z: w.neem_over(
        "AMB-20261121-0001-000001", DOCUMENT, "b.pdf", b"", {}, DAG, TELLING
    ),
    "meld_afdruk": lambda w, z: w.meld_afdruk(z.dossier, ["overzicht-nl"]),
    "schrijf_uit": lambda w, z: w.schrijf_uit(z.dossier, {"overzicht-nl.pdf": b"%PDF"}, z.map),
    "meld_toetsing": lambda w, z: w.meld_toetsing(Path("kwartaal 4")),
    "meld_reeks": lambda w, z: w.meld_reeks(12),
    "meld_telling": lambda w, z: w.meld_telling("2026-W40 t/m 2026-W47", "xlsx"),
    "telfeiten": lambda w, z: w.telfeiten(DAG, DAG),
    "vind_voor_inzage": lambda w, z: w.vind_voor_inzage("999990019", None),
    "alles_over": lambda w, z: w.alles_over(z.dossier),
    "logboek": lambda w, z: w.logboek(),
    "schrijf_logboek_uit": lambda w, z: w.schrijf_logboek_uit(z.map),
    "controleer_logboek": lambda w, z: w.controleer_logboek(),
    "aanvaard_logboek": lambda w, z: aanvaard(w, z),
    "inrichting.zet": lambda w, z: w.inrichting.zet(OEFENSTAD, "organisatie.naam", "X"),
    "inrichting.zet_logo": lambda w, z: w.inrichting.zet_logo(OEFENSTAD, "met", LOGO),
    "inrichting.haal_logo_weg": lambda w, z: w.inrichting.haal_logo_weg(OEFENSTAD, "met"),
    "inrichting.zet_kaartregel": lambda w, z: w.inrichting.zet_kaartregel(OEFENSTAD, KAARTREGEL),
    "inrichting.haal_kaartregel_weg": lambda w, z: w.inrichting.haal_kaartregel_weg(OEFENSTAD, "eigen-1"),
    "inrichting.neem_in": lambda w, z: w.inrichting.neem_in(OEFENSTAD, INGELEZEN),
    "inrichting.neem_over": lambda w, z: w.inrichting.neem_over(OEFENSTAD, INGELEZEN.inrichting),
    "inrichting.schrijf_uit": lambda w, z: schrijf_uit(w, z),
    "reservekopie": lambda w, z: w.reservekopie(),
    "kies_kopiemap": lambda w, z: w.kies_kopiemap(z.map / "kopieen"),
    "archief.bewaring": lambda w, z: w.archief.bewaring(z.dossier),
    "archief.aan_de_beurt": lambda w, z: w.archief.aan_de_beurt(),
    "archief.vernietig": lambda w, z: w.archief.vernietig([z.oud]),
    "archief.kies": lambda w, z: w.archief.kies([z.kast.haal(z.oud).kenmerk]),
    "archief.verwijder_vertrokkenen": lambda w, z: w.archief.verwijder_vertrokkenen(z.dossier),
    "archief.verwijder": lambda w, z: w.archief.verwijder(z.dossier),
    "archief.verwijder_notities": lambda w, z: w.archief.verwijder_notities(z.dossier, {}),
    "archief.corrigeer": lambda w, z: w.archief.corrigeer(
        z.dossier, Correctie("huishouden.wijk", None, "Oost", "verkeerd verstaan", "aanvrager"), DOCUMENT
    ),
    "archief.sluit_af": lambda w, z: w.archief.sluit_af(z.dossier),
    "archief.verklaringen": lambda w, z: w.archief.verklaringen(),
    "schuldhulp.bewaar": lambda w, z: w.schuldhulp.bewaar(z.dossier, SCHULDHULP),
    "schuldhulp.draag_over": lambda w, z: w.schuldhulp.draag_over(
        Overdrachtsopdracht(DAG, DAG, "oefenstad", WIE_DRAAGT_OVER, z.map / "uit.json"),
        datetime(2026, 11, 21, tzinfo=UTC),
    ),
    "overdracht.maak": lambda w, z: begonnen(w, z).maak(Ontvanger("gemeente", None), z.map),
    "overdracht.lees": lambda w, z: lees_overdracht(w, z),
    "overdracht.vraag": lambda w, z: begonnen(w, z).vraag(z.dossier),
    "overdracht.begin": lambda w, z: w.overdracht.begin("Balie 1", "gemeente", 1),
    "overdracht.meld_aan": lambda w, z: w.overdracht.meld_aan("Balie 2", "gemeente", z.map),
    "overdracht.laat_toe": lambda w, z: laat_toe(w, z),
    "overdracht.kom_binnen": lambda w, z: kom_binnen(w, z),
    "overdracht.maak_kennismaking": lambda w, z: begonnen(w, z).maak_kennismaking(z.map),
    "overdracht.maak_kennis": lambda w, z: maak_kennis(w, z),
    "regels.vertrouw": lambda w, z: vertrouw(w.regels, z.map.parent, ANNA),
    "regels.trek_in": lambda w, z: trek_in(w, z),
    "regels.installeer": lambda w, z: installeer(w, z),
    "regels.maak_sleutel": lambda w, z: w.regels.maak_sleutel(z.map.parent / "bea.sleutel", BEHEERWOORD),
    "bedragen.voer_in": lambda w, z: w.bedragen.voer_in("rijk", NORM),
    "bedragen.neem_terug": lambda w, z: w.bedragen.neem_terug("rijk", NORM),
    "bedragen.pak_in": lambda w, z: w.bedragen.pak_in(verlenging(w), BEA, z.map),
    "bedragen.geef_vrij": lambda w, z: geef_vrij(w, z),
    "accounts.begin_beheer": lambda w, z: w.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL),
    "accounts.lijst": lambda w, z: w.accounts.lijst(),
    "accounts.voeg_toe": lambda w, z: w.accounts.voeg_toe("Tineke", "raadsman"),
    "accounts.nieuw_startwoord": lambda w, z: w.accounts.nieuw_startwoord("Bea"),
    "accounts.wijzig_rol": lambda w, z: w.accounts.wijzig_rol("Bea", "raadsman"),
    "accounts.schakel_uit": lambda w, z: w.accounts.schakel_uit("Bea"),
    "accounts.schakel_in": lambda w, z: w.accounts.schakel_in("Bea"),
    "accounts.verwijder": lambda w, z: verwijder_bea(w, z),
    "accounts.vernieuw_sleutel": lambda w, z: w.accounts.vernieuw_sleutel(),
    "accounts.wijzigingen": lambda w, z: w.accounts.wijzigingen(),
    "accounts.vernieuw_herstelsleutel": lambda w, z: w.accounts.vernieuw_herstelsleutel(SLEUTEL),
    "accounts.wijzig_wachtwoord": lambda w, z: w.accounts.wijzig_wachtwoord(
        BEHEERWOORD if z.kast.medewerker.naam == "Beheer" else WACHTWOORD, ANDER
    ),
}


def begonnen(werkplek: Werkplek, zaak: Zaak) -> Overdrachtplek:
    """Return what is done with files, at a workplace that is the first of the gemeente."""
    toetreden.begin(zaak.kast, "Balie 1", "gemeente", 1, "Bea")
    return werkplek.overdracht


def lees_overdracht(werkplek: Werkplek, zaak: Zaak) -> None:
    hier, stick = begonnen(werkplek, zaak), zaak.map.parent / "stick"
    with plekken.erbij(zaak.map.parent / "ander", "Ans", zaak.kast, stick) as ander:
        pad = plekken.maak(ander, zaak.kast, stick).pad
    hier.lees(pad)


def laat_toe(werkplek: Werkplek, zaak: Zaak) -> None:
    hier, stick = begonnen(werkplek, zaak), zaak.map.parent / "stick"
    with plekken.open_kast(zaak.map.parent / "ander", "Ans") as ander:
        kaart = toetreden.meld_aan(ander, "Balie 2", "gemeente", stick, plekken.nu())
    hier.laat_toe(kaart.pad, kaart.controlegetal, zaak.map)


def kom_binnen(werkplek: Werkplek, zaak: Zaak) -> None:
    stick = zaak.map.parent / "stick"
    aanmelding = toetreden.meld_aan(zaak.kast, "Balie 2", "gemeente", stick, plekken.nu())
    with plekken.eerste(zaak.map.parent / "ander", "Ans") as ander:
        kaart = toetreden.laat_toe(ander, aanmelding.pad, aanmelding.controlegetal, stick, plekken.nu())
    werkplek.overdracht.kom_binnen(kaart.pad, kaart.controlegetal)


def maak_kennis(werkplek: Werkplek, zaak: Zaak) -> None:
    hier, stick = begonnen(werkplek, zaak), zaak.map.parent / "stick"
    with plekken.eerste(zaak.map.parent / "ander", "Ans", "met", 2) as ander:
        kaart = toetreden.maak_kennismaking(ander, stick, plekken.nu())
    hier.maak_kennis(kaart.pad, kaart.controlegetal)


def verwijder_bea(werkplek: Werkplek, zaak: Zaak) -> None:
    """Delete an account that a beheerder switched off; anybody else does not get that far."""
    if zaak.kast.medewerker.rol == "beheerder":
        zaak.kast.accounts.schakel_uit("Bea")
    werkplek.accounts.verwijder("Bea")


def trek_in(werkplek: Werkplek, zaak: Zaak) -> None:
    """Take back a key that the store knows."""
    zaak.kast.regels.vertrouw(ANNA.wie.naam, ANNA.wie.publiek)
    werkplek.regels.trek_in(ANNA.wie.vingerafdruk)


def verlenging(werkplek: Werkplek) -> Inpakopdracht:
    """Return the order to pack the national rules with a later end."""
    stand = werkplek.bedragen.blad("rijk", DAG).standen[0]
    return Inpakopdracht(stand, "2027.1", date(2027, 12, 31), "Verlengd")


def geef_vrij(werkplek: Werkplek, zaak: Zaak) -> None:
    """Release what another entered."""
    pad = schrijf(zaak.map.parent, ingepakt(pakketmap(zaak.map.parent)))
    werkplek.bedragen.geef_vrij(werkplek.bedragen.bekijk(pad, DAG), pad, BEA)


def installeer(werkplek: Werkplek, zaak: Zaak) -> None:
    """Install a package of two people whom the store knows."""
    for sleutel in (ANNA, PIET):
        zaak.kast.regels.vertrouw(sleutel.wie.naam, sleutel.wie.publiek)
    werkplek.regels.installeer(vrijgegeven(zaak.map.parent), DAG)


def woord(naam: str) -> Any:
    deel, _, kort = naam.rpartition(".")
    return getattr(DELEN[f"{deel}." if deel else ""], kort).werkwoord


def stand(zaak: Zaak) -> tuple[Any, ...]:
    """Return all that a verb could have changed, but for the log."""
    kast, id_ = zaak.kast, zaak.dossier
    bestanden = sorted(zaak.map.iterdir()) if zaak.map.exists() else []
    bos = (zaak.map.parent / "kast" / "sleutelbos.json").read_bytes()
    feiten = kast.telfeiten.kolommen(*ALTIJD)
    return (
        kast.inrichting.haal(OEFENSTAD),
        kast.haal(id_),
        kast.gebeurtenissen(id_),
        kast.open_taken(),
        kast.zoek(""),
        bestanden,
        bos,
        feiten,
    )


def test_elk_werkwoord_zegt_wie_het_mag() -> None:
    alle = {
        f"{deel}{naam}"
        for deel, soort in DELEN.items()
        for naam, _ in inspect.getmembers(soort, callable)
        if not naam.startswith("_")
    }
    assert alle - ZONDER_ROL == set(MAG) == set(DOE)
    for naam, rollen in MAG.items():
        assert set(woord(naam).rollen) == rollen
        assert woord(naam).actie


@pytest.mark.parametrize("rol", ROLLEN)
@pytest.mark.parametrize("naam", MAG)
def test_elk_werkwoord_met_elke_rol(request: pytest.FixtureRequest, naam: str, rol: str) -> None:
    zaak: Zaak = request.getfixturevalue("beheerzaak" if rol == "beheerder" else "zaak")
    werkplek, actie = Werkplek(zaak.kast, Medewerker("Bea", rol)), woord(naam).actie
    voor = stand(zaak)
    if rol in MAG[naam]:
        DOE[naam](werkplek, zaak)
    else:
        with pytest.raises(Geweigerd) as weigering:
            DOE[naam](werkplek, zaak)
        assert re.fullmatch(r"Dit mag u niet met de rol .+\. Vraag het aan een .+\.", str(weigering.value))
        assert stand(zaak) == voor
    if "." not in naam:
        assert werkplek.mag(naam) is (rol in MAG[naam])
    (regel,) = zaak.kast.logregels()
    wie = regel.handeling
    assert (wie.actor, wie.rol, wie.actie) == ("Bea", rol, actie)
    assert wie.resultaat == ("gelukt" if rol in MAG[naam] else "geweigerd")
    assert re.fullmatch(r".*, consulent \d.*", wie.oorsprong)
    assert zaak.kast.controleer_logboek()[0].eerste_fout is None


@pytest.mark.parametrize("naam", [naam for naam in MAG if "raadsman" in MAG[naam] and naam in DOE])
def test_over_een_dossier_noemt_het_logboek_dat_dossier(zaak: Zaak, naam: str) -> None:
    DOE[naam](Werkplek(zaak.kast, Medewerker("Bea", "raadsman")), zaak)
    (regel,) = zaak.kast.logregels()
    zonder = {
        "meld_aan", "meld_herstel", "meld_af", "dagbeeld", "laatste_open", "archief.aan_de_beurt",
        "archief.kies", "archief.verklaringen", "accounts.wijzig_wachtwoord", "accounts.wijzigingen",
        "overdracht.lees",
    }  # fmt: skip
    verwacht = {
        "nieuw": next((r.id for r in zaak.kast.zoek("") if r.kenmerk.endswith("3")), ""),
        "meld_toetsing": "bestand (parquet)",
        "telfeiten": "2026-11-21 t/m 2026-11-21",
        "meld_telling": "xlsx (2026-W40 t/m 2026-W47)",
        "archief.vernietig": zaak.oud,
        "overdracht.maak": "(voor gemeente)",
        "inrichting.neem_over": OEFENSTAD,
        "reservekopie": next((p.name for p in zaak.map.parent.rglob("*.kopie")), ""),
    }
    assert regel.handeling.object == ("" if naam in zonder else verwacht.get(naam, zaak.dossier))


@pytest.mark.parametrize(("aantal", "waarover"), [(0, "(0 gevonden)"), (6, "(6 gevonden)"), (5, None)])
def test_het_logboek_kent_geen_zoekwoorden(zaak: Zaak, aantal: int, waarover: str | None) -> None:
    document = DOCUMENT | {"personen": [{"id": "p1", "rol": "aanvrager", "voornaam": "Zeldzaam"}]}
    ids = [zaak.kast.nieuw(document).id for _ in range(aantal)]
    Werkplek(zaak.kast, Medewerker("Bea", "consulent")).zoek("zeldzaam")
    objecten = [regel.handeling.object for regel in zaak.kast.logregels()]
    assert sorted(objecten) == sorted([waarover] if waarover else ids)


@pytest.mark.parametrize("soort", sorted(BESLUITEN))
@pytest.mark.parametrize(
    "doe",
    [
        lambda w, z, soort: w.meld_afdruk(z.dossier, ["overzicht-nl", soort]),
        lambda w, z, soort: w.schrijf_uit(z.dossier, {f"{soort}.pdf": b"%PDF"}, z.map),
        lambda w, z, soort: w.stel_voor(
            z.dossier, DAG, [Nieuwstuk(soort, "b.pdf", b"", {}, DAG)], [], TELLING
        ),
    ],
)
def test_een_raadsman_drukt_geen_besluit(zaak: Zaak, soort: str, doe: Any) -> None:
    voor = stand(zaak)
    with pytest.raises(Geweigerd, match=r"^Een raadsman drukt geen besluit af\."):
        doe(Werkplek(zaak.kast, Medewerker("Bea", "raadsman")), zaak, soort)
    assert stand(zaak) == voor
    assert [regel.handeling.resultaat for regel in zaak.kast.logregels()] == ["geweigerd"]
    doe(Werkplek(zaak.kast, Medewerker("Bea", "consulent")), zaak, soort)


def test_een_besluit_is_er_helemaal_of_niet(zaak: Zaak) -> None:
    """The second letter cannot be kept: then there is no first one, no task and no status either."""
    voor = stand(zaak)
    fout = Nieuwstuk("verzamelaanvraag", "v.pdf", b"%PDF", {"getal": float("nan")}, DAG)
    with pytest.raises(ValueError, match="JSON"):
        Werkplek(zaak.kast, Medewerker("Bea", "consulent")).besluit(
            zaak.dossier, [BESCHIKKING, fout], [("Betalen", DAG)], TELLING
        )
    assert stand(zaak) == voor
    (regel,) = zaak.kast.logregels()
    assert (regel.handeling.actie, regel.handeling.resultaat) == ("besluiten", "mislukt")


def test_wat_mislukt_staat_in_het_logboek(zaak: Zaak) -> None:
    with pytest.raises(InvoerFout):
        Werkplek(zaak.kast, Medewerker("Bea", "consulent")).haal("bestaat niet")
    (regel,) = zaak.kast.logregels()
    assert (regel.handeling.object, regel.handeling.resultaat) == ("bestaat niet", "mislukt")


def test_zonder_logregel_is_er_niets_te_zien(zaak: Zaak) -> None:
    """When the log has no room, nobody gets to read what should have stood in it."""
    with zaak.kast._verbindingen.lezen() as database:
        database.execute("PRAGMA max_page_count = 1")
        vol = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {vol}")
    werkplek = Werkplek(zaak.kast, Medewerker("Bea", "consulent"))

    def lees() -> None:
        for _ in range(200):
            werkplek.haal(zaak.dossier)

    with pytest.raises(OmgevingsFout, match=r"^De schijf is vol\."):
        lees()
    assert zaak.kast.controleer_logboek()[0].eerste_fout is None


def test_waarom_volgt_uit_het_lopende_werk(zaak: Zaak) -> None:
    werkplek = Werkplek(zaak.kast, Medewerker("Bea", "consulent"))
    werkplek.haal(zaak.dossier)
    werkplek.besluit(zaak.dossier, [], [], TELLING)
    werkplek.haal(zaak.dossier)
    werkplek.alles_over(zaak.dossier)
    redenen = [regel.handeling.reden for regel in reversed(zaak.kast.logregels())]
    assert redenen == ["intake", "behandeling", "behandeling", "inzage"]


def test_de_beheerder_ziet_geen_inhoud(zaak: Zaak) -> None:
    consulent = Werkplek(zaak.kast, Medewerker("Bea", "consulent"))
    for naam in MAG:
        if "consulent" in MAG[naam] and "." not in naam:
            DOE[naam](consulent, zaak)
    beheerder = Werkplek(zaak.kast, Medewerker("Bea", "beheerder"))
    beeld = beheerder.logboek()
    csv = beheerder.schrijf_logboek_uit(zaak.map).read_text(encoding="utf-8-sig")
    for tekst in (str(beeld), csv):
        assert zaak.kenmerk in tekst
        assert not re.search("samira|999990019", tekst, re.IGNORECASE)
    assert beeld.actoren == ["Bea"]
    # The heading, and the line of the file itself, which was there before it.
    assert csv.count("\n") == len(zaak.kast.logregels()) + 1


def test_geen_wachtwoord_en_geen_sleutel_in_het_logboek(zaak: Zaak) -> None:
    """Every verb about accounts, done and failed: what was typed stands nowhere."""
    begin = Werkplek(zaak.kast, zaak.kast.medewerker)
    begin.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL)
    with pytest.raises(InvoerFout):
        begin.accounts.wijzig_wachtwoord("een verkeerd woord", ANDER)
    map_ = zaak.map.parent / "kast"
    begin.sluit()
    with Dossierkast.open(map_, "Beheer", BEHEERWOORD) as kast:
        beheerder = Werkplek(kast, kast.medewerker)
        startwoord = beheerder.accounts.voeg_toe("Tineke", "raadsman")
        beheerder.accounts.vernieuw_herstelsleutel(SLEUTEL)
        beheerder.accounts.schakel_uit("Bea")
        beheerder.accounts.wijzig_wachtwoord(BEHEERWOORD, ANDER)
        alles = str(kast.logregels())
        regels = [(r.handeling.actie, r.handeling.object, r.handeling.resultaat) for r in kast.logregels()]
    for geheim in (BEHEERWOORD, ANDER, "een verkeerd woord", startwoord, SLEUTEL):
        assert geheim not in alles
    assert regels == [
        ("eigen wachtwoord wijzigen", "", "gelukt"),
        ("account uitzetten", "Bea", "gelukt"),
        ("herstelsleutel vernieuwen", "", "gelukt"),
        ("account toevoegen", "Tineke (raadsman)", "gelukt"),
        ("afmelden", "", "gelukt"),
        ("eigen wachtwoord wijzigen", "", "mislukt"),
        ("beheer beginnen", "Beheer", "gelukt"),
    ]


def test_elk_vernietigd_dossier_staat_er_met_de_verklaring(zaak: Zaak) -> None:
    (verklaring,) = Werkplek(zaak.kast, Medewerker("Bea", "consulent")).archief.vernietig([zaak.oud])
    (regel,) = zaak.kast.logregels()
    assert verklaring.door == "Bea"
    assert (regel.handeling.object, regel.handeling.reden) == (zaak.oud, verklaring.nummer)


BUITEN: list[tuple[str, Callable[[Werkplek, Zaak, Path], Any]]] = [
    ("consulent", lambda w, z, map_: w.schrijf_uit(z.dossier, {"overzicht-nl.pdf": b"%PDF"}, map_)),
    ("beheerder", lambda w, z, map_: w.schrijf_logboek_uit(map_)),
    ("raadsman", lambda w, z, map_: w.overdracht.maak(Ontvanger("gemeente", None), map_)),
]


@pytest.mark.parametrize(("rol", "doe"), BUITEN, ids=["brieven", "logboek", "overdracht"])
def test_zonder_logregel_verlaat_niets_het_programma(zaak: Zaak, rol: str, doe: Any) -> None:
    """A full disk keeps the line from being written: then there is no file either."""
    werkplek, zaak_map = Werkplek(zaak.kast, Medewerker("Bea", rol)), zaak.map
    toetreden.begin(zaak.kast, "Balie 1", "gemeente", 1, "Bea")
    list(zaak.kast.delen.leg_vast())
    with zaak.kast._verbindingen.lezen() as database:
        vol = database.execute("PRAGMA page_count").fetchone()[0]
        database.execute(f"PRAGMA max_page_count = {vol}")

    def schrijf_tot_het_vol_is() -> None:
        for nummer in range(200):
            doe(werkplek, zaak, zaak_map / str(nummer))

    with pytest.raises(OmgevingsFout, match=r"^De schijf is vol\."):
        schrijf_tot_het_vol_is()
    geschreven = list(zaak_map.iterdir()) if zaak_map.exists() else []
    assert len(geschreven) == len(zaak.kast.logregels())


@pytest.mark.parametrize(("rol", "doe"), BUITEN, ids=["brieven", "logboek", "overdracht"])
def test_wat_na_zijn_regel_mislukt_heeft_een_tweede_regel(zaak: Zaak, rol: str, doe: Any) -> None:
    zaak.map.write_text("een bestand, geen map")
    toetreden.begin(zaak.kast, "Balie 1", "gemeente", 1, "Bea")
    with pytest.raises(OmgevingsFout, match="niet worden geschreven"):
        doe(Werkplek(zaak.kast, Medewerker("Bea", rol)), zaak, zaak.map)
    regels = [regel.handeling for regel in reversed(zaak.kast.logregels())]
    assert [regel.resultaat for regel in regels] == ["gelukt", "mislukt"]
    assert regels[0].actie == regels[1].actie
    assert regels[0].object == regels[1].object


def test_de_naam_van_een_bestand_staat_niet_in_het_logboek(zaak: Zaak, tmp_path: Path) -> None:
    """A file or a folder can have the name and the BSN of a resident."""
    bron = tmp_path / "Quistnix 999990019 Oost.csv"
    bron.mkdir()
    (bron / "huishoudens.csv").write_text("huishouden_id")
    werkplek = Werkplek(zaak.kast, Medewerker("Bea", "consulent"))
    werkplek.meld_toetsing(bron)
    werkplek.meld_reeks(12)
    reservekopie.maak(
        tmp_path / "kast", tmp_path / "Quistnix 999990019.kopie", ("Bea", WACHTWOORD), datetime.now(UTC)
    )
    assert [(regel.handeling.actie, regel.handeling.object) for regel in zaak.kast.logregels()] == [
        ("reservekopie maken", ""),
        ("brieven bij een bestand drukken", "(12 brieven)"),
        ("bestand toetsen", "bestand (csv)"),
    ]


def test_wat_de_wet_bewaart_wordt_geweigerd(zaak: Zaak) -> None:
    werkplek = Werkplek(zaak.kast, Medewerker("Bea", "consulent"))
    werkplek.besluit(zaak.dossier, [BESCHIKKING], [], TELLING)
    with pytest.raises(Geweigerd, match="Archiefwet"):
        werkplek.archief.verwijder(zaak.dossier)
    regel = zaak.kast.logregels()[0].handeling
    assert (regel.actie, regel.resultaat) == ("verwijderen op verzoek", "geweigerd")


def test_instellingen_zijn_van_de_beheerder_zodra_die_er_is(zaak: Zaak) -> None:
    consulent = Werkplek(zaak.kast, Medewerker("Bea", "consulent"))
    consulent.inrichting.zet(OEFENSTAD, "organisatie.naam", "Oud")
    zaak.kast.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL)
    for naam, doe in DOE.items():
        if naam.startswith("inrichting.") and naam != "inrichting.neem_over":
            with pytest.raises(Geweigerd, match="beheerder"):
                doe(consulent, zaak)
    assert consulent.inrichting.haal(OEFENSTAD).waarden["organisatie.naam"] == "Oud"
    beheerder = Werkplek(zaak.kast, Medewerker("Beheer", "beheerder"))
    beheerder.inrichting.zet(OEFENSTAD, "organisatie.naam", "Nieuw")
    assert consulent.inrichting.haal(OEFENSTAD).waarden["organisatie.naam"] == "Nieuw"


def test_waar_de_kopieen_komen_is_van_de_beheerder_zodra_die_er_is(zaak: Zaak) -> None:
    consulent, stick = Werkplek(zaak.kast, Medewerker("Bea", "consulent")), zaak.map / "stick"
    consulent.kies_kopiemap(zaak.map / "net")
    zaak.kast.accounts.begin_beheer("Beheer", BEHEERWOORD, SLEUTEL)
    with pytest.raises(Geweigerd, match="beheerder"):
        consulent.kies_kopiemap(stick)
    assert consulent.reservekopie().pad.parent == zaak.map / "net"
    assert not stick.exists()
    Werkplek(zaak.kast, Medewerker("Beheer", "beheerder")).kies_kopiemap(stick)
    assert len(list(stick.iterdir())) == 1


def test_wie_zich_vergiste_ziet_dat_in_de_regel_van_het_aanmelden(zaak: Zaak) -> None:
    map_ = zaak.map.parent / "kast"
    zaak.kast.sluit()
    for naam in ("Bea", "Wie"):
        with pytest.raises(InvoerFout):
            Dossiers.open(map_, naam, "helemaal het verkeerde")
    for verwacht in ("(na 2 keer een verkeerde naam of wachtwoord)", ""):
        werkplek = Dossiers.open(map_, "Bea", WACHTWOORD)
        regels = [r.handeling for r in werkplek._kast.logregels() if r.handeling.actie == "aanmelden"]
        werkplek.sluit()
        assert regels[0].object == verwacht


def test_kopie_en_herstel_op_de_opdrachtregel_staan_in_het_logboek(zaak: Zaak, tmp_path: Path) -> None:
    map_, kopie, nu = zaak.map.parent / "kast", tmp_path / "alles.kopie", datetime.now(UTC)
    # While the program has them open.
    reservekopie.maak(map_, kopie, ("Bea", WACHTWOORD), nu)
    gemaakt = zaak.kast.logregels()[0].handeling
    assert (gemaakt.actor, gemaakt.rol, gemaakt.actie) == ("Bea", "consulent", "reservekopie maken")
    assert gemaakt.object == ""
    zaak.kast.sluit()
    reservekopie.zet_terug(kopie, map_, ("Bea", WACHTWOORD), nu, vervang=True)
    with Dossierkast.open(map_, "Bea", WACHTWOORD) as kast:
        (terug,) = kast.logregels()
        assert terug.handeling.actie == "reservekopie terugzetten"
        assert terug.handeling.object.startswith("van ")
        assert kast.controleer_logboek() == (Keten(1, nu), Stand.KLOPT)


def test_een_cel_wordt_geen_formule() -> None:
    h = Handeling('=HYPERLINK("x")', "consulent", "zoeken", "+1", "gelukt", "@pc", "-")
    regel = met_kenmerk(Logregel(1, datetime(2026, 11, 21, tzinfo=UTC), h, ""))
    cellen = als_csv([regel]).decode("utf-8-sig").splitlines()[1].split(";")
    assert [cel for cel in cellen if cel.lstrip('"').startswith(("=", "+", "-", "@"))] == []


def test_sluiten_meldt_af_en_twee_keer_doet_niets(zaak: Zaak) -> None:
    werkplek = Werkplek(zaak.kast, Medewerker("Bea", "teamleider"))
    werkplek.sluit()
    werkplek.sluit()
    with Dossierkast.open(zaak.map.parent / "kast", "Bea", WACHTWOORD) as kast:
        assert [regel.handeling.actie for regel in kast.logregels()] == ["afmelden"]


def test_scherm_en_opdrachtregel_kennen_de_kast_niet() -> None:
    """The import contract keeps them from the module; this keeps them from the one inside a Werkplek."""
    app = wortel() / "consulent_app"
    for pad in [*app.glob("ui/*.py"), *app.glob("cli*.py")]:
        assert not re.search(r"\._kast\b|\bDossierkast\b", pad.read_text(encoding="utf-8")), pad.name
