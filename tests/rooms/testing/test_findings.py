"""Findings come from reports and from people, once each; who judges them did not make the fault."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from runut.core.errors import Invalid, NotFound, Refused, RunutError
from runut.documents.queries import papers_of
from runut.testing import queries
from runut.testing.models import Finding, FindingChange, ScanImport
from runut.testing.queries import Filters
from runut.testing.services import About, Written, add_finding
from tests.builders import Story
from tests.clients import client_of
from tests.formats.scans import own
from tests.rooms.testing.conftest import ABOUT, bring, found, judge

pytestmark = pytest.mark.django_db


def without(number: int) -> str:
    """The report of Trivy without one of its findings."""
    data = json.loads(json.dumps(own.TRIVY))
    del data["Results"][number]
    return json.dumps(data)


def codes(error: RunutError) -> list[str]:
    return [one.code for one in error.reasons]


def test_the_file_is_kept_as_it_came_and_its_findings_are_taken_over(story: Story) -> None:
    text = json.dumps(own.TRIVY)
    made = bring(story, text)
    assert (made.number, made.kind, made.fresh, made.again, made.gone) == (1, "Trivy", 3, 0, 0)
    assert made.counts == {"high": 1, "medium": 1, "critical": 1} == made.open_after
    [paper] = [one for one in papers_of(story.case_id) if one.title == "laporan.json"]
    assert paper.current.id == made.version_id
    assert paper.current.size == len(text)


def test_a_finding_that_is_known_is_recognised_and_not_doubled(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    made = bring(story, json.dumps(own.TRIVY), name="kedua.json")
    assert (made.number, made.fresh, made.again, made.gone) == (2, 0, 3, 0)
    assert Finding.objects.count() == 3
    assert found(story).last_import_id == made.pk


def test_a_report_that_names_a_fault_twice_makes_one_finding(story: Story) -> None:
    made = bring(story, f"{own.NUCLEI}\n{own.NUCLEI}")
    assert (made.fresh, sum(made.counts.values())) == (2, 4)


def test_what_the_newest_report_no_longer_holds_is_proposed_as_fixed(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    bring(story, own.BURP)
    again = bring(story, without(0))
    assert (again.again, again.gone) == (2, 1)
    gone = queries.finding_list(case_id=story.case_id, on=story.cast.today, filters=Filters(state="gone"))
    assert [one["title"] for one in gone.rows] == ["CVE-2024-0001 openssl"]  # and nothing of the other scanner
    assert gone.rows[0]["state"] == "open"


def test_a_fixed_finding_that_comes_back_is_open_again_and_says_so(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    judge(story, 1, "fixed", by=story.cast.technical_one)
    bring(story, json.dumps(own.TRIVY))
    assert found(story).state == "open"
    assert [(one.old, one.new) for one in FindingChange.objects.order_by("id")] == [("open", "fixed"), ("fixed", "open")]


def test_an_accepted_finding_stays_accepted_when_it_is_reported_again(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    judge(story, 1, "accepted", by=story.cast.division_head, why="Layanan hanya di jaringan dalam")
    bring(story, json.dumps(own.TRIVY))
    assert (found(story).state, found(story).reason) == ("accepted", "Layanan hanya di jaringan dalam")


def test_a_file_that_is_no_report_is_kept_but_nothing_is_taken_over(story: Story) -> None:
    with pytest.raises(Invalid) as caught:
        bring(story, json.dumps(own.SARIF)[:-5], name="putus.sarif")
    assert codes(caught.value) == ["scan_damaged"]
    assert not Finding.objects.exists()
    assert not ScanImport.objects.exists()
    assert "putus.sarif" in {one.title for one in papers_of(story.case_id)}


def test_nobody_tests_tomorrow_where_the_office_is(story: Story) -> None:
    story.at = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)  # the 25th, in the office
    for day in (25, 26):
        about = About(build="v1", tester="x", scope="y", tested_on=date(2026, 11, day))
        if day == 25:
            bring(story, own.NUCLEI, about=about)
            continue
        with pytest.raises(Invalid):
            bring(story, own.BURP, about=about)


@pytest.mark.parametrize(
    ("who", "state", "code"),
    [
        ("developer_one", "fixed", "finding_own_work"),
        ("developer_one", "accepted", "finding_own_work"),
        ("technical_one", "accepted", "finding_heads_only"),
        ("technical_one", "open", "finding_same"),
        ("auditor", "fixed", "auditor_reads"),
        ("administrator", "fixed", "office_holders_only"),
    ],
)
def test_who_made_it_does_not_judge_it_and_only_a_head_accepts(story: Story, who: str, state: str, code: str) -> None:
    bring(story, own.NUCLEI)
    with pytest.raises(Refused) as caught:
        judge(story, 1, state, by=getattr(story.cast, who))
    assert codes(caught.value) == [code]
    assert found(story).state == "open"


def test_a_judgement_has_a_reason(story: Story) -> None:
    bring(story, own.NUCLEI)
    with pytest.raises(Refused) as caught:
        judge(story, 1, "false_positive", by=story.cast.technical_one, why=" ")
    assert codes(caught.value) == ["reason_missing"]


def test_the_requesting_unit_reads_no_findings(story: Story) -> None:
    with pytest.raises(NotFound):
        bring(story, own.NUCLEI, by=story.cast.user)


def test_a_finding_by_hand_has_the_score_of_its_vector(story: Story) -> None:
    def add(**written: str) -> Finding:
        who = story.cast.standing(story.cast.technical_one)
        return add_finding(case_id=story.case_id, written=Written(**written), who=who, at=story.at)

    made = add(title="Sandi bawaan", place="/masuk", vector="CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", severity="low")
    assert (made.score, made.severity) == (9.8, "critical")
    newer = add(title="Sandi lemah", place="/masuk", vector="CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N")
    assert (newer.score, newer.severity, newer.number) == (9.3, "critical", 2)
    assert add(title="Tanpa vektor", place="/", severity="medium").score is None
    for written, code in (
        ({"title": "sandi Bawaan", "place": "/masuk", "severity": "low"}, "finding_exists"),
        ({"title": "x", "severity": ""}, "finding_severity"),
        ({"title": "x", "vector": "CVSS:3.1/AV:N"}, "cvss_vector"),
        ({"title": "x", "vector": "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}, "cvss_vector"),
        ({"title": " ", "severity": "low"}, "text_missing"),
    ):
        with pytest.raises(RunutError) as caught:
            add(**written)
        assert codes(caught.value) == [code]


def test_the_database_keeps_what_was_said(story: Story) -> None:
    bring(story, own.NUCLEI)
    judge(story, 1, "fixed", by=story.cast.technical_one)
    for act in (FindingChange.objects.all().delete, lambda: FindingChange.objects.update(reason="lain")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()


def test_the_list_is_searched_filtered_sorted_and_paged(story: Story) -> None:
    many = [
        {"template-id": f"t{n}", "info": {"name": f"Temuan {n:02}", "severity": "low" if n % 2 else "high"}, "host": "a"} for n in range(40)
    ]
    bring(story, "\n".join(json.dumps(one) for one in many))
    first = queries.finding_list(case_id=story.case_id, on=story.cast.today, filters=Filters())
    second = queries.finding_list(case_id=story.case_id, on=story.cast.today, filters=Filters(), cursor=first.next_cursor)
    assert [len(first.rows), len(second.rows)] == [30, 10]
    assert [one["severity"] for one in first.rows[:21]] == ["high"] * 20 + ["low"]
    assert (
        len(queries.finding_list(case_id=story.case_id, on=story.cast.today, filters=Filters(severity="low", text="temuan 15")).rows) == 1
    )
    assert len(list(queries.finding_export(case_id=story.case_id, on=story.cast.today, filters=Filters(severity="low")))) == 20


def test_the_list_costs_the_same_for_one_and_for_thirty(story: Story, django_assert_num_queries: pytest.FixtureRequest) -> None:
    bring(story, own.NUCLEI)
    today = story.cast.today
    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.finding_list(case_id=story.case_id, on=today, filters=Filters())
    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.imports(story.case_id)


def test_what_is_said_of_a_report_is_kept(story: Story) -> None:
    bring(story, own.NUCLEI)
    [one] = queries.imports(story.case_id)
    assert (one.build, one.tester, one.scope, one.tested_on) == (ABOUT.build, ABOUT.tester, ABOUT.scope, ABOUT.tested_on)


@pytest.mark.parametrize(
    ("version", "vector", "score"),
    [
        ("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "9,8"),
        ("4.0", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", "9,3"),
    ],
)
def test_each_calculator_makes_a_vector_of_its_version_and_records_nothing(story: Story, version: str, vector: str, score: str) -> None:
    client, address = client_of(story.cast.developer_one), reverse("testing:finding_new", args=[story.case_id])
    chosen = dict(one.split(":") for one in vector.split("/")[1:])
    typed = {f"cvss{version[0]}-{key}": value for key, value in chosen.items()} | {"title": "Sandi bawaan", "compute": version}
    answer = client.post(address, typed).content.decode()
    assert f'value="{vector}"' in answer
    assert f"<strong>{score}</strong>" in answer
    assert 'value="Sandi bawaan"' in answer
    halfway = client.post(address, {**typed, f"cvss{version[0]}-AC": ""})
    assert halfway.status_code == 422
    assert client.post(address, {**typed, f"cvss{version[0]}-AC": "X"}).status_code == 422
    assert not Finding.objects.exists()


def test_what_is_open_after_each_report_is_drawn_and_none_is_a_figure_too(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    for one in Finding.objects.filter(case_id=story.case_id):
        judge(story, one.number, "fixed", by=story.cast.technical_one)
    bring(story, json.dumps({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Kosong"}}, "results": []}]}))
    page = client_of(story.cast.developer_one).get(reverse("testing:findings", args=[story.case_id])).content.decode()
    newer, older = re.findall(r'<td data-label="Terbuka sesudahnya">(.*?)</td>', page, re.DOTALL)
    assert newer.strip() == "0"
    assert sum(float(one) for one in re.findall(r'width="([\d.]+)"', older)) == pytest.approx(100, abs=0.1)
