"""The signatures of the heads on the final report: who signs in which capacity, what each proves, and what stands against signing now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from runut.base.sentences import in_office_language, moment
from runut.cases.queries import CasePage, receipts
from runut.core import signing
from runut.core.ledger import Event
from runut.core.procedure import Part
from runut.core.sentences import Reason, reason
from runut.documents.queries import Version, is_filed, open_bytes, papers_of
from runut.documents.renditions import SIGNED, signers, signings_of
from runut.formats.signing import Certificate, Signed, Stamp
from runut.reports.sealing import PDF, keys, report_of, seals

KEY = "final_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One signature as it was read, beside the event that says who made it; None: no event of the case did."""

    signed: Signed
    event: Event | None

    @property
    def by(self) -> Mapping[str, Any]:
        """Who made it, as the event holds them."""
        return self.event.by if self.event else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """How it stands: the ``report`` that is filed, the ``rendition`` of it that carries all signatures (None: there is none), and its hash and marks ``now``.

    ``against`` is what stands against the reader signing it now; ``asks`` that they type the password of their key. ``later`` is the record by which
    they received it without a key, where their signature would be added to that.
    """

    report: Version | None
    rendition: Version | None
    now: str
    marks: Sequence[Mark]
    against: tuple[Reason, ...]
    asks: bool
    later: Event | None = None


def signatures_of(page: CasePage) -> Signatures:
    """Return how it stands about the signatures, for the reader of ``page``. Queries: 3, and 2 more where it was signed."""
    report = report_of(page.case.pk)
    if report is None:
        return Signatures(report=None, rendition=None, now="", marks=(), against=(reason("sign_no_report"),), asks=False)
    told = signings_of(page.case.pk, report.sha256)
    later, against = _standing(page, report.sha256, told)
    now = str(told[-1].data["sha256"]) if told else report.sha256
    return Signatures(
        report=report,
        rendition=_rendition(page.case.pk, now) if told else None,
        now=now,
        marks=_marks(now, told) if told else (),
        against=against,
        asks=not against and keys().asks(page.actor.login),
        later=later,
    )


def offered(page: CasePage) -> Mapping[str, Any] | None:
    """Return that whoever has the turn can sign with it; None: they cannot, and record it as ever. Queries: 2 where they might."""
    if page.activity is None or not _signs(page):
        return None
    report = report_of(page.case.pk)
    if report is None or _against(page, signings_of(page.case.pk, report.sha256)):
        return None
    return {"report": report}


def said(case_id: int) -> Mapping[str, Any] | None:
    """Return that there is a report to be signed, for the page of the case. Queries: 1."""
    return {} if is_filed(case_id=case_id, key=KEY, media_type=PDF) else None


def stamp(page: CasePage, key: str, certificate: Certificate, *, at: datetime) -> Stamp:
    """Return what is seen of a signature as the performer ``key``, in the office's language: who, as what, when, and who issued their certificate."""
    with in_office_language():
        position = capacity_of(page.actor.record(key))
        lines = (
            _("Electronically signed by"),
            page.actor.name[:60],
            position[:70],
            moment(at),
            _("Certificate by %(issuer)s") % {"issuer": certificate.issuer[:50]},
        )
        return Stamp(lines=lines, reason=_("%(name)s as %(position)s") % {"name": page.actor.name, "position": position}, place=key)


def capacity_of(by: Mapping[str, Any]) -> str:
    """Return in which capacity somebody acts, as an event holds it: position, acting or not, by which letter."""
    capacity: Mapping[str, str] = by.get("capacity") or {}
    acting = {"plt": "Plt. ", "plh": "Plh. "}.get(str(capacity.get("capacity", "")), "")
    letter = _(", letter %(number)s") % {"number": capacity["letter_number"]} if acting and capacity.get("letter_number") else ""
    return f"{acting}{capacity.get('position') or by.get('position', '')}{letter}"


def _signs(page: CasePage) -> bool:
    outputs = page.activity.outputs if page.activity else ()
    turn = page.position.turn(page.procedure)
    return turn.part in {Part.RECEIVES, Part.DECIDES} and any(one.key == KEY for one in outputs)


def _standing(page: CasePage, sha256: str, told: Sequence[Event]) -> tuple[Event | None, tuple[Reason, ...]]:
    """Return what the reader's signature would be added to, None where it comes with a turn, and what stands against it."""
    now = signing.signing(page.procedure, page.position, KEY, page.actor, signers(told))
    if not now:
        return None, _keyless(page)
    received = signing.receipts(page.procedure, KEY, sha256, receipts(case_id=page.case.pk))
    later, blocked = signing.signing_later(page.procedure, page.position, received, page.actor, signers(told))
    return later, _keyless(page) if later else blocked or now


def _against(page: CasePage, told: Sequence[Event]) -> tuple[Reason, ...]:
    return signing.signing(page.procedure, page.position, KEY, page.actor, signers(told)) or _keyless(page)


def _keyless(page: CasePage) -> tuple[Reason, ...]:
    if settings.SIGNING_WITH == "national":
        return (reason("signing_service"),)
    return () if keys().holds(page.actor.login) else (reason("sign_no_key", name=page.actor.name),)


def _rendition(case_id: int, sha256: str) -> Version | None:
    versions = (one for paper in papers_of(case_id) if paper.key == SIGNED for one in paper.versions)
    return next((one for one in versions if one.sha256 == sha256), None)


def _marks(sha256: str, told: Sequence[Event]) -> list[Mark]:
    """Return the signatures of the newest rendition; those that were there when it was filed have no event."""
    with open_bytes(sha256) as file:
        found = seals(file.read())
    events: list[Event | None] = [*[None] * (len(found) - len(told)), *told]
    return [Mark(signed=one, event=event) for one, event in zip(found, events[-len(found) :] if found else [], strict=True)]
