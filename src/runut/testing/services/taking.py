"""Taking a report's findings over: read into a file of its own without touching the office's database, then written in one short transaction.

Reading a hundred thousand findings takes most of the time; whoever else writes must not wait for it. A crash before the end of the transaction
leaves nothing behind, so the same report can be read again and no finding is ever doubled.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, Final

from django.db.models import Count, Max

from runut.base import sql
from runut.formats.scans import SEVERITIES, read_scan
from runut.formats.scans import Finding as Reported
from runut.people.queries import organisation
from runut.testing.models import Finding, FindingChange, ScanImport, open_on

_BATCH: Final = 1000
_STEP: Final = 1000
"""Findings between two words on how far the reading is."""
_REPORTED: Final = (
    "tool",
    "rule",
    "title",
    "severity",
    "rank",
    "score",
    "vector",
    "cwe",
    "owasp",
    "place",
    "evidence",
    "advice",
    "fingerprint",
)
_KEPT: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE finding (place INTEGER PRIMARY KEY, mark BLOB UNIQUE, said TEXT);
"""
_SAID: Final = ("case_id", "number", "kind", "state", "reason", "last_import_id", "found_by_id", "found_at")


@dataclass(slots=True)
class Reading:
    """A report that was read: its findings, each once, in ``kept``; ``counts`` by severity count each time that it reports one."""

    kept: sqlite3.Connection
    counts: Counter[str] = field(default_factory=Counter)

    def keep(self, one: Reported) -> None:
        """Keep a finding, unless the report told it before."""
        self.counts[one.severity] += 1
        row = (bytes.fromhex(one.fingerprint), json.dumps(_values(one)))
        self.kept.execute("INSERT OR IGNORE INTO finding (mark, said) VALUES (?, ?)", row)

    def rows(self) -> Iterator[list[Any]]:
        """Yield the findings in the report's order, each as the values of its columns."""
        yield from (json.loads(said) for (said,) in self.kept.execute("SELECT said FROM finding ORDER BY place"))


@contextmanager
def report_read(file: BinaryIO, tell: Callable[[int], None] = lambda _seen: None) -> Iterator[Reading]:
    """Read a report to its end, and hold what it says while the block runs; ``tell`` hears now and then how many findings were read.

    Raises:
        Invalid: The file is no report that can be read.
    """
    # A database of its own, without a name: what exceeds its cache lies on disk, and goes with it, however many findings there are.
    with closing(sqlite3.connect("")) as kept:
        kept.executescript(_KEPT)
        made = Reading(kept)
        for count, one in enumerate(read_scan(file).findings, 1):
            made.keep(one)
            if not count % _STEP:
                tell(count)
        yield made


def take_over(made: ScanImport, reading: Reading) -> None:
    """Write what a report holds; the caller's transaction is the whole of it.

    Queries: 3 for each thousand findings, and 5.
    """
    last = Finding.objects.filter(case_id=made.case_id).aggregate(last=Max("number"))["last"] or 0
    rows = reading.rows()
    while batch := list(islice(rows, _BATCH)):
        known = _known(made, [row[-1] for row in batch])
        fresh = [row for row in batch if row[-1] not in known]
        _insert(made, fresh, last)
        last += len(fresh)
        made.fresh += len(fresh)
        made.again += len(known)
    made.counts, made.state, made.part, made.seen = dict(reading.counts), "done", 100, sum(reading.counts.values())
    made.gone = _miss(made)
    made.open_after = open_by_severity(made.case_id, organisation().today(made.imported_at))
    made.save(update_fields=["counts", "fresh", "again", "gone", "open_after", "state", "part", "seen"])


def open_by_severity(case_id: int, on: date) -> dict[str, int]:
    """Return how many findings are open on a day, by severity. Queries: 1."""
    rows = Finding.objects.filter(open_on(on), case_id=case_id).values_list("severity").annotate(count=Count("*"))
    return dict(rows)


def _known(made: ScanImport, fingerprints: Sequence[str]) -> set[str]:
    """Note that findings are reported again, and open those that were fixed; return the fingerprints that are known."""
    rows = Finding.objects.filter(case_id=made.case_id, fingerprint__in=fingerprints)
    found = {fingerprint: (pk, state) for fingerprint, pk, state in rows.values_list("fingerprint", "pk", "state")}
    if not found:
        return set()
    Finding.objects.filter(pk__in=[pk for pk, _state in found.values()]).update(last_import=made, missing_in=None)
    if back := [pk for pk, state in found.values() if state == "fixed"]:
        Finding.objects.filter(pk__in=back).update(state="open", reason="", state_by=made.imported_by_id, state_at=made.imported_at)
        FindingChange.objects.bulk_create(
            FindingChange(finding_id=one, old="fixed", new="open", reason=f"#{made.number}", by_id=made.imported_by_id, at=made.imported_at)
            for one in back
        )
    return set(found)


def _insert(made: ScanImport, rows: Sequence[Sequence[Any]], last: int) -> None:
    """Insert findings that are new; as lean SQL, because Django's own way holds the lock three times as long."""
    if not rows:
        return
    said = [made.kind, "open", "", made.pk, made.imported_by_id, sql.put_moment(made.imported_at)]
    sql.insert(
        Finding._meta.db_table, [*_SAID, *_REPORTED], ([made.case_id, last + place, *said, *row] for place, row in enumerate(rows, 1))
    )


def _miss(made: ScanImport) -> int:
    """Note which findings of the same scanner the report no longer holds, and return how many that are."""
    rows = Finding.objects.filter(case_id=made.case_id, kind=made.kind, state="open").exclude(last_import=made)
    return rows.update(missing_in=made)


def _values(one: Reported) -> list[Any]:
    """Return a finding as the values of ``_REPORTED``; its fingerprint stands last."""
    cwe = ", ".join(f"CWE-{each}" for each in one.cwe)[:100]
    texts = [one.tool, one.rule, one.title, one.severity, SEVERITIES.index(one.severity), one.score, one.vector, cwe]
    return [*texts, one.owasp, one.place, one.evidence, one.advice, one.fingerprint]
