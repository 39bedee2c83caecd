"""The expression language: text to a typed tree, through Python's own parser and a whitelist."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Callable

from consulent_app.regels import boom
from consulent_app.regels.boom import Knoop
from consulent_app.regels.omgeving import Omgeving, Taalfout
from consulent_app.regels.typen import (
    AANTAL,
    DATUM,
    GELD,
    GETAL,
    JA_NEE,
    JAREN,
    MAANDEN,
    PERSOON,
    Type,
)
from consulent_app.regels.velden import LIJSTEN, Veld

GROEPEN = ("personen", "belanghebbenden", "kinderen", "medebewoners")
VERGELIJKERS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
REKENAARS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
#: Name to direction, type of the outcome, and how many cents go into its unit.
AFRONDERS: dict[str, tuple[str, Type, int]] = {
    "afronden": ("half", GELD, 1),
    "naar_beneden": ("neer", GELD, 1),
    "naar_boven": ("op", GELD, 1),
    "hele_euros": ("neer", GETAL, 100),
}
TEL_EENHEDEN = ("aantal", "jaren", "maanden", "getal")


def lees_uitdrukking(tekst: str, omgeving: Omgeving) -> Knoop:
    """Return the typed tree of an expression; raises Taalfout with a hint."""
    if tekst.isidentifier() and tekst not in ("True", "False", "None"):
        return _naam(tekst, omgeving)
    try:
        boompje = ast.parse(tekst.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fout:
        raise Taalfout(f"'{tekst}' is geen uitdrukking", "kijk haakjes en tekens na") from fout
    return _lees(boompje, omgeving)


def _lees(knoop: ast.expr, om: Omgeving) -> Knoop:
    lezer = _LEZERS.get(type(knoop))
    if lezer is None:
        raise Taalfout(
            f"'{ast.unparse(knoop)}' hoort niet in de regeltaal",
            "gebruik vergelijken, and/or/not, rekenen, 'x if y else z' of een functie",
        )
    return lezer(knoop, om)


def _constante(knoop: ast.Constant, om: Omgeving) -> Knoop:
    if isinstance(knoop.value, bool):
        return boom.Vast(JA_NEE, int(knoop.value))
    if isinstance(knoop.value, int):
        return boom.Vast(GETAL, knoop.value)
    if isinstance(knoop.value, str):
        return boom.Vast(Type("tekst"), knoop.value)
    raise Taalfout(
        f"{knoop.value!r} mag niet in een regel staan",
        "zet bedragen en percentages als parameter met datum en bron",
    )


def _naam(naam: str, om: Omgeving) -> Knoop:
    if naam == "peildatum":
        return boom.Peildatum(DATUM)
    if naam == "deze" and om.persoon:
        return boom.Deze(PERSOON)
    if veld := _element_veld(naam, om):
        return boom.VeldRef(veld.type, veld.naam, veld.niveau)
    veld_ = om.velden.get(naam)
    if veld_ is not None and veld_.niveau in ("huishouden", "persoon"):
        return _op_niveau(boom.VeldRef(veld_.type, naam, veld_.niveau), naam, veld_.niveau, om)
    if (gevonden := om.afgeleid(naam)) is not None:
        return _op_niveau(boom.AfgeleidRef(gevonden[0], naam, gevonden[1]), naam, gevonden[1], om)
    if (param := om.parameters.get(naam)) is not None:
        if param.banden is not None:
            raise Taalfout(f"'{naam}' heeft banden", f"schrijf band({naam}, leeftijd)")
        return boom.Param(param.type, naam)
    raise Taalfout(f"de naam '{naam}' bestaat niet", _lijkt_op(naam, om))


def _element_veld(naam: str, om: Omgeving) -> Veld | None:
    if om.lijst is None:
        return None
    for veld in om.velden.values():
        if veld.niveau == om.lijst and naam == veld.sleutel:
            return veld
    return None


def _op_niveau(knoop: Knoop, naam: str, niveau: str, om: Omgeving) -> Knoop:
    if niveau == "persoon" and not om.persoon:
        raise Taalfout(
            f"'{naam}' hoort bij een persoon",
            f"schrijf bijvoorbeeld enige(belanghebbenden, {naam} ...)",
        )
    return knoop


def _lijkt_op(naam: str, om: Omgeving) -> str:
    namen = [*om.velden, *om.parameters, *om.afgeleide_namen]
    lijkt = difflib.get_close_matches(naam, namen, n=1)
    return f"bedoelt u '{lijkt[0]}'?" if lijkt else "voeg een parameter of afgeleid gegeven toe"


def _bool(knoop: ast.BoolOp, om: Omgeving) -> Knoop:
    op = "and" if isinstance(knoop.op, ast.And) else "or"
    return boom.Logisch(JA_NEE, op, tuple(_ja_nee(_lees(d, om), op) for d in knoop.values))


def _ja_nee(knoop: Knoop, waar: str) -> Knoop:
    if knoop.type.soort != "ja_nee":
        raise Taalfout(f"bij '{waar}' hoort ja/nee, geen {knoop.type}", "maak er een vergelijking van")
    return knoop


def _unair(knoop: ast.UnaryOp, om: Omgeving) -> Knoop:
    if not isinstance(knoop.op, ast.Not):
        raise Taalfout("een min voor een getal kan niet", "trek af van een ander bedrag")
    return boom.Niet(JA_NEE, _ja_nee(_lees(knoop.operand, om), "not"))


def _vergelijk(knoop: ast.Compare, om: Omgeving) -> Knoop:
    if len(knoop.ops) != 1:
        delen = [
            ast.Compare(links, [op], [rechts])
            for links, op, rechts in zip(
                [knoop.left, *knoop.comparators[:-1]], knoop.ops, knoop.comparators, strict=True
            )
        ]
        return boom.Logisch(JA_NEE, "and", tuple(_vergelijk(deel, om) for deel in delen))
    op, rechts_ast = knoop.ops[0], knoop.comparators[0]
    if isinstance(op, ast.In | ast.NotIn):
        lid = _in(_lees(knoop.left, om), rechts_ast, om)
        return lid if isinstance(op, ast.In) else boom.Niet(JA_NEE, lid)
    if type(op) not in VERGELIJKERS:
        raise Taalfout("deze vergelijking kan niet", "gebruik ==, !=, <, <=, >, >= of in")
    links, rechts = _lees(knoop.left, om), _lees(rechts_ast, om)
    teken = VERGELIJKERS[type(op)]
    _controleer_vergelijk(links, rechts, teken)
    return boom.Vergelijk(JA_NEE, teken, *_zelfde_schaal(links, rechts))


def _controleer_vergelijk(links: Knoop, rechts: Knoop, teken: str) -> None:
    a, b = links.type.soort, rechts.type.soort
    if "keuze" in (a, b) and "tekst" in (a, b):
        keuze, woord = (links, rechts) if a == "keuze" else (rechts, links)
        _controleer_woord(keuze.type, woord)
    elif not (a == b or (a in TEL_EENHEDEN and b in TEL_EENHEDEN and "getal" in (a, b))):
        raise Taalfout(
            f"{links.type} en {rechts.type} kunnen niet worden vergeleken",
            "gebruik gelijke eenheden",
        )
    if teken not in ("==", "!=") and not links.type.telbaar:
        raise Taalfout(f"{links.type} kent geen meer of minder", "gebruik == of !=")


def _controleer_woord(keuze: Type, woord: Knoop) -> None:
    if not isinstance(woord, boom.Vast) or not isinstance(woord.waarde, str):
        raise Taalfout("naast een keuze hoort een woord", "zet het woord tussen aanhalingstekens")
    if keuze.opties is not None and woord.waarde not in keuze.opties:
        raise Taalfout(
            f"'{woord.waarde}' is geen mogelijke keuze",
            f"kies uit {', '.join(sorted(keuze.opties))}",
        )


def _in(links: Knoop, rechts: ast.expr, om: Omgeving) -> Knoop:
    if isinstance(links, boom.Vast) and isinstance(links.waarde, str):
        lijst = _lees(rechts, om)
        if isinstance(lijst, boom.VeldRef) and lijst.type.soort == "keuzes":
            _controleer_woord(lijst.type, links)
            return boom.Bevat(JA_NEE, links.waarde, lijst)
    if links.type.soort == "keuze" and isinstance(rechts, ast.Tuple | ast.List):
        woorden = tuple(_lees(deel, om) for deel in rechts.elts)
        for woord in woorden:
            _controleer_woord(links.type, woord)
        return boom.In(JA_NEE, links, tuple(str(w.waarde) for w in woorden if isinstance(w, boom.Vast)))
    raise Taalfout("'in' kan hier niet", "schrijf soort in ('a', 'b') of 'a' in dreiging")


def _zelfde_schaal(links: Knoop, rechts: Knoop) -> tuple[Knoop, Knoop]:
    fijnst = max(links.type.schaal, rechts.type.schaal)
    return _naar_schaal(links, fijnst), _naar_schaal(rechts, fijnst)


def _naar_schaal(knoop: Knoop, schaal: int) -> Knoop:
    if knoop.type.schaal == schaal:
        return knoop
    nieuw = Type(knoop.type.soort, schaal, knoop.type.opties)
    return boom.Fijner(nieuw, knoop, schaal // knoop.type.schaal)


def _reken(knoop: ast.BinOp, om: Omgeving) -> Knoop:
    if isinstance(knoop.op, ast.Div):
        raise Taalfout("delen kan alleen binnen afronden", "schrijf afronden(bedrag / aantal)")
    if type(knoop.op) not in REKENAARS:
        raise Taalfout("deze bewerking kan niet", "gebruik +, - of *")
    links, rechts, op = _lees(knoop.left, om), _lees(knoop.right, om), REKENAARS[type(knoop.op)]
    if op == "*":
        return _maal(links, rechts)
    a, b = links.type, rechts.type
    if not (a.soort == b.soort or (a.soort in TEL_EENHEDEN and b.soort in TEL_EENHEDEN)):
        raise Taalfout(f"{a} en {b} kunnen niet worden opgeteld", "gebruik gelijke eenheden")
    if not a.telbaar or a.soort == "datum":
        raise Taalfout(f"met {a} kan niet worden gerekend", "gebruik plus_maanden voor datums")
    links, rechts = _zelfde_schaal(links, rechts)
    return boom.Reken(rechts.type if a.soort == "getal" else links.type, op, links, rechts)


def _maal(links: Knoop, rechts: Knoop) -> Knoop:
    soorten = {links.type.soort, rechts.type.soort}
    schaal = links.type.schaal * rechts.type.schaal
    for soort, ander in (
        ("geld", "procent"),
        ("geld", "tel"),
        ("procent", "tel"),
        ("aantal", "tel"),
    ):
        toegestaan = {soort, *TEL_EENHEDEN} if ander == "tel" else {soort, ander}
        if soort in soorten and soorten <= toegestaan and soorten != {"geld"}:
            return boom.Reken(Type(soort, schaal), "*", links, rechts)
    if soorten <= set(TEL_EENHEDEN):
        return boom.Reken(links.type if links.type.soort != "getal" else rechts.type, "*", links, rechts)
    raise Taalfout(
        f"{links.type} keer {rechts.type} kan niet",
        "vermenigvuldig geld met een percentage of aantal",
    )


def _als(knoop: ast.IfExp, om: Omgeving) -> Knoop:
    dan, anders = _lees(knoop.body, om), _lees(knoop.orelse, om)
    if dan.type.soort != anders.type.soort:
        raise Taalfout(f"de uitkomst is {dan.type} of {anders.type}", "geef beide dezelfde soort")
    dan, anders = _zelfde_schaal(dan, anders)
    return boom.Als(dan.type, _ja_nee(_lees(knoop.test, om), "if"), dan, anders)


def _roep(knoop: ast.Call, om: Omgeving) -> Knoop:
    if not isinstance(knoop.func, ast.Name) or knoop.keywords:
        raise Taalfout(f"'{ast.unparse(knoop)}' kan niet", "gebruik een functie van de regeltaal")
    naam = knoop.func.id
    if naam in ("som", "tel", "enige", "elk"):
        return _verzamel(naam, knoop.args, om)
    if naam in AFRONDERS:
        return _afronden(naam, knoop.args, om)
    if naam == "band":
        return _band(knoop.args, om)
    delen = tuple(_lees(deel, om) for deel in knoop.args)
    if naam in ("min", "max") and len(delen) > 1:
        return _uiterste(naam, delen)
    if naam == "euro" and len(delen) == 1 and delen[0] == boom.Vast(GETAL, 0):
        return boom.Vast(GELD, 0)
    if naam == "gevuld" and len(delen) == 1 and isinstance(delen[0], boom.VeldRef):
        return boom.Bevat(JA_NEE, None, delen[0])
    return _functie(naam, delen)


_FUNCTIES: dict[str, tuple[tuple[str, ...], Type]] = {
    "leeftijd_van": (("datum",), JAREN),
    "maanden_sinds": (("datum",), MAANDEN),
    "plus_maanden": (("datum", "maanden"), DATUM),
    "jaar": (("datum",), GETAL),
    "begin_van_jaar": (("getal",), DATUM),
}


def _functie(naam: str, delen: tuple[Knoop, ...]) -> Knoop:
    if naam not in _FUNCTIES:
        bekend = [
            *_FUNCTIES,
            "som",
            "tel",
            "enige",
            "elk",
            "afronden",
            "band",
            "min",
            "max",
            "gevuld",
        ]
        lijkt = difflib.get_close_matches(naam, bekend, n=1)
        raise Taalfout(
            f"de functie '{naam}' bestaat niet",
            f"bedoelt u '{lijkt[0]}'?" if lijkt else "zie de taal",
        )
    verwacht, uit = _FUNCTIES[naam]
    if tuple(deel.type.soort for deel in delen) != verwacht:
        raise Taalfout(f"'{naam}' krijgt niet wat hij verwacht", f"geef: {', '.join(verwacht)}")
    return boom.Functie(uit, naam, delen)


def _verzamel(soort: str, delen: list[ast.expr], om: Omgeving) -> Knoop:
    if len(delen) != 2 or not isinstance(delen[0], ast.Name):
        raise Taalfout(f"'{soort}' vraagt een groep en een uitdrukking", f"{soort}(kinderen, ...)")
    groep = delen[0].id
    if groep in GROEPEN:
        inhoud = _lees(delen[1], om.in_persoon())
    elif groep in LIJSTEN and (groep != "inkomens" or om.persoon):
        inhoud = _lees(delen[1], om.in_lijst(groep))
    else:
        raise Taalfout(f"'{groep}' is hier geen groep", f"kies uit {', '.join([*GROEPEN, *LIJSTEN])}")
    if soort == "som":
        return _som(groep, inhoud)
    uit = AANTAL if soort == "tel" else JA_NEE
    return boom.Verzamel(uit, soort, groep, _ja_nee(inhoud, soort))


def _som(groep: str, inhoud: Knoop) -> Knoop:
    if inhoud.type.soort not in ("geld", "aantal"):
        raise Taalfout(f"een som van {inhoud.type} kan niet", "tel geld of aantallen op")
    if _trekt_af(inhoud):
        raise Taalfout("in een som kan niet worden afgetrokken", "trek de ene som van de andere af")
    return boom.Verzamel(inhoud.type, "som", groep, inhoud)


def _trekt_af(knoop: Knoop) -> bool:
    if isinstance(knoop, boom.Reken) and knoop.op == "-":
        return True
    return any(_trekt_af(kind) for kind in boom.kinderen(knoop))


def _afronden(naam: str, delen: list[ast.expr], om: Omgeving) -> Knoop:
    if len(delen) != 1:
        raise Taalfout(f"'{naam}' rondt één bedrag af", f"{naam}(bedrag * percentage)")
    richting, soort, maat = AFRONDERS[naam]
    deel, noemer = delen[0], None
    if isinstance(deel, ast.BinOp) and isinstance(deel.op, ast.Div):
        noemer, deel = _lees(deel.right, om), deel.left
        if noemer.type.soort not in TEL_EENHEDEN:
            raise Taalfout(f"delen door {noemer.type} kan niet", "deel door een aantal")
    teller = _lees(deel, om)
    if teller.type.soort != "geld":
        raise Taalfout(f"{teller.type} wordt niet afgerond", "rond een bedrag af")
    return boom.Rond(soort, richting, teller, noemer, teller.type.schaal * maat)


def _band(delen: list[ast.expr], om: Omgeving) -> Knoop:
    if len(delen) != 2 or not isinstance(delen[0], ast.Name):
        raise Taalfout("band vraagt een parameter en een waarde", "band(parameter, leeftijd)")
    param = om.parameters.get(delen[0].id)
    if param is None or param.banden is None:
        raise Taalfout(f"'{delen[0].id}' is geen parameter met banden", _lijkt_op(delen[0].id, om))
    sleutel = _lees(delen[1], om)
    if sleutel.type.soort != param.banden.soort:
        raise Taalfout(f"de banden zijn in {param.banden}", f"geef {param.banden}, geen {sleutel.type}")
    return boom.Band(param.type, delen[0].id, sleutel)


def _uiterste(soort: str, delen: tuple[Knoop, ...]) -> Knoop:
    if len({deel.type.soort for deel in delen}) != 1 or not delen[0].type.telbaar:
        raise Taalfout(f"{soort} vraagt gelijke soorten", "vergelijk geld met geld")
    fijnst = max(deel.type.schaal for deel in delen)
    gelijk = tuple(_naar_schaal(deel, fijnst) for deel in delen)
    return boom.Uiterste(gelijk[0].type, soort, gelijk)


_LEZERS: dict[type[ast.expr], Callable[..., Knoop]] = {
    ast.Constant: _constante,
    ast.Name: lambda knoop, om: _naam(knoop.id, om),
    ast.BoolOp: _bool,
    ast.UnaryOp: _unair,
    ast.Compare: _vergelijk,
    ast.BinOp: _reken,
    ast.IfExp: _als,
    ast.Call: _roep,
}
