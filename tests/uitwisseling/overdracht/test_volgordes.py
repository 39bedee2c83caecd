"""Three workplaces with nothing but files, in any order, of which some are lost and some are read twice."""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consulent_app.acties import overdracht
from consulent_app.acties.overdracht import Ontvanger
from consulent_app.opslag.dossierkast import Dossierkast
from tests.uitwisseling.overdracht.conftest import Kasten
from tests.uitwisseling.overdracht.plekken import maak, nu, rond
from tests.uitwisseling.overdracht.test_overdracht import VOORSTELDAG, antwoord, gedeeld, toestemming

VOLGORDES = int(os.environ.get("CONSULENT_VOLGORDES", "20"))


def werk(kans: random.Random, kast: Dossierkast, organisatie: str, document: dict[str, Any]) -> None:
    """Do something at a workplace, as somebody there could."""
    ids = [regel.id for regel in kast.zoek("", voor=organisatie)]
    if not ids or kans.random() < 0.2:
        mag = organisatie == "met" or kans.random() < 0.7
        kast.nieuw(gedeeld(copy.deepcopy(document), mag), organisatie)
        return
    id_ = kans.choice(ids)
    doe: list[Callable[[], object]] = [
        lambda: antwoord(kast, id_, kans.choice(["spaargeld", "schulden"]), f"{kans.randrange(9)}.00"),
        lambda: kast.voeg_taken_toe(id_, [(f"Bel {kans.randrange(9)}", VOORSTELDAG)]),
        lambda: kast.bewaar_stuk(id_, "overzicht-nl", "o.pdf", kans.randbytes(99), {}, VOORSTELDAG),
        lambda: kast.zet_voorstel(id_, VOORSTELDAG),
        lambda: toestemming(kast, id_, kans.random() < 0.8),
    ]
    kans.choice(doe)()


def beeld(kast: Dossierkast, organisatie: str) -> dict[str, Any]:
    """Return all that an organisation sees at a workplace, without what is only of that workplace."""
    alles = {}
    for regel in kast.zoek("", 1000, voor=organisatie):
        v = kast.alles_over(regel.id)
        taken = sorted((taak.wat, str(taak.uiterlijk)) for taak in v.taken)
        stukken = sorted(stuk.pdf for stuk in v.stukken)
        botsingen = [(b.pad, b.geldt.versie) for b in kast.delen.botsingen(regel.id)]
        dossier = v.dossier
        alles[regel.id] = (dossier.document, dossier.behandeling, dossier.status, taken, stukken, botsingen)
    return alles


@pytest.mark.parametrize("zaad", range(VOLGORDES))
def test_aan_het_eind_heeft_ieder_hetzelfde(
    kasten: Kasten, document: dict[str, Any], stick: Path, zaad: int
) -> None:
    kans, onderweg = random.Random(zaad), list[tuple[Dossierkast, Path]]()
    wie = list(zip(kasten, ("gemeente", "gemeente", "met"), strict=True))
    for _ in range(60):
        kast, organisatie = kans.choice(wie)
        werk(kans, kast, organisatie, document)
        if kans.random() < 0.5:
            naar, naar_organisatie = kans.choice([ander for ander in wie if ander[0] is not kast])
            if kans.random() < 0.2:
                pad = overdracht.maak(kast, Ontvanger(naar_organisatie, None), stick, nu()).pad
            else:
                pad = maak(kast, naar, stick).pad
            onderweg.append((naar, pad))
        if onderweg and kans.random() < 0.5:
            naar, pad = kans.choice(onderweg)
            overdracht.lees(naar, pad)
            # Some are read again later, some never at all.
            if kans.random() < 0.7:
                onderweg.remove((naar, pad))
    rond(stick, *kasten, rondes=3)
    een, twee, met_ = kasten
    assert beeld(een, "gemeente") == beeld(twee, "gemeente")
    samen = {id_: wat for id_, wat in beeld(een, "gemeente").items() if id_ in beeld(met_, "met")}
    for id_, wat in samen.items():
        assert wat == beeld(met_, "met")[id_]
    assert een.delen.heeft() == twee.delen.heeft() == met_.delen.heeft()
    for kast in kasten:
        assert kast.overdracht.heeft().mist == {}
        assert kast.delen.stand().te_verwerken == kast.delen.stand().onleesbaar == 0
    beurten = [{(b.dossier, b.ronde): b.apparaat for b in kast.delen.beurten()} for kast in kasten]
    assert beurten[0] == beurten[1] == beurten[2]
