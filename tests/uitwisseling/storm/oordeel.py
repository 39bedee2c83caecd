"""What must hold when all have exchanged: the same everywhere, nothing lost, nothing twice, one decides."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from consulent_app.delen.cellen import PLAATS
from consulent_app.delen.deling import Deling
from consulent_app.huishouden.lezen import lees_document
from consulent_app.uitwisseling.centraal.verbinding import Server, verbonden
from tests.uitwisseling.storm import dagboek
from tests.uitwisseling.storm.dagboek import BESLUIT, CEL, KLAAR, STUK, TAAK, WEG, Regel

if TYPE_CHECKING:
    from tests.uitwisseling.storm.storm import Proces

#: What the program itself may set right between two edits.
RECHTGEZET = ("/rol", "/document/peildatum", PLAATS)
TOESTEMMING = "/document/gesprek/toestemming_delen"


def oordeel(processen: Sequence[Proces], beheer: Server) -> None:
    """Raise AssertionError for whatever does not hold."""
    regels = {proces.naam: dagboek.lees(proces.plek.map_) for proces in processen}
    beelden = {proces.naam: proces.vraag("beeld") for proces in processen}
    for organisatie in ("gemeente", "met"):
        eigen = [proces for proces in processen if proces.plek.organisatie == organisatie]
        _gelijk({proces.naam: beelden[proces.naam] for proces in eigen})
        _niets_kwijt(eigen, beelden[eigen[0].naam], regels)
    # Who has done with a dossier of the other does not get it back.
    weg = {regel.dossier for rij in regels.values() for regel in rij if regel.soort == WEG}
    gemeente, met = (
        {id_: dossier for id_, dossier in beelden[_eerste(processen, wie)].items() if id_ not in weg}
        for wie in ("gemeente", "met")
    )
    _gedeeld_is_gelijk(gemeente, met)
    _een_besluit(regels)
    _elke_deling_een_keer(processen, beheer)


def _eerste(processen: Iterable[Proces], organisatie: str) -> str:
    return next(proces.naam for proces in processen if proces.plek.organisatie == organisatie)


def _gelijk(beelden: Mapping[str, Mapping[str, Any]]) -> None:
    (eerste, beeld), *rest = beelden.items()
    for id_, dossier in beeld.items():
        lees_document(dossier["document"])
        for ander, ander_beeld in rest:
            assert id_ in ander_beeld, f"{id_} staat bij {eerste} en niet bij {ander}: {dossier}"
            assert _verschil(dossier, ander_beeld[id_]) == {}, f"{id_} verschilt tussen {eerste} en {ander}"
    for ander, ander_beeld in rest:
        assert set(ander_beeld) <= set(beeld), (
            f"bij {ander} en niet bij {eerste}: {set(ander_beeld) - set(beeld)}"
        )


def _verschil(een: Mapping[str, Any], ander: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: (een[naam], ander[naam]) for naam in een if een[naam] != ander[naam]}


def _gedeeld_is_gelijk(gemeente: Mapping[str, Any], met: Mapping[str, Any]) -> None:
    """What one organisation shows of the other's is what that one shows."""
    for id_ in set(gemeente) | set(met):
        mag = [_mag(beeld[id_]) for beeld in (gemeente, met) if id_ in beeld]
        if all(mag):
            assert id_ in gemeente, f"{id_} is gedeeld en niet bij de gemeente"
            assert id_ in met, f"{id_} is gedeeld en niet bij MET"
            assert _verschil(gemeente[id_], met[id_]) == {}, f"{id_} verschilt tussen gemeente en MET"
        elif id_ in gemeente and id_ in met:
            besloten = gemeente[id_]["status"] != "intake"
            assert besloten, f"{id_} is niet gedeeld en staat toch bij beide"


def _mag(dossier: Mapping[str, Any]) -> bool:
    return dossier["document"].get("gesprek", {}).get("toestemming_delen") is True


