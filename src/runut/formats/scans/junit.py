"""JUnit XML, as test runners and CI write it: what came of each automated test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

from runut.core.errors import Invalid
from runut.formats.scans.finding import TEXT, TITLE, clean
from runut.formats.scans.source import MOST_FINDINGS
from runut.formats.scans.xmls import elements

KIND: Final = "JUnit XML"
OUTCOMES: Final = ("pass", "fail", "error", "skipped")
_MARKS: Final = {"failure": "fail", "error": "error", "skipped": "skipped"}
_ROOTS: Final = frozenset({"testsuites", "testsuite"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One automated test; ``place`` is its class or file, ``message`` what its failure says."""

    name: str
    place: str
    outcome: str
    message: str = ""


def read_junit(file: BinaryIO) -> Iterator[Checked]:
    """Yield every automated test of a report.

    Raises:
        Invalid: The report is no JUnit XML, is damaged, declares entities, or goes past a bound.
    """
    known = False
    count = 0
    for one in elements(file, kind=KIND, wanted=frozenset({"testcase"}), noted=_ROOTS):
        known = known or one.tag in _ROOTS
        if not known:
            break
        if one.tag == "testcase":
            count += 1
            if count > MOST_FINDINGS:
                raise Invalid(code="scan_many", most=MOST_FINDINGS)
            yield _checked(one)
    if not known:
        raise Invalid(code="scan_unknown", known=KIND)


def _checked(one: Element) -> Checked:
    mark = next((child for child in one if child.tag in _MARKS), None)
    return Checked(
        name=clean(one.get("name"), TITLE) or "?",
        place=clean(one.get("classname") or one.get("file"), TITLE),
        outcome=_MARKS[mark.tag] if mark is not None else "pass",
        message=clean(mark.get("message") or mark.text, TEXT) if mark is not None else "",
    )
