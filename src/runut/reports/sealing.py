"""The office's electronic seal: on a copy of the final report that leaves, and read again on a copy that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from runut.base.sentences import moment
from runut.cases.queries import access_case
from runut.core.errors import NotFound
from runut.documents.queries import Version, open_bytes, papers_of
from runut.formats.signing import KeyFile, Signed, Signer, Stamp, certificates, demonstration, revisions, signatures
from runut.people.queries import Standing, organisation
from runut.reports.queries import genuine, refuse_others

PDF: Final = "application/pdf"


def signer() -> Signer | None:
    """Return whoever seals for this office; None: it has no key. Another signer than a key file has its place here.

    Raises:
        Refused: The key file cannot be opened.
    """
    path = settings.SIGNING_KEY
    return KeyFile.load(path.read_bytes(), settings.SIGNING_PASSWORD) if path.is_file() else None


def report_of(case_id: int) -> Version | None:
    """Return the final report that is filed as PDF now; None: none is. Queries: 1."""
    papers = [one.current for one in papers_of(case_id) if one.key == "final_report" and one.removed_at is None]
    return next((one for one in papers if one.media_type == PDF), None)


def access_sealed(*, case_id: int, who: Standing, at: datetime) -> tuple[str, bytes]:
    """Return name and bytes of the final report with the office's seal behind it; the filed version stays as it is.

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
    with open_bytes(found.sha256) as file:
        pdf = file.read()
    lines = (_("Electronically sealed by"), organisation().name[:60], moment(at))
    stamp = Stamp(lines=lines, reason=_("A copy of what was filed: SHA-256 %(sha256)s") % {"sha256": found.sha256})
    return f"{case.number or case.uid}.pdf", key.sign(pdf, stamp, at=at)


def genuine_copy(copy: bytes, *, code: str) -> bool:
    """Whether a copy is what was filed, or that with something behind it, as seals are."""
    return any(genuine(code=code, sha256=sha256(one).hexdigest()) for one in revisions(copy))


def seals(copy: bytes) -> list[Signed]:
    """Return the signatures that a copy carries."""
    return signatures(copy, _roots())


def make_demonstration(*, at: datetime) -> None:
    """Give a demonstration office a key of its own and the root that vouches for it; what is there stays."""
    if settings.SIGNING_KEY.exists():
        return
    key, root = demonstration(organisation().name, at=at)
    for path, content in ((settings.SIGNING_KEY, key), (settings.SIGNING_ROOTS, root)):
        path.touch(mode=0o600)
        path.write_bytes(content)


def _roots() -> Sequence[Any]:
    path = settings.SIGNING_ROOTS
    return certificates(path.read_bytes()) if path.is_file() else []
