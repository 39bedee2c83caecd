"""Which rule packages there are, in which versions, and where each stands: of the program or installed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from consulent_app.fouten import InvoerFout
from consulent_app.regels.lees_pakket import controlegetal, ouder_van, pakketnamen
from consulent_app.regels.plek import laad_toml

#: In the folder with dossiers: packages that were installed, and in that those of the program as they were.
INGEPAKT, MEEGELEVERD = "regels", ".meegeleverd"
#: Beside the files of an installed package: what was signed, and by whom.
MANIFEST, HANDTEKENINGEN = "manifest.json", "handtekeningen.json"
NAAM, VERSIE = re.compile(r"[a-z][a-z0-9-]{0,62}"), re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")

BESCHADIGD = (
    "Het geïnstalleerde regelpakket {id} {versie} is beschadigd, veranderd of weg. Laat de beheerder het "
    "opnieuw installeren; tot dan wordt er niet mee getoetst."
)
GEEN_VERSIE = "pakket: '{versie}' is geen versienummer; schrijf getallen met punten, zoals 2026.7."


def versienummer(tekst: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared; raises InvoerFout."""
    if not VERSIE.fullmatch(tekst):
        raise InvoerFout(GEEN_VERSIE.format(versie=tekst))
    delen = [int(deel) for deel in tekst.split(".")]
    # 2026.7 and 2026.7.0 are one version.
    while len(delen) > 1 and delen[-1] == 0:
        delen.pop()
    return tuple(delen)


@dataclass(frozen=True)
class Uitgave:
    """One version of a package on disk; `manifest` is what was signed, None for one of the program."""

    id: str
    versie: str
    map: Path
    manifest: bytes | None = field(default=None, repr=False)

    @property
    def is_geinstalleerd(self) -> bool:
        """Say whether it came as a signed file."""
        return self.manifest is not None

    @property
    def som(self) -> str:
        """Return by which a store knows what it installed."""
        return hashlib.sha256(self.manifest or b"").hexdigest()

    @property
    def is_heel(self) -> bool:
        """Say whether its files are exactly those that were signed; of the program they always are."""
        if self.manifest is None:
            return True
        try:
            manifest = json.loads(self.manifest)
            kop = manifest["id"], manifest["versie"]
            er_zijn = {pad.name for pad in self.map.iterdir()} - {MANIFEST, HANDTEKENINGEN}
            sommen = {naam: hashlib.sha256((self.map / naam).read_bytes()).hexdigest() for naam in er_zijn}
            return bool(kop == (self.id, self.versie) and sommen == manifest["bestanden"])
        except (OSError, ValueError, KeyError, TypeError):
            return False


