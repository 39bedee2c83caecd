"""All that is inside the program, as CycloneDX; run by the Python of the environment of the build.

python -m installer.sbom FOLDER VERSION COMMIT SECONDS
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import platform
import re
import sys
import tomllib
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions, version
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.spdx import is_expression, is_supported_id
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.utils import canonicalize_name

import dev
from installer.debian import is_binary
from installer.edition import Edition
from installer.freeze import BuildError, shipped_names

HERE = Path(__file__).resolve().parent
FILE = "sbom.cdx.json"
SCHEMA = SchemaVersion.V1_6
KNOWN = tomllib.loads((HERE / "inside.toml").read_text(encoding="utf-8"))
LICENCES = LicenseFactory()
#: The parts of Python itself: its library, its modules in C and those it starts with.
OF_PYTHON = re.compile(r"_internal/(libpython3|python3|base_library)")


# --- Which file is whose -------------------------------------------------------------------------


def owners(folder: Path, packages: Iterable[Distribution]) -> dict[Path, str]:
    """Return of each library in the program which package brought it; all must be known."""
    recorded = {
        file.as_posix(): canonicalize_name(package.name)
        for package in packages
        for file in package.files or ()
    }
    found = {}
    for path in sorted(folder.rglob("*")):
        if is_binary(path) or path.name == "base_library.zip":
            found[path] = _owner(path.relative_to(folder).as_posix(), recorded)
    return found


def _owner(place: str, recorded: Mapping[str, str]) -> str:
    if place == "consulent":
        return "pyinstaller"
    if OF_PYTHON.match(place):
        return "python"
    if name := recorded.get(place.removeprefix("_internal/")):
        return name
    raise BuildError(
        f"Van welk pakket {place} is, is niet bekend; installer/sbom.py kan het niet opsommen."
    )


# --- What a package says of itself ---------------------------------------------------------------


def licence(package: Distribution) -> str:
    """Return the licence as an SPDX expression."""
    for said in (package.metadata["License-Expression"], package.metadata["License"]):
        if said and (is_supported_id(said) or is_expression(said)):
            return str(said)
    name = canonicalize_name(package.name)
    if name not in KNOWN["licence"]:
        raise BuildError(f"De licentie van {name} staat niet in installer/inside.toml.")
    return str(KNOWN["licence"][name])


def _sqlcipher(pragma: str) -> str:
    import sqlcipher3

    database = sqlcipher3.connect(":memory:")
    # Without a key it does not load what it encrypts with.
    database.execute("PRAGMA key = 'versie'")
    return str(database.execute(pragma).fetchone()[0])


def _libpq() -> str:
    import psycopg

    number = psycopg.pq.version()
    return f"{number // 10_000}.{number % 10_000}"


def _openssl_of_psycopg() -> str:
    import psycopg_binary

    libraries = Path(psycopg_binary.__file__).parent.parent / "psycopg_binary.libs"
    library = ctypes.CDLL(str(next(libraries.glob("libcrypto-*"))))
    library.OpenSSL_version.restype = ctypes.c_char_p
    return str(library.OpenSSL_version(0).decode().split()[1])


def _openblas() -> str:
    import numpy as np

    settings: dict[str, Any] = np.show_config(mode="dicts")  # type: ignore[assignment]
    return str(settings["Build Dependencies"]["blas"]["version"])


def _pdfium() -> str:
    import pypdfium2

    return str(pypdfium2.PDFIUM_INFO).split("@")[0]


def _icu() -> str:
    import PySide6

    library = next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicuuc.so.*"))
    return library.name.rpartition(".")[2]


def _qt() -> str:
    from PySide6.QtCore import qVersion

    return str(qVersion())


VERSIONS: dict[tuple[str, str], Callable[[], str]] = {
    ("pyside6-essentials", "Qt"): _qt,
    ("pyside6-essentials", "ICU"): _icu,
    ("sqlcipher3", "SQLCipher"): lambda: _sqlcipher("PRAGMA cipher_version").split()[0],
    ("sqlcipher3", "SQLite"): lambda: _sqlcipher("SELECT sqlite_version()"),
    ("sqlcipher3", "OpenSSL"): lambda: _sqlcipher("PRAGMA cipher_provider_version").split()[1],
    ("psycopg-binary", "libpq"): _libpq,
    ("psycopg-binary", "OpenSSL"): _openssl_of_psycopg,
    ("numpy", "OpenBLAS"): _openblas,
    ("pypdfium2", "PDFium"): _pdfium,
}


# --- The list ------------------------------------------------------------------------------------


def bill(folder: Path, made: Edition, lock: str) -> Bom:
    """Return the list of all that is in the program."""
    names = set(shipped_names(lock))
    packages = {str(canonicalize_name(found.name)): found for found in distributions()}
    shipped = {name: packages[name] for name in sorted(names & set(packages))}
    files: dict[str, list[Path]] = {}
    for path, name in owners(folder, shipped.values()).items():
        files.setdefault(name, []).append(path)
    hashes = locked(lock)
    parts = [_package(found, hashes[name]) for name, found in shipped.items()]
    parts += [
        _part("python", platform.python_version(), "PSF-2.0", "python"),
        # What starts the program; its exception lets us choose the licence of the rest.
        _part(
            "pyinstaller",
            version("pyinstaller"),
            "GPL-2.0-or-later WITH Bootloader-exception",
            "pyinstaller",
        ),
    ]
    for part in parts:
        part.components.update(_file(path, folder) for path in files.get(part.name, ()))
    return _bom(made, parts)


def _bom(made: Edition, parts: list[Component]) -> Bom:
    itself = Component(
        name="consulent", version=made.version, type=ComponentType.APPLICATION, bom_ref="consulent"
    )
    bom = Bom(
        components=parts,
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"consulent {made.version} {made.commit}"),
    )
    bom.metadata.component, bom.metadata.timestamp = itself, made.moment
    bom.register_dependency(itself, parts)
    return bom


def locked(lock: str) -> dict[str, list[str]]:
    """Return of each package the hashes of which one was checked when it was installed."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    for block in blocks:
        name = re.match(r"[A-Za-z0-9._-]+(?===)", block)
        if name:
            found.setdefault(name.group(), []).extend(re.findall(r"--hash=sha256:(\w+)", block))
    return found


