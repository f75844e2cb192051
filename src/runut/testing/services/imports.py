"""Importing a scanner's report: the file is kept first, read second; what was known already is recognised, what is gone is proposed as fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import BinaryIO, Final

from django.db import IntegrityError, transaction
from django.db.models import Count, Max

from runut.core.errors import ConcurrentChange, Invalid, Refused
from runut.documents.queries import open_bytes
from runut.documents.services import file_upload
from runut.documents.store import Staged
from runut.formats.scans import SEVERITIES, read_scan
from runut.formats.scans import Finding as Reported
from runut.people.queries import Standing, organisation
from runut.testing.access import access_findings
from runut.testing.models import Finding, FindingChange, ScanImport

_BATCH: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What somebody says of a report: which build was tested, by whom, when, and what the test covered."""

    build: str
    tester: str
    scope: str
    tested_on: date


def import_scan(*, case_id: int, upload: Staged, filename: str, about: About, who: Standing, at: datetime) -> ScanImport:
    """Keep a report among the case's papers and take its findings over.

    Raises:
        NotFound: No such case, or they do not read its findings.
        Refused: They add nothing here, the case has ended, or the test is of a day to come.
        ConcurrentChange: Two reports came at once; this one is kept, and nothing of it is taken over.
        Invalid: The file is no report that can be read; then it is kept all the same, and nothing of it is taken over.
    """
    place = access_findings(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    if about.tested_on > organisation().today(at):
        raise Invalid(code="test_day_later")
    version = file_upload(case_id=case_id, key="", title=filename[:200], upload=upload, filename=filename, who=who, at=at)
    try:
        with open_bytes(upload.sha256) as file, transaction.atomic():
            return _read(case_id, file, version, about, who, at)
    except IntegrityError as error:  # two reports at once
        raise ConcurrentChange from error


def _read(case_id: int, file: BinaryIO, version: int, about: About, who: Standing, at: datetime) -> ScanImport:
    scan = read_scan(file)
    number = (ScanImport.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0) + 1
    made = ScanImport.objects.create(
        case_id=case_id,
        number=number,
        kind=scan.kind,
        version_id=version,
        build=about.build,
        tester=about.tester,
        scope=about.scope,
        tested_on=about.tested_on,
        imported_by_id=who.user_id,
        imported_at=at,
    )
    _take_over(made, scan.findings)
    made.gone = _miss(made)
    made.open_after = open_by_severity(case_id)
    made.save(update_fields=["counts", "fresh", "again", "gone", "open_after"])
    return made


def open_by_severity(case_id: int) -> dict[str, int]:
    """Return how many findings are open, by severity. Queries: 1."""
    rows = Finding.objects.filter(case_id=case_id, state="open").values_list("severity").annotate(count=Count("*"))
    return dict(rows)


def _take_over(made: ScanImport, findings: Iterator[Reported]) -> None:
    counts: Counter[str] = Counter()
    seen: set[bytes] = set()
    last = Finding.objects.filter(case_id=made.case_id).aggregate(last=Max("number"))["last"] or 0
    while batch := list(islice(findings, _BATCH)):
        counts.update(one.severity for one in batch)
        once = {one.fingerprint: one for one in batch if bytes.fromhex(one.fingerprint) not in seen}
        seen.update(bytes.fromhex(one) for one in once)
        known = _known(made, once)
        fresh = [one for one in once.values() if one.fingerprint not in known]
        Finding.objects.bulk_create([_row(made, one, last + place) for place, one in enumerate(fresh, 1)])
        last += len(fresh)
        made.fresh += len(fresh)
        made.again += len(known)
    made.counts = dict(counts)


def _known(made: ScanImport, fingerprints: Iterable[str]) -> set[str]:
    """Note that findings are reported again, and open those that were fixed; return the fingerprints that are known."""
    rows = Finding.objects.filter(case_id=made.case_id, fingerprint__in=list(fingerprints))
    found = {one.fingerprint: one for one in rows}
    back = [one.pk for one in found.values() if one.state == "fixed"]
    rows = Finding.objects.filter(pk__in=[one.pk for one in found.values()])
    rows.update(last_import=made, missing_in=None)
    if back:
        Finding.objects.filter(pk__in=back).update(state="open", reason="", state_by=made.imported_by, state_at=made.imported_at)
        FindingChange.objects.bulk_create(
            FindingChange(finding_id=one, old="fixed", new="open", reason=f"#{made.number}", by_id=made.imported_by_id, at=made.imported_at)
            for one in back
        )
    return set(found)


def _miss(made: ScanImport) -> int:
    """Note which findings of the same scanner the report no longer holds, and return how many that are."""
    rows = Finding.objects.filter(case_id=made.case_id, kind=made.kind, state="open").exclude(last_import=made)
    return rows.update(missing_in=made)


def _row(made: ScanImport, one: Reported, number: int) -> Finding:
    return Finding(
        case_id=made.case_id,
        number=number,
        kind=made.kind,
        tool=one.tool,
        rule=one.rule,
        title=one.title,
        severity=one.severity,
        rank=SEVERITIES.index(one.severity),
        score=one.score,
        vector=one.vector,
        cwe=", ".join(f"CWE-{each}" for each in one.cwe)[:100],
        owasp=one.owasp,
        place=one.place,
        evidence=one.evidence,
        advice=one.advice,
        fingerprint=one.fingerprint,
        last_import=made,
        found_by_id=made.imported_by_id,
        found_at=made.imported_at,
    )
