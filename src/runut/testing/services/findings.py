"""Findings by hand, and what becomes of a finding."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from runut.core.errors import ConcurrentChange, Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.formats.scans import SEVERITIES
from runut.people.queries import Standing, organisation
from runut.testing.access import Place, access_findings
from runut.testing.cvss import scored
from runut.testing.models import Finding, FindingChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A finding as somebody writes it; with a vector, score and severity are the vector's."""

    title: str
    severity: str = ""
    vector: str = ""
    cwe: str = ""
    owasp: str = ""
    place: str = ""
    evidence: str = ""
    advice: str = ""


def add_finding(*, case_id: int, written: Written, who: Standing, at: datetime) -> Finding:
    """Add a finding that somebody made by hand.

    Raises:
        NotFound: No such case, or they do not read its findings.
        Refused: They add nothing here, the case has ended, or the same fault stands there already.
        Invalid: Title or place is missing, the vector is none, or neither vector nor severity is given.
    """
    place = access_findings(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    if not written.title.strip():
        raise Invalid(code="text_missing")
    score = scored(written.vector) if written.vector.strip() else None
    severity = score.severity if score else written.severity
    if severity not in SEVERITIES:
        raise Invalid(code="finding_severity")
    same = "\0".join(("", written.title.strip().casefold(), written.place.strip().casefold()))
    fingerprint = hashlib.sha256(same.encode()).hexdigest()
    known = Finding.objects.filter(case_id=case_id, fingerprint=fingerprint).values_list("number", flat=True).first()
    if known:
        raise Refused(reasons=[reason("finding_exists", number=known)])
    last = Finding.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return Finding.objects.create(
                case_id=case_id,
                number=last + 1,
                title=written.title.strip(),
                severity=severity,
                rank=SEVERITIES.index(severity),
                score=score.score if score else None,
                vector=score.vector if score else "",
                cwe=written.cwe.strip(),
                owasp=written.owasp,
                place=written.place.strip(),
                evidence=written.evidence.strip(),
                advice=written.advice.strip(),
                fingerprint=fingerprint,
                found_by_id=who.user_id,
                found_at=at,
            )
    except IntegrityError as error:
        raise ConcurrentChange from error


def judge_finding(*, case_id: int, number: int, state: str, why: str, who: Standing, at: datetime, until: date | None = None) -> None:
    """Say what a finding is: open, fixed, a false positive, or accepted as it is until a day, which only a head may.

    Raises:
        NotFound: No such finding for them.
        Refused: They may not judge it, no reason was given, or it stands so already.
        Invalid: There is no such state, or an acceptance does not say until which day to come it holds.
    """
    place = access_findings(case_id=case_id, who=who, at=at)
    with transaction.atomic():
        found = Finding.objects.select_for_update().filter(case_id=case_id, number=number).first()
        if found is None:
            raise NotFound
        until = until if state == "accepted" else None
        _check(place, found, state, why, until)
        FindingChange.objects.create(finding=found, old=found.state, new=state, reason=why.strip(), until=until, by_id=who.user_id, at=at)
        found.accepted_until = until
        found.state, found.reason, found.state_by_id, found.state_at = state, why.strip(), who.user_id, at
        found.save(update_fields=["state", "reason", "state_by", "state_at", "accepted_until"])


def _check(place: Place, found: Finding, state: str, why: str, until: date | None) -> None:
    if state not in {"open", "fixed", "false_positive", "accepted"}:
        raise Invalid(code="invalid")
    against = place.against_accepting if state == "accepted" else place.against_judging
    if against:
        raise Refused(reasons=against)
    if state == found.state and until == found.accepted_until:
        raise Refused(reasons=[reason("finding_same", number=found.number)])
    if not why.strip():
        raise Refused(reasons=[reason("reason_missing")])
    if state == "accepted" and (until is None or until <= organisation().today(place.at)):
        raise Invalid(code="acceptance_until")
