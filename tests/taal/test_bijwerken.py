"""The Dutch changes, and a translation of what it was is kept, marked, and printed no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message

from consulent_app.taal.bijwerken import werk_bij
from consulent_app.taal.bronteksten import Brontekst, sjabloon
from consulent_app.taal.catalogus import AAN_U, bestand, lees, vormen
from consulent_app.taal.po import lees_po, schrijf_po
from consulent_app.taal.staat import Staat, goedkeuring, keur_goed, staat_van, terugvertaling, zet_terug

DAG = date(2026, 11, 21)
SPAARGELD = Brontekst("Hoeveel geld staat er op uw rekeningen?", "veld:spaargeld")
AUTO = Brontekst("Wat is uw auto nu waard?", "veld:waarde_auto")
KINDEREN = Brontekst("voor {n} kind", "code:scherm.py", "voor {n} kinderen")
AANGESPROKEN = Brontekst(
    "Wanneer is {naam} geboren?", "vorm", context=AAN_U, zegt="Wanneer bent u geboren?"
)


def _begin(eigen_talen: Path) -> None:
    """Translate four texts into English, each approved by Ann and translated back."""
    po = eigen_talen / "en" / "LC_MESSAGES" / "consulent.po"
    po.unlink()
    po.write_bytes(werk_bij("en", sjabloon([SPAARGELD, AUTO, KINDEREN, AANGESPROKEN])))
    engels = lees("en")
    for tekst, context, vertaald in (
        (SPAARGELD.tekst, None, "How much money is in your accounts?"),
        (AUTO.tekst, None, "What is your car worth now?"),
        ((KINDEREN.tekst, KINDEREN.meer), None, ("for {n} child", "for {n} children")),
        (AANGESPROKEN.tekst, AAN_U, "When were you born?"),
    ):
        bericht = engels.get(tekst, context)
        assert bericht is not None
        bericht.string = vertaald
        bericht.user_comments = ["let op de toon"]
        zet_terug(bericht, ["terug in het Nederlands"] * len(vormen(bericht)))
        keur_goed(bericht, "Ann Smith", DAG)
    po.write_bytes(schrijf_po(engels))


def _werk_bij(bronnen: Sequence[Brontekst]) -> Catalog:
    po = bestand("en")
    po.write_bytes(werk_bij("en", sjabloon(bronnen)))
    assert werk_bij("en", sjabloon(bronnen)) == po.read_bytes(), "nog een keer verandert niets"
    return lees("en")


def _haal(catalogus: Catalog, tekst: str, context: str | None = None) -> Message:
    bericht = catalogus.get(tekst, context)
    assert bericht is not None
    return bericht


def test_wat_gelijk_bleef_blijft_goedgekeurd_met_zijn_opmerkingen(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    engels = _werk_bij([AUTO, KINDEREN, SPAARGELD, AANGESPROKEN])
    for bericht in engels:
        if bericht.id:
            assert staat_van(bericht) is Staat.GOEDGEKEURD
            assert bericht.user_comments[0] == "let op de toon"
            assert set(terugvertaling(bericht)) == {"terug in het Nederlands"}


def test_een_veranderde_vraag_houdt_haar_vertaling_maar_die_wordt_niet_gedrukt(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    nieuw = Brontekst("Hoeveel geld staat er op al uw rekeningen samen?", SPAARGELD.plek)
    engels = _werk_bij([nieuw, AUTO, KINDEREN, AANGESPROKEN])
    bericht = _haal(engels, nieuw.tekst)
    assert staat_van(bericht) is Staat.VEROUDERD
    assert bericht.string == "How much money is in your accounts?"
    assert bericht.previous_id == [SPAARGELD.tekst]
    assert vormen(bericht) == ()
    assert goedkeuring(bericht) is None
    assert "let op de toon" in bericht.user_comments
    po = bestand("en").read_text(encoding="utf-8")
    assert f'#| msgid "{SPAARGELD.tekst}"\nmsgid "{nieuw.tekst}"' in po


def test_na_twee_veranderingen_blijft_het_nederlands_staan_dat_vertaald_was(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    for tekst in ("Hoeveel geld staat op uw rekeningen?", "Hoeveel geld staat nu op uw rekeningen?"):
        engels = _werk_bij([Brontekst(tekst, SPAARGELD.plek), AUTO])
        assert _haal(engels, tekst).previous_id == [SPAARGELD.tekst]


def test_komt_het_oude_nederlands_terug_dan_geldt_de_vertaling_weer(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    _werk_bij([Brontekst("Hoeveel geld staat op uw rekeningen?", SPAARGELD.plek), AUTO])
    bericht = _haal(_werk_bij([SPAARGELD, AUTO]), SPAARGELD.tekst)
    assert staat_van(bericht) is Staat.GOEDGEKEURD
    assert bericht.previous_id == []


def test_een_andere_vorm_aan_u_maakt_de_vertaling_verouderd(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    anders = Brontekst(
        AANGESPROKEN.tekst, "vorm", context=AAN_U, zegt="Op welke dag bent u geboren, en in welk jaar?"
    )
    bericht = _haal(_werk_bij([anders]), anders.tekst, AAN_U)
    assert staat_van(bericht) is Staat.VEROUDERD
    assert bericht.previous_id == [AANGESPROKEN.zegt]


def test_een_ander_meervoud_maakt_de_vertaling_verouderd(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    bericht = _haal(
        _werk_bij([Brontekst(KINDEREN.tekst, KINDEREN.plek, "voor uw {n} kinderen")]), KINDEREN.tekst
    )
    assert staat_van(bericht) is Staat.VEROUDERD
    assert bericht.previous_id == [KINDEREN.tekst, KINDEREN.meer]


def test_teksten_die_niet_op_elkaar_lijken_worden_geen_paar(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    vreemd = Brontekst("Heeft u een huis of een boot?", SPAARGELD.plek)
    elders = Brontekst("Wat is uw boot nu waard?", "veld:boot")
    meervoud = Brontekst(SPAARGELD.tekst + "!", SPAARGELD.plek, "meer")
    engels = _werk_bij([vreemd, elders, meervoud])
    assert {staat_van(bericht) for bericht in engels if bericht.id} == {Staat.ONTBREEKT}


def test_elke_vertaling_gaat_hoogstens_naar_een_tekst_en_wel_de_meest_gelijke(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    ver = Brontekst("Hoeveel geld staat er op de rekeningen?", SPAARGELD.plek)
    dicht = Brontekst("Hoeveel geld staat er op uw rekeningen nu?", SPAARGELD.plek)
    engels = _werk_bij([ver, dicht])
    assert staat_van(_haal(engels, ver.tekst)) is Staat.ONTBREEKT
    assert staat_van(_haal(engels, dicht.tekst)) is Staat.VEROUDERD


def test_een_nieuwe_taal_begint_met_alle_teksten_en_haar_eigen_meervoud(eigen_talen: Path) -> None:
    (eigen_talen / "pl" / "LC_MESSAGES" / "consulent.po").unlink()
    pools = lees_po(BytesIO(werk_bij("pl", sjabloon([SPAARGELD, KINDEREN]))), "pl")
    assert [staat_van(bericht) for bericht in pools if bericht.id] == [Staat.ONTBREEKT] * 2
    assert pools.num_plurals == 3


def test_een_lange_terugvertaling_en_een_lang_oud_nederlands_overleven_het_bestand(
    eigen_talen: Path,
) -> None:
    _begin(eigen_talen)
    lang = (
        " ".join(f"woon-werkverkeer{n}" for n in range(30))
        + ' met "aanhalingstekens" en een \\ en een einde.'
    )
    engels = _werk_bij([Brontekst(lang, "veld:lang"), KINDEREN])
    bericht = _haal(engels, lang)
    bericht.string = "Long."
    zet_terug(bericht, [lang])
    bestand("en").write_bytes(schrijf_po(engels))
    assert terugvertaling(_haal(lees("en"), lang)) == (lang,)
    anders = lang.replace("einde", "slot")
    bericht = _haal(_werk_bij([Brontekst(anders, "veld:lang"), KINDEREN]), anders)
    assert bericht.previous_id == [lang]
    assert terugvertaling(bericht) == ()


def test_twee_gelijke_terugvertalingen_van_een_meervoud_blijven_er_twee(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    assert terugvertaling(_haal(lees("en"), KINDEREN.tekst)) == ("terug in het Nederlands",) * 2


def test_een_taal_die_na_een_andere_wordt_bijgewerkt_krijgt_haar_vertaling_niet(eigen_talen: Path) -> None:
    _begin(eigen_talen)
    bronnen = sjabloon([replace(SPAARGELD, tekst="Hoeveel geld staat er nu op uw rekeningen?")])
    assert b"How much money" in werk_bij("en", bronnen)
    assert b"How much money" not in werk_bij("pl", bronnen)
