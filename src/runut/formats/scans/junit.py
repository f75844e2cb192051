"""JUnit XML, as test runners and CI write it: what came of each automated test."""

from __future__ import annotations

import re
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
_SCENARIO: Final = re.compile(r"(?<![a-z0-9])uat[-_ ]?0*([1-9]\d{0,5})(?!\d)", re.IGNORECASE)
_ROOTS: Final = frozenset({"testsuites", "testsuite"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One automated test; ``place`` is its class or file, ``message`` what its failure says.

    ``scenario`` is the number of the scenario that its name or class carries (``UAT-3``, ``test_uat_3_sends``); 0: none.
    """

    name: str
    place: str
    outcome: str
    message: str = ""
    scenario: int = 0


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
    name, place = clean(one.get("name"), TITLE), clean(one.get("classname") or one.get("file"), TITLE)
    named = _SCENARIO.search(name) or _SCENARIO.search(place)
    return Checked(
        name=name or "?",
        place=place,
        outcome=_MARKS[mark.tag] if mark is not None else "pass",
        message=clean(mark.get("message") or mark.text, TEXT) if mark is not None else "",
        scenario=int(named[1]) if named else 0,
    )
