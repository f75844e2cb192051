"""Certificates by which people of the office sign: taking one out of use, so that later signatures by it are known as such."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.people.queries import Standing, organisation, withdrawals
from runut.people.services.changes import administrators_only, line, record


@transaction.atomic
def withdraw_certificate(*, sha256: str, name: str, issuer: str, since: date, why: str, who: Standing | None, at: datetime) -> None:
    """Record that the office no longer stands by a certificate from the day ``since`` on: its key was lost, or its holder left.

    Raises:
        NotPermitted: ``who`` is no administrator.
        Invalid: No reason is given.
        Refused: It was withdrawn already, or the day has not come.
    """
    administrators_only(who)
    said = line(why)
    if since > organisation().today(at):
        raise Refused(reasons=[reason("certificate_day")])
    if before := withdrawals().get(sha256):
        raise Refused(reasons=[reason("certificate_withdrawn", name=name, since=before.since)])
    told = {"certificate": sha256, "name": name, "issuer": issuer, "since": since.isoformat(), "reason": said}
    record(action="certificate_withdrawn", who=who, at=at, data=told)
