"""A demonstration authority: a root and a key below it, made anew each time, worth nothing outside the demonstration."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

_YEARS: Final = timedelta(days=3650)


def demonstration(organisation: str, *, at: datetime) -> tuple[bytes, bytes]:
    """Return a key with its certificate (PKCS#12, without a password) and the root that vouches for it (PEM)."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = _name("DEMONSTRASI, tanpa kekuatan hukum", organisation)
    root = _certificate(root_name, root_name, root_key.public_key(), root_key, at=at, authority=True)
    own = _certificate(_name(f"Segel {organisation}"[:64], organisation), root_name, key.public_key(), root_key, at=at, authority=False)
    bundle = pkcs12.serialize_key_and_certificates(organisation.encode(), key, own, [root], NoEncryption())
    return bundle, root.public_bytes(Encoding.PEM)


def _name(common: str, organisation: str) -> x509.Name:
    pairs = ((NameOID.COUNTRY_NAME, "ID"), (NameOID.ORGANIZATION_NAME, organisation[:64]), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in pairs])


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
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
