"""Importing a scanner's report: the file is kept first, read second; what was known already is recognised, what is gone is proposed as fixed.

A small report is read at once, a large one by a job, so that no page waits for it.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max
from django_tasks import task

from runut.base.jobs import enqueue_on_commit
from runut.core.errors import ConcurrentChange, Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.documents.queries import open_bytes
from runut.documents.services import file_upload
from runut.documents.store import Staged
from runut.formats.scans import read_scan
from runut.people.queries import Standing, organisation
from runut.testing.access import access_findings
from runut.testing.models import ScanImport
from runut.testing.services.taking import report_read, take_over

SMALL: Final = 1_000_000
"""Bytes up to which a report is read while its sender waits: a second or less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What somebody says of a report: which build was tested, by whom, when, and what the test covered."""

    build: str
    tester: str
    scope: str
    tested_on: date


def import_scan(*, case_id: int, upload: Staged, filename: str, about: About, who: Standing, at: datetime) -> ScanImport:
    """Keep a report among the case's papers and take its findings over: at once, or when it is large by a job that reads it.

    Raises:
        NotFound: No such case, or they do not read its findings.
        Refused: They add nothing here, the case has ended, or a report of the case is still being read.
        ConcurrentChange: Two reports came at once; this one is kept, and nothing of it is taken over.
        Invalid: The test is of a day to come; or the file is no report that can be read: then it is kept all the same, and nothing of it
            is taken over.
    """
    place = access_findings(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    if about.tested_on > organisation().today(at):
        raise Invalid(code="test_day_later")
    waiting = ScanImport.objects.filter(case_id=case_id, state="reading").values_list("number", flat=True).first()
    if waiting:  # findings are known or missing in the order of the reports
        raise Refused(reasons=[reason("scan_reading", number=waiting)])
    version = file_upload(case_id=case_id, key="", title=filename[:200], upload=upload, filename=filename, who=who, at=at)
    with open_bytes(upload.sha256) as file, ExitStack() as stack:
        kind = read_scan(file).kind
        file.seek(0)
        reading = stack.enter_context(report_read(file)) if upload.size <= SMALL else None
        try:
            with transaction.atomic():
                made = _make(case_id, kind, version, about, who, at)
                if reading:
                    take_over(made, reading)
                else:
                    enqueue_on_commit(read_large, made.pk, upload.sha256)
        except IntegrityError as error:  # two reports at once
            raise ConcurrentChange from error
    return made


@task()
def read_large(import_id: int, sha256: str) -> None:
    """Read a large report, saying on the way how far it is, and take it over; broken off, the next try begins again."""
    made = ScanImport.objects.filter(pk=import_id, state="reading").first()
    if made is None:
        return
    with open_bytes(sha256) as file, ExitStack() as stack:
        size = file.seek(0, 2) or 1
        file.seek(0)
        try:
            reading = stack.enter_context(report_read(file, lambda seen: _tell(import_id, seen, 100 * file.tell() // size)))
        except Invalid as refused:
            _refuse(import_id, refused)
            return
        with transaction.atomic():
            if waiting := ScanImport.objects.select_for_update().filter(pk=import_id, state="reading").first():
                take_over(waiting, reading)


def stop_reading(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Give up reading a large report; the file stays among the papers, and nothing of it is taken over.

    Raises:
        NotFound: There is no such report being read, or they do not read findings.
        Refused: They add nothing here.
    """
    place = access_findings(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    waiting = ScanImport.objects.filter(case_id=case_id, number=number, state="reading").first()
    if waiting is None:
        raise NotFound
    _refuse(waiting.pk, Invalid(code="scan_stopped", name=who.name))


def _tell(import_id: int, seen: int, part: int) -> None:
    ScanImport.objects.filter(pk=import_id, state="reading").update(seen=seen, part=min(part, 100))


def _refuse(import_id: int, refused: Invalid) -> None:
    why = {"code": refused.code, "params": {name: str(value) for name, value in refused.reasons[0].params.items()}}
    ScanImport.objects.filter(pk=import_id, state="reading").update(state="refused", refusal=why)


def _make(case_id: int, kind: str, version: int, about: About, who: Standing, at: datetime) -> ScanImport:
    last = ScanImport.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0
    return ScanImport.objects.create(
        case_id=case_id,
        number=last + 1,
        kind=kind,
        version_id=version,
        build=about.build,
        tester=about.tester,
        scope=about.scope,
        tested_on=about.tested_on,
        imported_by_id=who.user_id,
        imported_at=at,
        state="reading",
    )
