"""What can go wrong with disk and database, each as one Dutch sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from consulent_app.fouten import OmgevingsFout

VOL = (
    "De schijf is vol. Wat u het laatst invulde is niet opgeslagen. "
    "Maak ruimte vrij en probeer het opnieuw."
)
SCHIJF = (
    "Het opslaan lukte niet: de schijf geeft een fout of uw ruimte op de schijf is op. "
    "Wat u het laatst invulde is niet opgeslagen. Maak ruimte vrij en probeer het opnieuw."
)
ALLEEN_LEZEN = "U hebt in de map met gegevens alleen leesrechten. Vraag de beheerder om schrijfrechten."
GEEN_MAP = "De map met gegevens is er niet of u mag er niet in. Controleer de map en probeer het opnieuw."
BEZET = "Het opslaan moest te lang wachten op een ander onderdeel. Probeer het opnieuw."
BESCHADIGD = (
    "Het gegevensbestand is beschadigd of hoort niet bij deze sleutel. Zet de laatste reservekopie terug."
)
LEEG = "Het gegevensbestand is leeg of ontbreekt. Zet de laatste reservekopie terug."

_BIJ_DATABASE = {
    "SQLITE_FULL": VOL,
    "SQLITE_IOERR": SCHIJF,
    "SQLITE_READONLY": ALLEEN_LEZEN,
    "SQLITE_PERM": ALLEEN_LEZEN,
    "SQLITE_CANTOPEN": GEEN_MAP,
    "SQLITE_BUSY": BEZET,
    "SQLITE_LOCKED": BEZET,
    "SQLITE_NOTADB": BESCHADIGD,
    "SQLITE_CORRUPT": BESCHADIGD,
}
_BIJ_BESTAND = {
    errno.ENOSPC: VOL,
    errno.EDQUOT: VOL,
    errno.EROFS: ALLEEN_LEZEN,
    errno.EACCES: ALLEEN_LEZEN,
    errno.EPERM: ALLEEN_LEZEN,
    errno.ENOENT: GEEN_MAP,
    errno.ENOTDIR: GEEN_MAP,
    errno.EEXIST: GEEN_MAP,
}


@contextmanager
def vertaald() -> Iterator[None]:
    """Turn what disk and database report into OmgevingsFout; our own mistakes pass unchanged."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except OSError as fout:
        raise OmgevingsFout(_BIJ_BESTAND.get(fout.errno or 0, SCHIJF)) from fout
    except dbapi2.DatabaseError as fout:
        zin = _BIJ_DATABASE.get(getattr(fout, "sqlite_errorname", None) or "")
        if zin is None:
            raise
        raise OmgevingsFout(zin) from fout
