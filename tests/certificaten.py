"""A certificate authority of one's own, and the certificates of servers that it vouches for."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

GELDIG = timedelta(days=30)


@dataclass(frozen=True)
class Bewijs:
    """A certificate with its private key, both as PEM."""

    certificaat: str
    sleutel: str


@dataclass(frozen=True)
class Gezag:
    """Whoever trusts `pem` trusts the servers that it vouches for."""

    naam: x509.Name
    sleutel: ec.EllipticCurvePrivateKey
    pem: str

    def bewijs(self, adressen: Sequence[str]) -> Bewijs:
        """Vouch for a server at these names and numbers."""
        # P-256 and not Ed25519: with that one the password exchange cannot be bound to the certificate.
        eigen = ec.generate_private_key(ec.SECP256R1())
        namen = x509.SubjectAlternativeName([_adres(adres) for adres in adressen])
        bouw = _begin(_naam(adressen[0]), self.naam, eigen.public_key(), is_gezag=False)
        certificaat = bouw.add_extension(namen, critical=False).sign(self.sleutel, hashes.SHA256())
        geheim = eigen.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return Bewijs(_pem(certificaat), geheim.decode())


def nieuw_gezag() -> Gezag:
    """Make an authority that nobody trusts yet."""
    sleutel, naam = ec.generate_private_key(ec.SECP256R1()), _naam("Proefgezag")
    zelf = _begin(naam, naam, sleutel.public_key(), is_gezag=True).sign(sleutel, hashes.SHA256())
    return Gezag(naam, sleutel, _pem(zelf))


def _begin(
    wie: x509.Name, van: x509.Name, publiek: ec.EllipticCurvePublicKey, *, is_gezag: bool
) -> x509.CertificateBuilder:
    nu = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(wie)
        .issuer_name(van)
        .public_key(publiek)
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - timedelta(days=1))
        .not_valid_after(nu + GELDIG)
        .add_extension(x509.BasicConstraints(ca=is_gezag, path_length=None), critical=True)
    )


def _naam(naam: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])


def _adres(adres: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(adres))
    except ValueError:
        return x509.DNSName(adres)


def _pem(certificaat: x509.Certificate) -> str:
    return certificaat.public_bytes(serialization.Encoding.PEM).decode()
