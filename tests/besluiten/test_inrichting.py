"""What may be typed in a setting, and all of it as one file that comes back as it went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consulent_app.besluiten.inrichting import (
    Inrichting,
    Kaartregel,
    Wijziging,
    fouten_in_kaartregel,
    keur,
    samen,
    verschillen,
)
from consulent_app.besluiten.instelbestand import als_tekst, ontleed, ontleed_van_eerder, van_pakket
from consulent_app.besluiten.instellingen import Instellingen, lees_instellingen
from consulent_app.besluiten.insteltabel import OP_SLEUTEL, TABEL
from consulent_app.fouten import InvoerFout
from consulent_app.paden import resources
from consulent_app.taal.talen import TALEN


def is_goed(sleutel: str, waarde: str) -> bool:
    try:
        return bool(keur(sleutel, waarde))
    except InvoerFout:
        return False


@pytest.mark.parametrize(
    ("sleutel", "getypt", "zin"),
    [
        ("organisatie.telefoon", "bel maar", "geen telefoonnummer"),
        ("organisatie.email", "post@heemskerk", "geen e-mailadres"),
        ("organisatie.website", "onze website", "geen webadres"),
        ("organisatie.postadres", "Postbus 1, Heemskerk", "postcode en een plaats"),
        ("organisatie.retouradres", f"{'Lange straat ' * 6}1, 1960 AA Heemskerk", "hoogstens 60"),
        ("organisatie.rsin", "123456789", "geen RSIN"),
        ("brief.aanvullen_weken", "0", "van 1 tot en met 26"),
        ("brief.aanvullen_weken", "twee", "heel getal"),
        ("ddas.gemeentecode", "0396", "GM met vier cijfers"),
        ("tellen.toekenning_per", "gezin", "Kies uit persoon"),
        ("overzicht.talen", "nl, xx", "'xx' is er niet"),
        ("ondertekening.naam", "A\x07", "teken"),
    ],
)
def test_wat_niet_kan_is_een_zin(sleutel: str, getypt: str, zin: str) -> None:
    with pytest.raises(InvoerFout, match=zin):
        keur(sleutel, getypt)


def test_wat_de_pakketten_meebrengen_is_goed() -> None:
    for map_ in (resources() / "regels").iterdir():
        for sleutel, waarde in lees_instellingen(map_).waarden.items():
            assert keur(sleutel, str(waarde)) == waarde, (map_.name, sleutel)


def test_leeg_is_niet_ingevuld_en_mag_altijd() -> None:
    assert {keur(regel.sleutel, "  ") for regel in TABEL} == {""}


def test_alleen_gekozen_talen_worden_aangeboden() -> None:
    assert Instellingen({}).talen == tuple(TALEN)
    assert Instellingen({"overzicht.talen": "ar, en"}).talen == ("nl", "ar", "en")


teksten = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60)
waarden = st.dictionaries(st.sampled_from(sorted(OP_SLEUTEL)), teksten).map(
    lambda gegeven: {s: keur(s, t) for s, t in gegeven.items() if is_goed(s, t)}
)
regels = st.builds(
    Kaartregel, st.from_regex(r"[a-z0-9_-]{1,40}", fullmatch=True),
    *[teksten.map(lambda tekst: " ".join(tekst.split()))] * 2,
    st.lists(teksten).map(tuple), *[teksten.map(lambda tekst: " ".join(tekst.split()))] * 4,
)  # fmt: skip
inrichtingen = st.builds(
    Inrichting, waarden, st.dictionaries(st.sampled_from(["gemeente", "met"]), st.binary(max_size=400)),
    st.lists(regels, max_size=4).map(lambda reeks: {regel.id: regel for regel in reeks}),
)  # fmt: skip


@given(inrichtingen)
def test_een_bestand_komt_terug_zoals_het_ging(inrichting: Inrichting) -> None:
    tekst = als_tekst(inrichting, "heemskerk")
    assert ontleed(tekst, "uit.toml") == inrichting
    assert van_pakket(tekst, "uit.toml") == "heemskerk"
    assert verschillen(inrichting, ontleed(tekst, "uit.toml")) == []


@given(inrichtingen, inrichtingen)
def test_wat_er_verandert_is_wat_er_daarna_anders_staat(nu: Inrichting, nieuw: Inrichting) -> None:
    daarna = samen(nu, nieuw)
    assert verschillen(daarna, nieuw) == []
    for wijziging in verschillen(nu, nieuw):
        if wijziging.sleutel in OP_SLEUTEL:
            assert str(daarna.waarden[wijziging.sleutel]) == wijziging.wordt


def test_een_wijziging_zegt_wat_er_stond() -> None:
    nu, nieuw = Inrichting({"hulp.naam": "A"}), Inrichting({"hulp.naam": "B"}, {"met": b"x"})
    assert verschillen(nu, nieuw) == [
        Wijziging("hulp.naam", "wie de bewoner helpt", "A", "B"),
        Wijziging("logo.met", "het logo van wie de bewoner helpt", "", "dat uit het bestand"),
    ]


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("[organisatie\n", "geen geldige TOML"),
        (f'[organisatie]\nnaam = "{"a" * 5000}"\n', "een regel is te lang"),
        ('[organisatie]\ntelefoon = "bel"\n', "'organisatie.telefoon' klopt niet. Dit is geen telefoon"),
        ("logo = 3\n", r"\[logo\] is geen tabel"),
        ('[logo]\nwie = "AAAA"\n', "'logo.wie' bestaat niet"),
        ('[logo]\nmet = "niet base64!"\n', "is beschadigd"),
        ("[logo]\nmet = 3\n", "is beschadigd"),
        ("kaart = 3\n", "geen rij tabellen"),
        ('[[kaart]]\nid = "A B"\nnaam = "N"\nwat = "W"\nhulp = []\n', r"een \[\[kaart\]\] klopt niet"),
        ('[[kaart]]\nid = "a"\nnaam = "N"\nwat = "W"\nhulp = [3]\n', r"een \[\[kaart\]\] klopt niet"),
        (
            '[[kaart]]\nid = "a"\nnaam = "N"\nwat = "W"\nhulp = []\nkleur = "r"\n',
            r"\[\[kaart\]\] klopt niet",
        ),
        ("kaart = [1]\n", r"\[\[kaart\]\] klopt niet"),
    ],
)
def test_een_fout_bestand_is_een_zin(tekst: str, zin: str) -> None:
    with pytest.raises(InvoerFout, match=zin) as gevangen:
        ontleed(tekst, "in.toml")
    assert str(gevangen.value).startswith("in.toml")


def test_een_bestand_van_eerder_komt_mee_ook_wat_nu_anders_moet() -> None:
    tekst = (
        '[organisatie]\ntelefoon = "bel  maar"\nnaam = 3\n[brief]\naanvullen_weken = 2\n[weg]\nis = "x"\n'
    )
    oud = ontleed_van_eerder(tekst, "instellingen-x.toml")
    assert oud == Inrichting({"organisatie.telefoon": "bel maar", "brief.aanvullen_weken": 2})


def test_een_organisatie_heeft_een_naam_en_een_soort_hulp() -> None:
    goed = Kaartregel("a", "Taalhuis", "Helpt u lezen.", ("taalles",), telefoon="088 12 34 567")
    assert fouten_in_kaartregel(goed, {"taalles": ""}) == {}
    assert set(fouten_in_kaartregel(Kaartregel("a", "", "", (), telefoon="x"), {"taalles": ""})) == {
        "naam", "wat", "hulp", "telefoon"
    }  # fmt: skip
