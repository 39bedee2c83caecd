"""The marks of a dossier: noted by hand, answered in the conversation, or following from who acts."""

import pytest

from consulent_app.besluiten.behandeling import Behandeling, Vertegenwoordiger
from consulent_app.besluiten.merktekens import in_woorden


@pytest.mark.parametrize(
    ("behandeling", "bewindvoerder", "woorden"),
    [
        (Behandeling(), None, ""),
        (Behandeling(), False, ""),
        (Behandeling(), True, "onder bewind"),
        (Behandeling(merken=frozenset({"geheimhouding"})), True, "geheim adres, onder bewind"),
        (Behandeling(vertegenwoordiger=Vertegenwoordiger("curator")), None, "onder curatele"),
        (Behandeling(vertegenwoordiger=Vertegenwoordiger("bewindvoerder")), True, "onder bewind"),
        (Behandeling(vertegenwoordiger=Vertegenwoordiger("gemachtigde")), None, ""),
        (
            Behandeling(merken=frozenset({"mentorschap", "curatele", "geheimhouding"})),
            None,
            "geheim adres, onder curatele, mentorschap",
        ),
    ],
)
def test_merken_in_woorden(behandeling: Behandeling, bewindvoerder: bool | None, woorden: str) -> None:
    assert in_woorden(behandeling.merktekens(bewindvoerder)) == woorden


def test_merken_blijven_bewaard() -> None:
    behandeling = Behandeling(merken=frozenset({"geheimhouding", "curatele"}))
    assert Behandeling.uit_document(behandeling.als_document()) == behandeling
    assert "merken" not in Behandeling().als_document()
