"""A demonstration authority: a root and keys below it, made anew each time, worth nothing outside the demonstration."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

_YEARS: Final = timedelta(days=3650)
Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Demonstration:
    """An authority whose own key is forgotten with it; everything that it issues says that it is a demonstration."""

    def __init__(self, organisation: str, *, at: datetime) -> None:
        self._organisation, self._at = organisation, at
        self._key, self._name = ec.generate_private_key(ec.SECP256R1()), _name("DEMONSTRASI, tanpa kekuatan hukum", organisation)
        self._own = _certificate(self._name, self._name, self._key.public_key(), self._key, at=at, authority=True)

    @property
    def root(self) -> bytes:
        """The certificate that vouches for what it issues (PEM)."""
        return self._own.public_bytes(Encoding.PEM)

    def issue(self, name: str, *, password: str = "", key: Private | None = None) -> bytes:
        """Return ``key``, or a new one, with the certificate of ``name`` (PKCS#12)."""
        key, certificate = self.pair(name, key)
        sealed = BestAvailableEncryption(password.encode()) if password else NoEncryption()
        return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [self._own], sealed)

    def pair(self, name: str, key: Private | None = None) -> tuple[Private, x509.Certificate]:
        """Return ``key``, or a new one, and the certificate of ``name``."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        subject = _name(name[:64], self._organisation)
        return key, _certificate(subject, self._name, key.public_key(), self._key, at=self._at, authority=False)


def _name(common: str, organisation: str) -> x509.Name:
    pairs = ((NameOID.COUNTRY_NAME, "ID"), (NameOID.ORGANIZATION_NAME, organisation[:64]), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in pairs])


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey | rsa.RSAPublicKey,
    signing: ec.EllipticCurvePrivateKey,
    *,
    at: datetime,
    authority: bool,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
    made = made.serial_number(x509.random_serial_number()).not_valid_before(at - timedelta(days=1)).not_valid_after(at + _YEARS)
    made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
    made = made.add_extension(usage, critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False)
    return made.sign(signing, hashes.SHA256())
