"""Letters about an application on its way: papers are missing, it takes longer, it was taken back."""

from __future__ import annotations

from typing import Any

from consulent_app.besluiten.aanleiding import AANVULLING, INTREKKING, UITSTEL, keur
from consulent_app.besluiten.behandeling import MANIEREN
from consulent_app.besluiten.besluit import Afhandeling
from consulent_app.besluiten.termijnen import aangevuld_voor, beslist_voor
from consulent_app.documenten import papier
from consulent_app.documenten.beschikking import ondertekening
from consulent_app.documenten.bouwstenen import bij_elkaar, zin
from consulent_app.documenten.briefpapier import druk
from consulent_app.documenten.brieftekst import opgemaakt, par, regel, samen, tussenkop
from consulent_app.documenten.nodig import papieren_en_vragen
from consulent_app.documenten.woorden import aanhef, opsommen, volzin
from consulent_app.fouten import InvoerFout
from consulent_app.huishouden.datums import datum_leesbaar


def aanvulling(zaak: Afhandeling) -> bytes:
    """Return the request for what is missing (Awb 4:5), with the day and what happens without it."""
    aanleiding = keur(zaak.aanleiding, AANVULLING, zaak.datum)
    inst = zaak.instellingen
    dag = aangevuld_voor(zaak.datum, inst.getal("brief.aanvullen_weken", 0))
    telefoon, nodig = inst.tekst("organisatie.telefoon"), papieren_en_vragen(zaak)
    if not nodig:
        raise InvoerFout("aanvulling: er ontbreekt niets meer; er valt dus niets op te vragen.")
    return _brief(
        zaak,
        AANVULLING,
        [
            par("aanvulling.kern", "kern", dag=datum_leesbaar(aanleiding.aanvraag_van)),
            _welke(zaak, AANVULLING),
            tussenkop("aanvulling.kop_nodig"),
            *nodig,
            samen(
                opgemaakt("aanvulling.uiterlijk", dag=datum_leesbaar(dag)),
                opgemaakt("aanvulling.naar", adres=inst.tekst("organisatie.postadres")),
            ),
            par("aanvulling.lukt_niet", telefoon=telefoon),
            par("aanvulling.gevolg"),
            par("aanvulling.termijn"),
        ],
    )


def uitstel(zaak: Afhandeling) -> bytes:
    """Return the notice that deciding takes longer (Awb 4:14), with the new day and what can be done."""
    aanleiding = keur(zaak.aanleiding, UITSTEL, zaak.datum)
    assert aanleiding.nieuwe_dag is not None  # checked by `keur`
    had = beslist_voor(aanleiding.aanvraag_van)
    return _brief(
        zaak,
        UITSTEL,
        [
            par("uitstel.kern", "kern", dag=datum_leesbaar(aanleiding.aanvraag_van)),
            _welke(zaak, UITSTEL),
            samen(
                opgemaakt("uitstel.had", dag=datum_leesbaar(had)),
                opgemaakt("uitstel.reden", reden=volzin(aanleiding.reden)),
            ),
            samen(
                opgemaakt("uitstel.nieuw", dag=datum_leesbaar(aanleiding.nieuwe_dag)),
                opgemaakt("uitstel.sorry"),
            ),
            tussenkop("uitstel.kop_te_laat"),
            par("uitstel.te_laat"),
            tussenkop("uitstel.kop_geldnood"),
            par("uitstel.geldnood", telefoon=zaak.instellingen.tekst("organisatie.telefoon")),
        ],
    )


def intrekking(zaak: Afhandeling) -> bytes:
    """Return the confirmation that the resident took the application back."""
    aanleiding = keur(zaak.aanleiding, INTREKKING, zaak.datum)
    assert aanleiding.gezegd_op is not None  # checked by `keur`
    telefoon = zaak.instellingen.tekst("organisatie.telefoon")
    dag = aangevuld_voor(zaak.datum, zaak.instellingen.getal("brief.aanvullen_weken", 0))
    return _brief(
        zaak,
        INTREKKING,
        [
            par("intrekking.kern", "kern", dag=datum_leesbaar(aanleiding.aanvraag_van)),
            _welke(zaak, INTREKKING),
            samen(
                opgemaakt(
                    "intrekking.gezegd",
                    dag=datum_leesbaar(aanleiding.gezegd_op),
                    manier=MANIEREN[aanleiding.manier],
                ),
                opgemaakt("intrekking.gevolg"),
            ),
            par("intrekking.niet_gezegd", dag=datum_leesbaar(dag)),
            tussenkop("intrekking.kop_toch"),
            par("intrekking.toch", telefoon=telefoon),
        ],
    )


def over_aanvraag(zaak: Afhandeling) -> list[str]:
    """Return the names of what these letters are about."""
    return [a.regeling.naam for a in zaak.aanvragen if a.bij_de_gemeente]


def _welke(zaak: Afhandeling, soort: str) -> Any:
    return par(f"{soort}.welke", welke=opsommen(over_aanvraag(zaak)))


def _brief(zaak: Afhandeling, soort: str, delen: list[Any]) -> bytes:
    hoofd = papier.brief_aan_bewoner(zaak, regel(f"onderwerp.{soort}"), ())
    privacy = zin(zaak.instellingen.tekst("privacy.regel"))
    begin = [zin(aanhef(zaak)), *papier.aan_wie(zaak)]
    *eerder, laatste = delen
    return druk(hoofd, [*begin, *eerder, bij_elkaar([laatste, privacy, *ondertekening(zaak)])])
