"""The office's electronic seal: on a copy of the final report that leaves, and read again on a copy that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from runut.base.issuing import Genuine
from runut.base.sentences import moment
from runut.cases.queries import access_case
from runut.core.errors import NotFound
from runut.documents.queries import Version, open_bytes, papers_of
from runut.documents.renditions import signings_of
from runut.formats.signing import (
    Demonstration,
    KeyFile,
    KeyFolder,
    Keys,
    NationalService,
    Signed,
    Signer,
    Stamp,
    Token,
    certificates,
    revisions,
    signatures,
)
from runut.people.queries import Standing, Withdrawal, offices, organisation, withdrawals
from runut.reports.queries import genuine, refuse_others

PDF: Final = "application/pdf"
_REMEMBERED: Final = 200
_READ: Final[dict[tuple[bytes, bytes, date], list[Signed]]] = {}
"""What was read of copies, by their hash, the authorities that are trusted and the day: certificates run out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One signature, and the withdrawal of its certificate, where the office recorded one."""

    signed: Signed
    withdrawn: Withdrawal | None

    @property
    def late(self) -> bool:
        """Whether it was made when its certificate was withdrawn already; on that very day counts, and so does a time that it does not say."""
        at = self.signed.at
        return self.withdrawn is not None and (at is None or organisation().today(at) >= self.withdrawn.since)


def signer() -> Signer | None:
    """Return whoever seals for this office; None: it has no key.

    Raises:
        Refused: The key file cannot be opened, or the device not be reached.
    """
    if settings.SIGNING_WITH == "pkcs11" and settings.SIGNING_PKCS11_KEY:
        return token().signer(settings.SIGNING_PKCS11_KEY)
    path = settings.SIGNING_KEY
    return KeyFile.load(path.read_bytes(), settings.SIGNING_PASSWORD) if path.is_file() else None


def keys() -> Keys:
    """Return where the keys are by which the people of this office sign."""
    if settings.SIGNING_WITH == "pkcs11":
        return token()
    if settings.SIGNING_WITH == "national":
        return NationalService()
    return KeyFolder(settings.SIGNING_KEYS, settings.SIGNING_KEYS_PASSWORD)


def token() -> Token:
    """Return the office's device."""
    return Token(module=settings.SIGNING_PKCS11_MODULE, label=settings.SIGNING_PKCS11_TOKEN, pin=settings.SIGNING_PKCS11_PIN)


def report_of(case_id: int) -> Version | None:
    """Return the final report that is filed as PDF now; None: none is. Queries: 1."""
    papers = [one.current for one in papers_of(case_id) if one.key == "final_report" and one.removed_at is None]
    return next((one for one in papers if one.media_type == PDF), None)


def access_sealed(*, case_id: int, who: Standing, at: datetime) -> tuple[str, bytes]:
    """Return name and bytes of the final report, with the signatures that it carries, and the office's seal behind it; what is filed stays as it is.

    Raises:
        NotFound: No such case for them, no report, or no key.
        NotPermitted: Others than those who get the case file.
        Refused: It cannot be sealed.
    """
    case = access_case(case_id=case_id, who=who)
    refuse_others(case.version_id, who)
    found, key = report_of(case_id), signer()
    if found is None or key is None:
        raise NotFound
    signed = signings_of(case_id, found.sha256)
    with open_bytes(str(signed[-1].data["sha256"]) if signed else found.sha256) as file:
        pdf = file.read()
    lines = (_("Electronically sealed by"), organisation().name[:60], moment(at))
    stamp = Stamp(lines=lines, reason=_("A copy of what was filed: SHA-256 %(sha256)s") % {"sha256": found.sha256})
    return f"{case.number or case.uid}.pdf", key.sign(pdf, stamp, at=at)


def genuine_copy(copy: bytes, *, code: str) -> Genuine:
    """Return how a copy stands that is what was filed or issued, or that with something behind it, as signatures and seals are.

    It is as old as the paper that it begins with, or as the last signature on it that is known here.
    """
    found = [told for one in revisions(copy) if (told := genuine(code=code, sha256=sha256(one).hexdigest())) is not Genuine.NO]
    if not found:
        return Genuine.NO
    return Genuine.OLDER if Genuine.OLDER in (found[0], found[-1]) else Genuine.YES


def seals(copy: bytes) -> list[Signed]:
    """Return the signatures that a copy carries; those of the copies read last are remembered for the day, because a long report takes seconds."""
    authorities = settings.SIGNING_ROOTS.read_bytes() if settings.SIGNING_ROOTS.is_file() else b""
    key = (sha256(copy).digest(), sha256(authorities).digest(), datetime.now(UTC).date())
    if key not in _READ:
        if len(_READ) >= _REMEMBERED:
            _READ.clear()
        _READ[key] = signatures(copy, certificates(authorities))
    return list(_READ[key])


def weighed(found: Sequence[Signed]) -> list[Weighed]:
    """Return signatures with what the office recorded of their certificates since. Queries: 1, and 1 more where one was withdrawn."""
    known = withdrawals() if found else {}
    return [Weighed(signed=one, withdrawn=known.get(one.sha256)) for one in found]


def seals_here() -> bool:
    """Whether this office has a key to seal with; opens none."""
    return settings.SIGNING_KEY.is_file() or bool(settings.SIGNING_WITH == "pkcs11" and settings.SIGNING_PKCS11_KEY)


def make_demonstration(*, at: datetime) -> None:
    """Give a demonstration office keys of its own, for its seal and for whoever holds an office of a head, and the root that vouches for them.

    What is there stays. Queries: 2.
    """
    if settings.SIGNING_KEY.exists():
        return
    name = organisation().name
    authority, today = Demonstration(name, at=at), organisation().today(at)
    _write(settings.SIGNING_KEY, authority.issue(f"Segel {name}"))
    _write(settings.SIGNING_ROOTS, authority.root)
    for holder in (one for office in offices(on=today) if office.single for one in office.holders):
        _write(settings.SIGNING_KEYS / f"{holder.login}.p12", authority.issue(f"{holder.name} (DEMONSTRASI)"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content)
