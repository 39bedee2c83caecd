"""Which outcome goes on which pile: granted, refused, to be asked for, or not yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consulent_app.huishouden.geld import Geld
from consulent_app.huishouden.model import Kostenpost
from consulent_app.regels.uitkomst import Status, Wijze
from tests.documenten import zaken
from tests.documenten.zaken import PAS_GEHAD, TE_OUD, afhandeling, reden, toegekend, uitkomst


def delen(lijst):
    return [(d.regeling.id, d.persoon.id if d.persoon else None) for d in lijst]


def test_grants_carry_amount_period_start_and_pay_by_date():
    eerste = afhandeling().toekenningen[0]
    assert (eerste.regeling.id, eerste.persoon.voornaam) == ("sociaal_culturele_activiteiten", "Lenie")
    assert (eerste.bedrag, eerste.periode) == (Geld(7500), "jaar")
    assert (eerste.ingang.dag, eerste.betaald_voor) == (date(2019, 9, 15), date(2019, 10, 28))


def test_the_total_counts_a_monthly_amount_twelve_times():
    zaak = afhandeling([toegekend("sociaal_culturele_activiteiten", "p1", "75")])
    per_maand = replace(zaken.UITKOMSTEN[0], periode="maand")
    assert zaak.totaal_per_jaar == Geld(7500)
    assert afhandeling([per_maand]).totaal_per_jaar == Geld(90000)


def test_something_in_kind_is_granted_without_an_amount_and_nothing_is_paid():
    kaart = next(t for t in afhandeling().toekenningen if t.regeling.id == "speeltuinkaart")
    assert (kaart.bedrag, kaart.betaald_voor) == (None, None)


def test_a_right_of_which_the_amount_is_unknown_is_not_decided():
    zaak = afhandeling([uitkomst("computer", "k2", Status.RECHT, Wijze.AMBTSHALVE)])
    assert delen(zaak.bedrag_volgt) == [("computer", "k2")]
    assert not zaak.valt_te_beslissen
    open_figuur = uitkomst(
        "speeltuinkaart", "k1", Status.RECHT, Wijze.AMBTSHALVE, nog_vast_te_stellen=("seizoen",)
    )
    assert not afhandeling([open_figuur]).valt_te_beslissen


def test_kwijtschelding_is_not_paid_out_and_not_decided_without_an_amount():
    zonder = afhandeling([uitkomst("kwijtschelding", None, Status.RECHT, Wijze.AMBTSHALVE)])
    assert not zonder.valt_te_beslissen
    met = afhandeling([toegekend("kwijtschelding", None, "544.92")])
    assert met.toekenningen[0].betaald_voor is None


def test_a_refusal_lists_only_the_conditions_that_fail():
    redenen = (PAS_GEHAD, zaken.INKOMEN_GOED, reden("x", None, "Dit weten wij niet."))
    zaak = afhandeling([uitkomst("computer", "k2", Status.GEEN_RECHT, Wijze.AMBTSHALVE, redenen=redenen)])
    assert zaak.afwijzingen[0].redenen == (PAS_GEHAD,)


def test_nobody_is_refused_what_is_for_another_age_unless_it_was_asked_for():
    te_oud = uitkomst("computer", "k1", Status.GEEN_RECHT, Wijze.AMBTSHALVE, redenen=(TE_OUD, PAS_GEHAD))
    assert afhandeling([te_oud]).afwijzingen == ()

    def gevraagd(soort, persoon):
        intake = zaken.met(zaken.velsen(), kosten=(Kostenpost(soort, persoon),))
        return delen(afhandeling([te_oud], intake=intake).afwijzingen)

    assert gevraagd("computer", "k1") == [("computer", "k1")]
    assert gevraagd("computer", None) == [("computer", "k1")]
    assert gevraagd("computer", "k2") == []
    assert gevraagd("fiets", "k1") == []


def test_what_needs_an_application_or_is_given_by_others_is_never_refused():
    op_aanvraag = uitkomst("computer", "k2", Status.GEEN_RECHT, Wijze.AANVRAAG, redenen=(PAS_GEHAD,))
    elders = uitkomst("jeugdfonds_sport", "k2", Status.GEEN_RECHT, Wijze.VERWIJZING, redenen=(TE_OUD,))
    zaak = afhandeling([op_aanvraag, elders])
    assert (zaak.afwijzingen, zaak.aanvragen, zaak.via_anderen, zaak.landelijk) == ((), (), (), ())


def test_applications_name_evidence_costs_and_what_is_weighed():
    intake = zaken.met(zaken.velsen(), kosten=(Kostenpost("bril", "p1", Geld(12000)),))
    iit, bijzonder = afhandeling(intake=intake).aanvragen
    assert iit.te_wegen == ("Wij kijken wat u heeft gedaan om werk te vinden.",)
    assert bijzonder.ontbreekt == ("kosten",)
    assert [post.soort for post in bijzonder.kosten] == ["bril"]
    assert len(afhandeling().bewijs) == len(set(afhandeling().bewijs)) == 3


def test_held_back_is_named_as_not_decided():
    deel = ("sociaal_culturele_activiteiten", "p2")
    zaak = afhandeling(niet_toekennen=frozenset({deel}))
    assert deel not in delen(zaak.toekenningen)
    assert delen(zaak.nog_te_beslissen) == [deel]
    assert zaak.totaal_per_jaar == Geld(34500)


def test_a_judgement_and_an_unknown_are_not_decided():
    zaak = afhandeling(
        [
            uitkomst("computer", "k2", Status.BEOORDELING, Wijze.AMBTSHALVE, "350"),
            uitkomst("computer", "k1", Status.ONBEKEND, Wijze.AMBTSHALVE, ontbreekt=("kosten",)),
        ]
    )
    assert delen(zaak.nog_te_beslissen) == [("computer", "k2")]
    assert delen(zaak.nog_nodig) == [("computer", "k1")]
    assert zaak.ontbreekt == ("kosten",)
    assert not zaak.valt_te_beslissen


def test_every_outcome_that_matters_lies_on_exactly_one_pile():
    zaak = afhandeling()
    stapels = (
        zaak.toekenningen, zaak.afwijzingen, zaak.aanvragen, zaak.bedrag_volgt, zaak.nog_nodig,
        zaak.nog_te_beslissen, zaak.via_anderen, zaak.landelijk,
    )  # fmt: skip
    alles = [deel for stapel in stapels for deel in delen(stapel)]
    verwacht = {(u.regeling, u.persoon) for u in zaken.UITKOMSTEN} - {("computer", "k1")}
    assert len(alles) == len(set(alles))
    assert set(alles) == verwacht


def test_what_the_state_gives_is_an_indication_and_nothing_else():
    """Never granted, asked for or refused here, and never in the total, however it comes out."""
    recht = uitkomst("zorgtoeslag", "p1", Status.RECHT, Wijze.VERWIJZING, "129")
    nee = uitkomst("zorgtoeslag", "p1", Status.GEEN_RECHT, Wijze.VERWIJZING, redenen=(PAS_GEHAD,))
    open_ = uitkomst("zorgtoeslag", "p1", Status.ONBEKEND, Wijze.VERWIJZING, ontbreekt=("kosten",))
    for uit, verwacht in ((recht, [True]), (nee, []), (open_, [False])):
        zaak = afhandeling([uit])
        assert [indicatie.zeker for indicatie in zaak.landelijk] == verwacht
        assert not any((zaak.toekenningen, zaak.afwijzingen, zaak.aanvragen, zaak.via_anderen))
        assert not any((zaak.bedrag_volgt, zaak.nog_nodig, zaak.nog_te_beslissen, zaak.ontbreekt))
        assert zaak.totaal_per_jaar == Geld(0)
