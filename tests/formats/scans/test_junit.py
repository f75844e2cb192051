"""JUnit XML is read as its tests came out; what is no JUnit XML is refused in one sentence."""

from __future__ import annotations

from io import BytesIO

import pytest

from runut.core.errors import Invalid
from runut.formats.scans import junit
from runut.formats.scans.junit import read_junit

REPORT = """<?xml version="1.0"?><testsuites><testsuite name="a" tests="4">
<testcase classname="test_a" name="one" time="0.1"/>
<testcase classname="test_a" name="two"><failure message="assert 1 == 2">Traceback &lt;b&gt;x&lt;/b&gt;</failure></testcase>
<testcase file="test_b.py" name="three"><error>boom</error></testcase>
<testcase name="four"><skipped/><system-out>x</system-out></testcase></testsuite></testsuites>"""


def code(text: str) -> str:
    with pytest.raises(Invalid) as caught:
        list(read_junit(BytesIO(text.encode())))
    return caught.value.code


def test_every_test_is_told_with_what_came_of_it() -> None:
    found = list(read_junit(BytesIO(REPORT.encode())))
    assert [(one.name, one.place, one.outcome, one.message) for one in found] == [
        ("one", "test_a", "pass", ""),
        ("two", "test_a", "fail", "assert 1 == 2"),
        ("three", "test_b.py", "error", "boom"),
        ("four", "", "skipped", ""),
    ]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("test_uat_3_sends", 3),
        ("mengirim surat [UAT-12]", 12),
        ("testUAT7", 0),
        ("UAT7", 7),
        ("UAT-0", 0),
        ("quat3", 0),
        ("uat_12345678", 0),
        ("x", 0),
    ],
)
def test_a_test_can_carry_the_number_of_a_scenario(name: str, number: int) -> None:
    text = f'<testsuite><testcase name="{name}"/></testsuite>'
    assert [one.scenario for one in read_junit(BytesIO(text.encode()))] == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<issues><issue/></issues>", "scan_unknown"),
        ("<testcase/>", "scan_unknown"),
        (REPORT[:-20], "scan_damaged"),
        ("{}", "scan_damaged"),
        ("", "scan_damaged"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><testsuite><testcase name="&b;"/></testsuite>', "scan_entities"),
        ("<testsuite>" * 100, "scan_deep"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(text: str, expected: str) -> None:
    assert code(text) == expected


def test_a_report_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(junit, "MOST_FINDINGS", 3)
    assert code(REPORT) == "scan_many"