def _niets_kwijt(
    eigen: Sequence[Proces], beeld: Mapping[str, Any], regels: Mapping[str, Sequence[Regel]]
) -> None:
    """Each edit is to be seen, stands in a choice, or was seen by who replaced it."""
    gezien: dict[tuple[str, str], set[str]] = defaultdict(set)
    for regel in (regel for rij in regels.values() for regel in rij if regel.soort == CEL):
        gezien[regel.dossier, regel.wat].update(regel.gezien)
    weg = {regel.dossier for rij in regels.values() for regel in rij if regel.soort == WEG}
    koppen: dict[str, dict[str, list[str | None]]] = {}
    for proces in eigen:
        for regel in regels[proces.naam]:
            if regel.dossier in weg:
                continue
            if regel.soort == CEL and regel.waarde is not None and not regel.wat.endswith(RECHTGEZET):
                if regel.dossier not in koppen:
                    koppen[regel.dossier] = eigen[0].vraag("koppen", regel.dossier)
                nu = koppen[regel.dossier].get(regel.wat, [])
                bekend = regel.waarde in nu or regel.waarde in gezien[regel.dossier, regel.wat]
                assert bekend or _in_taak(regel, beeld), (
                    f"{proces.naam} schreef {regel.waarde} in {regel.dossier}{regel.wat}; nu {nu}"
                )
            elif regel.dossier in beeld:
                _een_keer(regel, beeld[regel.dossier])


def _in_taak(regel: Regel, beeld: Mapping[str, Any]) -> bool:
    """Say whether somebody is told of a cost that went with who left the household."""
    if regel.wat != "/document/kosten" or regel.dossier not in beeld:
        return False
    bedrag = str(regel.waarde).partition('"bedrag": "')[2].partition('"')[0]
    return any(bedrag in taak[0] for taak in beeld[regel.dossier]["taken"])


def _een_keer(regel: Regel, dossier: Mapping[str, Any]) -> None:
    taken = [taak for taak in dossier["taken"] if taak[0] == regel.wat]
    if regel.soort == TAAK:
        assert len(taken) == 1, f"taak {regel.wat}: {taken}"
    elif regel.soort == KLAAR:
        assert any(taak[2] for taak in taken), f"taak {regel.wat} is niet meer klaar"
    elif regel.soort == STUK:
        namen = [stuk[1] for stuk in dossier["stukken"]]
        assert namen.count(regel.wat) == 1, f"stuk {regel.wat} staat er {namen.count(regel.wat)} keer"


def _een_besluit(regels: Mapping[str, Sequence[Regel]]) -> None:
    wie: dict[str, list[str]] = defaultdict(list)
    for naam, rij in regels.items():
        for regel in rij:
            if regel.soort == BESLUIT:
                wie[regel.dossier].append(naam)
    dubbel = {id_: namen for id_, namen in wie.items() if len(namen) > 1}
    assert not dubbel, f"meer dan een besluit: {dubbel}"


def _elke_deling_een_keer(processen: Sequence[Proces], beheer: Server) -> None:
    daar: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    with verbonden(beheer) as verbinding:
        vraag = "SELECT apparaat, apparaat_nr, id::text, hash FROM app.deling"
        for apparaat, nr, id_, hash_ in verbinding.execute(vraag):
            assert nr not in daar[apparaat]
            daar[apparaat][nr] = (id_, hash_)
    for proces in processen:
        apparaat = proces.plek.uitnodiging.apparaat
        delingen: list[Deling] = pickle.loads(proces.vraag("delingen"))
        eigen = {deling.nr: deling for deling in delingen if deling.apparaat == apparaat}
        assert sorted(eigen) == list(range(1, len(eigen) + 1)), f"{proces.naam} sloeg een nummer over"
        for nr, (id_, hash_) in daar[apparaat].items():
            assert (eigen[nr].id, eigen[nr].hash) == (id_, hash_), f"{proces.naam} {nr} is anders"
        kwijt = [nr for nr, deling in eigen.items() if deling.inhoud and nr not in daar[apparaat]]
        assert not kwijt, f"niet bij de centrale van {proces.naam}: {kwijt}"