def _package(found: Distribution, hashes: list[str]) -> Component:
    name = canonicalize_name(found.name)
    part = _part(name, found.version, licence(found), name)
    part.purl = PackageURL("pypi", None, name, found.version)
    wheel = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"https://pypi.org/project/{name}/{found.version}/"),
        comment="a file with one of these hashes, as requirements.lock allows",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hash_) for hash_ in hashes],
    )
    part.external_references.add(wheel)
    part.components.update(_inside(name), _told(found))
    return part


def _part(name: str, number: str | None, expression: str, ref: str) -> Component:
    return Component(
        name=name, version=number, type=ComponentType.LIBRARY, bom_ref=ref,
        licenses=[LICENCES.make_from_string(expression)],
    )  # fmt: skip


def _inside(package: str) -> list[Component]:
    """Return what installer/inside.toml knows to be built into a package."""
    return [
        _part(one["name"], version_of(package, one["name"]), one["licence"], f"{package}/{one['name']}")
        for one in KNOWN["inside"]
        if one["of"] == package
    ]


def version_of(package: str, name: str) -> str | None:
    """Return the version that a library says it has; None when it says nothing."""
    asks = VERSIONS.get((package, name))
    return asks() if asks else None


def _told(found: Distribution) -> list[Component]:
    """Return what a package itself lists as built into it (PEP 770), and the C and Rust below that."""
    parts: dict[str, Component] = {}
    for file in found.files or ():
        if ".dist-info/sboms/" in file.as_posix():
            for one in json.loads(file.read_text(encoding="utf-8")).get("components", ()):
                if one["name"] in KNOWN["absent"]:
                    continue
                ref = f"{canonicalize_name(found.name)}/{one['name']}@{one.get('version', '')}"
                parts[ref] = _as_told(one, ref)
    return list(parts.values())


def _as_told(one: dict[str, Any], ref: str) -> Component:
    """Return a part as its package lists it; its own tree of dependencies stays with the package."""
    said = {
        key: one[key] for key in ("type", "name", "version", "licenses", "hashes", "purl") if key in one
    }
    # The library makes its readers at run time, where no type says that they are there.
    part: Component = Component.from_json(said | {"bom-ref": ref})  # type: ignore[attr-defined]
    return part


def _file(path: Path, folder: Path) -> Component:
    place = path.relative_to(folder).as_posix()
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    return Component(
        name=place, type=ComponentType.FILE, bom_ref=f"file:{place}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content)],
    )  # fmt: skip


def as_text(bom: Bom) -> str:
    """Return the list as JSON; raises BuildError when it is not as the schema wants it."""
    text = make_outputter(bom, OutputFormat.JSON, SCHEMA).output_as_string(indent=1)
    wrong = JsonStrictValidator(SCHEMA).validate_str(text)
    if wrong:
        raise BuildError(f"De lijst van onderdelen klopt niet: {wrong}")
    return text + "\n"


def main(folder: str, number: str, commit: str, seconds: str) -> int:
    """Write the list beside the licences of the program."""
    made = Edition(number, commit, datetime.fromtimestamp(int(seconds), UTC))
    lock = (HERE.parent / dev.LOCKS["gebruik"]).read_text(encoding="utf-8")
    try:
        text = as_text(bill(Path(folder), made, lock))
    except BuildError as error:
        print(error, file=sys.stderr)
        return 2
    (Path(folder) / "licenties" / FILE).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
