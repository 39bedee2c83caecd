"""The rule package of the comparison with other engines: both readers say the same of it."""

import numpy as np

from tests.prestaties.zes_regelingen import impl_consulent


def _bestand(aantal: int) -> dict[str, np.ndarray]:
    toeval = np.random.default_rng(4)
    volwassenen, kinderen = toeval.integers(1, 3, aantal), toeval.integers(0, 3, aantal)
    grootte = volwassenen + kinderen
    eerste = np.concatenate([[0], np.cumsum(grootte)])
    huis = np.repeat(np.arange(aantal, dtype=np.int32), grootte)
    kind = np.arange(eerste[-1]) - eerste[huis] >= volwassenen[huis]
    dagen = np.where(
        kind, toeval.integers(0, 17 * 365, len(huis)), toeval.integers(19 * 365, 90 * 365, len(huis))
    )
    return {
        "h_first": eerste,
        "h_lokale_lasten": toeval.integers(15_000, 120_000, aantal),
        "h_maanden_laag": toeval.integers(0, 80, aantal).astype(np.int16),
        "p_household": huis,
        "p_kind": kind,
        "p_geboren": np.datetime64("2026-01-01", "D") - dagen.astype("timedelta64[D]"),
        "p_inkomen": np.where(kind, 0, toeval.integers(0, 200_000, len(huis))),
        "p_vermogen": toeval.integers(0, 900_000, len(huis)),
        "p_student": ~kind & (toeval.random(len(huis)) < 0.1),
    }


def test_beide_lezers_zeggen_hetzelfde() -> None:
    data = _bestand(400)
    staat = impl_consulent.setup()
    uit = impl_consulent.run(staat, data)
    for i in range(400):
        oordeel = impl_consulent.run_single(staat, impl_consulent.prepare_single(data, i))
        for uitkomst in oordeel.uitkomsten:
            recht, bedrag = uit[uitkomst.regeling]
            assert recht[i] == (uitkomst.status.value == "recht"), (i, uitkomst.regeling)
            assert bedrag[i] == (uitkomst.bedrag.centen if uitkomst.bedrag is not None else 0)
    assert all(recht.any() and not recht.all() for recht, _ in uit.values())
