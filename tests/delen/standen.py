"""Made-up dossiers to take apart: any JSON, and what a dossier really looks like."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.besluiten.test_behandeling import BEHANDELINGEN
from tests.intake.realistisch import SOORTEN, huishouden
from tests.regels.huishoudens import PEILDATUMS, Maker

#: Names that a path could trip over, and those that mean something in a path.
NAMEN = st.sampled_from(
    ["", "/", "~", "~0", "~1", "a/b", "id", "regeling", "persoon", "@plaats", "document", "personen",
     "behandeling", "maatwerk", "al", "nazorg", "taken", "telling"]
) | st.text(max_size=4)  # fmt: skip
ENKEL = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=4)
)
JSON = st.recursive(
    ENKEL, lambda deel: st.lists(deel, max_size=4) | st.dictionaries(NAMEN, deel, max_size=4), max_leaves=12
)
_ITEMS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "id": st.sampled_from(["p1", "k1", "", "a/~"]) | ENKEL,
            "regeling": st.sampled_from(["fiets", "iit"]) | ENKEL,
            "persoon": st.sampled_from(["p1", "k1"]) | ENKEL,
            "@plaats": ENKEL,
            "reden": JSON,
        },
    )
    | ENKEL,
    max_size=4,
)
#: Where the lists with keys are, with whatever may stand there.
LASTIG = st.fixed_dictionaries(
    {},
    optional={
        "document": st.fixed_dictionaries({}, optional={"personen": _ITEMS | JSON, "kosten": JSON}) | JSON,
        "behandeling": st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("maatwerk", "al", "nazorg"), _ITEMS | JSON)
        ),
        "taken": st.dictionaries(NAMEN, JSON, max_size=3) | JSON,
    },
)
WILLEKEURIG = st.dictionaries(NAMEN, JSON, max_size=4) | LASTIG
_DOCUMENTEN = st.builds(huishouden, st.randoms(), st.integers(0, len(SOORTEN) - 1)) | st.builds(
    lambda toeval, pakket: Maker(toeval, pakket).document(1),
    st.randoms(),
    st.sampled_from(sorted(PEILDATUMS)),
)
TAAK = {"tekst": "Betalen: fiets (Awb 4:87)", "uiterlijk": "2026-12-30", "gedaan": None, "door": "Ria"}
ECHT = st.fixed_dictionaries(
    {
        "document": _DOCUMENTEN,
        "behandeling": BEHANDELINGEN.map(lambda b: b.als_document()),
        "dossier": st.fixed_dictionaries(
            {
                "kenmerk": st.just("Z/2026/000001"),
                "status": st.sampled_from(["intake", "besloten", "afgesloten"]),
                "voorstel_op": st.none() | st.just("2026-11-18"),
                "organisatie": st.sampled_from(["gemeente", "met"]),
                "aangemaakt": st.just("2026-11-18T09:30:00+00:00"),
            }
        ),
        "taken": st.dictionaries(st.uuids().map(str), st.just(TAAK), max_size=3),
        "telling": st.fixed_dictionaries({"handvat": st.uuids().map(str)}),
    }
)


def groot_dossier() -> dict[str, Any]:
    """Return a dossier of five persons, as full as they come."""
    document = huishouden(Random(5), SOORTEN.index("paar_bijstand"))
    eerste = document["personen"][0]
    document["personen"] = [{**eerste, "id": f"x{i}", "voornaam": f"Naam{i}"} for i in range(5)]
    delen = [("fiets", "x1"), ("laptop", "x2"), ("iit", None)]
    return {
        "document": document,
        "behandeling": {
            "schema": "behandeling/1",
            "maatwerk": [
                {"regeling": r, "persoon": p, "reden": "Het kind kan anders niet mee.", "bedrag": "75.00"}
                for r, p in delen
            ],
            "nazorg": [
                {"regeling": r, "persoon": p, "uitkomst": "gekregen", "op": "2026-11-18"} for r, p in delen
            ],
            "ingeleverd": {f"Papier {i}": {"op": "2026-11-18", "van": None} for i in range(6)},
            "schuldhulp": {"aangemeld": "2026-10-01", "contactpogingen": [{"op": "2026-10-02"}] * 4},
        },
        "dossier": {"kenmerk": "Z/2026/000001", "status": "intake", "voorstel_op": None},
        "taken": {f"taak-{i}": TAAK for i in range(6)},
        "telling": {"handvat": "h1"},
    }
