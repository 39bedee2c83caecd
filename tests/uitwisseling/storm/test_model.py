"""Stores that edit, tell and hear in any order, beside a model of a few lines.

A fixed budget; longer, and other ones each time, with CONSULENT_STORM=200.
"""

from __future__ import annotations

import copy
import os
import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.opslag import delende_kasten
from tests.opslag.conftest import DOCUMENT

AANTAL = int(os.environ.get("CONSULENT_STORM", "10"))
WIE = ("Sanne", "Tineke", "Murat")
VELDEN = ("spaargeld", "servicekosten", "kale_huur")
werkplekken = st.integers(0, len(WIE) - 1)
velden = st.sampled_from(VELDEN)


class Cel:
    """A cell as one workplace knows it: each write with what its writer saw and so replaced."""

    def __init__(self) -> None:
        self.schreef: dict[int, tuple[str, frozenset[int]]] = {}

    def koppen(self) -> dict[int, str]:
        vervangen = {oud for _, gezien in self.schreef.values() for oud in gezien}
        return {nr: waarde for nr, (waarde, _) in self.schreef.items() if nr not in vervangen}

    def schrijf(self, nr: int, waarde: str) -> None:
        self.schreef[nr] = (waarde, frozenset(self.schreef))


class Model(RuleBasedStateMachine):
    """Three workplaces of one organisation and one dossier that all of them know."""

    def __init__(self) -> None:
        super().__init__()
        self.map_ = Path(tempfile.mkdtemp(prefix="consulent-model-"))
        self.kasten = [delende_kasten.maak(self.map_ / naam, naam, nr) for nr, naam in enumerate(WIE, 1)]
        self.id_ = self.kasten[0].nieuw(DOCUMENT).id
        delende_kasten.wissel_uit(*self.kasten)
        self.cellen = [{veld: Cel() for veld in VELDEN} for _ in WIE]
        self.teller = 0

    def teardown(self) -> None:
        for kast in self.kasten:
            kast.sluit()
        shutil.rmtree(self.map_)

    @rule(wie=werkplekken, veld=velden)
    def antwoord(self, wie: int, veld: str) -> None:
        self.teller += 1
        kast, waarde = self.kasten[wie], f"{self.teller}.00"
        document = copy.deepcopy(kast.haal(self.id_).document)
        document["huishouden"][veld] = waarde
        kast.bewaar_antwoord(self.id_, f"huishouden.{veld}", waarde, document)
        self.cellen[wie][veld].schrijf(self.teller, waarde)

    @rule(van=werkplekken, naar=werkplekken, zaad=st.integers(0, 2**16))
    def hoor(self, van: int, naar: int, zaad: int) -> None:
        """Let one hear all that another knows, in any order, some of it twice."""
        if van == naar:
            return
        list(self.kasten[van].delen.leg_vast())
        delingen = self.kasten[van].delen.sinds({})
        toeval = Random(zaad)
        delingen += toeval.sample(delingen, toeval.randrange(len(delingen) + 1))
        toeval.shuffle(delingen)
        self.kasten[naar].delen.ontvang(delingen)
        self.kasten[naar].delen.verwerk(self.id_)
        for veld in VELDEN:
            self.cellen[naar][veld].schreef |= self.cellen[van][veld].schreef

    @precondition(lambda self: any(self._betwist(wie) for wie in range(len(WIE))))
    @rule(kans=st.randoms(use_true_random=False))
    def kies(self, kans: Random) -> None:
        wie = kans.choice([wie for wie in range(len(WIE)) if self._betwist(wie)])
        botsing = kans.choice(self.kasten[wie].delen.botsingen(self.id_))
        keus = kans.choice(botsing.keuzen)
        self.kasten[wie].delen.kies(self.id_, botsing.pad, keus.versie)
        self.teller += 1
        self.cellen[wie][botsing.pad.rsplit("/", 1)[1]].schrijf(self.teller, keus.waarde)

    @invariant()
    def zoals_het_model(self) -> None:
        for wie, kast in enumerate(self.kasten):
            getoond = kast.haal(self.id_).document["huishouden"]
            botsingen = {b.pad: {k.waarde for k in b.keuzen} for b in kast.delen.botsingen(self.id_)}
            for veld, cel in self.cellen[wie].items():
                koppen = set(cel.koppen().values())
                assert not koppen or getoond[veld] in koppen
                if kast.delen.stand().te_vertellen == 0:
                    betwist = botsingen.get(f"/document/huishouden/{veld}", set())
                    assert betwist == (koppen if len(koppen) > 1 else set())

    def _betwist(self, wie: int) -> bool:
        """Say whether there is something to choose; what was typed since may have settled it."""
        delen = self.kasten[wie].delen
        return delen.stand().te_vertellen == 0 and bool(delen.botsingen(self.id_))


TestModel = Model.TestCase
TestModel.settings = settings(
    max_examples=AANTAL, stateful_step_count=25, deadline=None, database=None,
    derandomize="CONSULENT_STORM" not in os.environ, suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)  # fmt: skip
