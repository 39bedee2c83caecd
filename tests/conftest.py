"""What the program keeps of itself during the tests comes in a folder of theirs."""

from collections.abc import Iterator

import pytest

from consulent_app.diagnose import log


@pytest.fixture(scope="session", autouse=True)
def toestand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as zet:
        for naam in ("XDG_STATE_HOME", "LOCALAPPDATA"):
            zet.setenv(naam, str(tmp_path_factory.mktemp("toestand")))
        yield
        log.sluit()