@dataclass(frozen=True)
class Pakketkast:
    """The packages of the program, and on top of them the newer ones that were installed here.

    `verwacht` is what an open store says that it installed, with its sum: nothing else that lies in the
    folder counts. None without a store. `vast` gives packages another folder: that of an older version.
    """

    programma: Path
    eigen: Path | None = None
    verwacht: Mapping[tuple[str, str], str] | None = None
    vast: Mapping[str, Path] = field(default_factory=dict)

    def namen(self) -> list[str]:
        """Return the ids of all packages."""
        geinstalleerd = {uitgave.id for uitgave in self.geinstalleerd()} | {id_ for id_, _ in self._beloofd}
        return sorted({*pakketnamen(self.programma), *geinstalleerd})

    @property
    def _beloofd(self) -> Mapping[tuple[str, str], str]:
        return self.verwacht or {}

    def map_van(self, naam: str) -> Path:
        """Return the folder of a package; raises InvoerFout when there is none, or it is damaged."""
        if naam in self.vast:
            return self.vast[naam]
        if naam not in self.namen():
            raise InvoerFout(f"pakket: '{naam}' bestaat niet; kies uit {', '.join(self.namen())}.")
        return self._keur(naam, self.nieuwste(naam)).map

    def _keur(self, naam: str, uitgave: Uitgave | None) -> Uitgave:
        """Return the newest; what ought to be there and is not, is no reason to take an older one."""
        er_is = versienummer(uitgave.versie) if uitgave else ()
        for id_, versie in self._beloofd:
            if id_ == naam and versienummer(versie) > er_is:
                raise InvoerFout(BESCHADIGD.format(id=naam, versie=versie))
        assert uitgave is not None
        if not self.is_heel(uitgave):
            raise InvoerFout(BESCHADIGD.format(id=naam, versie=uitgave.versie))
        return uitgave

    def is_heel(self, uitgave: Uitgave) -> bool:
        """Say whether a version is as it was signed and, once the store is open, as it was installed."""
        wat = uitgave.id, uitgave.versie
        if uitgave.is_geinstalleerd and self.verwacht is not None and self.verwacht.get(wat) != uitgave.som:
            return False
        return uitgave.is_heel

    def nieuwste(self, naam: str) -> Uitgave | None:
        """Return the newest version of a package, whole or not; of the same version that of the program."""
        alle = [*self.van_programma(naam), *self.geinstalleerd(naam)]
        return max(alle, key=lambda uitgave: versienummer(uitgave.versie), default=None)

    def van_programma(self, naam: str) -> list[Uitgave]:
        """Return the version of a package that the program brings, in a list that may be empty."""
        map_ = self.programma / naam
        return [_van_programma(naam, map_)] if naam in pakketnamen(self.programma) else []

    def geinstalleerd(self, naam: str = "*") -> Iterator[Uitgave]:
        """Yield what was installed here, of one package or of all."""
        for map_ in sorted(self.eigen.glob(f"{naam}/*")) if self.eigen is not None else []:
            if NAAM.fullmatch(map_.parent.name) and VERSIE.fullmatch(map_.name):
                uitgave = Uitgave(map_.parent.name, map_.name, map_, _manifest(map_))
                if self.verwacht is None or (uitgave.id, uitgave.versie) in self.verwacht:
                    yield uitgave

    # --- versions of before ----------------------------------------------------------------------------

    def met_versie(self, kenmerk: Mapping[str, str]) -> Pakketkast | None:
        """Return the same packages, with one as it was; None when exactly those rules are not here."""
        naam, versie, gezocht = (str(kenmerk.get(wat, "")) for wat in ("id", "versie", "sha256"))
        if NAAM.fullmatch(naam):
            for mappen, som in self._reeksen(naam, versie):
                if som == gezocht:
                    return replace(self, vast=mappen)
        return None

    def _reeksen(self, naam: str, versie: str | None = None) -> Iterator[tuple[dict[str, Path], str]]:
        """Yield every version of a package on every version of its parent, with the sum of both."""
        for uitgave in self._ooit(naam):
            if versie is not None and uitgave.versie != versie:
                continue
            ouder = ouder_van(uitgave.map)
            for mappen, som in self._reeksen(ouder) if ouder else [({}, "")]:
                yield {**mappen, naam: uitgave.map}, controlegetal(uitgave.map, som)

    def _ooit(self, naam: str) -> Iterator[Uitgave]:
        yield from self.van_programma(naam)
        yield from self.geinstalleerd(naam)
        # Whether these are whole is not asked: their sum is compared with that of the decision.
        for map_ in sorted(self.eigen.glob(f"{MEEGELEVERD}/{naam}/*")) if self.eigen is not None else []:
            if (map_ / "pakket.toml").is_file():
                yield _van_programma(naam, map_)


def _van_programma(naam: str, map_: Path) -> Uitgave:
    kop = laad_toml(map_ / "pakket.toml")[0].get("pakket", {})
    return Uitgave(naam, str(kop.get("versie", "")), map_)


def _manifest(map_: Path) -> bytes:
    try:
        return (map_ / MANIFEST).read_bytes()
    except OSError:
        return b""
