"""The forms of the product that fulfil deliverables: each is filed, read again under its labels, and refuses nonsense."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from runut.cases.deliverables import tool
from runut.cases.queries import access_case, case_page
from runut.cases.services import certify
from runut.core.guards import Act
from runut.documents.queries import papers_of
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_in
from tests.formats.pdf_text import page_texts

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FORMS: dict[str, tuple[int, str, dict[str, Any]]] = {
    "development_mandate": (
        1,
        "registrar",
        {"background": "Antrean panjang", "goal": "Antre singkat", "scope": "Loket", "users": "Warga", "wanted_on": "2027-03-01"},
    ),
    "project_board": (2, "registrar", {"name": "OpenProject", "address": "https://papan.example.test/a", "keeper": "Subbag"}),
    "source_repository": (2, "registrar", {"address": "https://git.example.test/biro/antrean.git", "branch": "main"}),
    "regulations": (3, "developer_one", {"regulations-0-title": "Perpres 95/2018", "regulations-0-address": ""}),
    "schedule": (
        3,
        "developer_one",
        {"starts_on": "2026-12-01", "ends_on": "2027-02-26", "milestones-0-name": "Rancangan", "milestones-0-ends_on": "2026-12-20"},
    ),
    "plan_presentation": (
        4,
        "developer_one",
        {"held_on": "2026-11-24", "began_at": "09:00", "place": "Aula", "minutes": "Dibahas", "attendees-0-name": "Tono Contoh"},
    ),
    "result_presentation": (
        7,
        "developer_one",
        {"held_on": "2027-02-24", "place": "Aula", "minutes": "Dibahas", "shown": ["uat", "user_guide"], "attendees-0-name": "Tono Contoh"},
    ),
    "installation_report": (
        8,
        "technical_one",
        {
            "installed_on": "2027-02-25",
            "server": "srv-1",
            "build": "v1.0",
            "installed_by": "Tono",
            "conclusion": "Sesuai",
            "items-0-presented": "Loket",
            "items-0-result": "differs",
        },
    ),
    "final_report": (10, "developer_one", {"background": "a", "work": "b", "result": "c", "recommendations": "d"}),
}
TABLES = {
    "regulations": ["regulations"],
    "schedule": ["milestones"],
    "plan_presentation": ["attendees", "similar", "actions"],
    "result_presentation": ["attendees", "actions"],
    "installation_report": ["items"],
}


def sent(key: str) -> dict[str, Any]:
    counts = {f"{table}-{name}": value for table in TABLES.get(key, []) for name, value in (("TOTAL_FORMS", "2"), ("INITIAL_FORMS", "0"))}
    return FORMS[key][2] | counts | {"base": "0"}


SMALL = {"schedule": "planning:schedule"}
"""Where the tool knows more than the small form, which stays beside it."""


def address(story: Story, key: str) -> str:
    found = tool(key)
    assert found is not None
    return reverse(SMALL.get(key, found.address), args=[story.case_id, key])


@pytest.mark.django_db
@pytest.mark.parametrize("key", FORMS)
def test_a_form_fulfils_its_deliverable_and_is_read_again(key: str) -> None:
    number, who, values = FORMS[key]
    story = begin(cast(AT)).to(number)
    client = client_in(story, who)
    assert client.get(address(story, key)).status_code == 200
    answer = client.post(address(story, key), sent(key))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    page = case_page(
        case=access_case(case_id=story.case_id, who=story.cast.standing(story.cast.administrator)),
        who=story.cast.standing(story.cast.administrator),
        at=story.at,
    )
    assert next(item for item in page.items if item.key == key).state == "filed"
    version = next(paper for paper in papers_of(story.case_id) if paper.key == key).current
    shown = client.get(reverse("documents:version", args=[version.id])).content.decode()
    words = [value for value in values.values() if isinstance(value, str) and value.isalpha() and len(value) > 3 and value != "differs"]
    assert all(word in shown for word in words)


@pytest.mark.django_db
def test_a_filed_form_is_a_letter_with_who_decided_on_it() -> None:
    story = begin(cast(AT))
    client_in(story, "registrar").post(address(story, "development_mandate"), sent("development_mandate"))
    mandate = next(paper for paper in papers_of(story.case_id) if paper.key == "development_mandate").current
    story.to(2)
    client = client_in(story, "user")
    letter = reverse("documents:letter", args=[mandate.id, "docx"])
    assert letter in client.get(reverse("documents:version", args=[mandate.id])).content.decode()
    word = docx.Document(BytesIO(client.get(letter).content))
    text = [one.text for one in word.element.iter(qn("w:t"))]
    assert text.count("Antrean panjang") == 1 and "Warga" in "".join(text) and "PERENCANAAN PENGEMBANGAN APLIKASI" in text
    signed = "\n".join(one.text for one in word.tables[-1].rows[0].cells)
    assert "Kepala Bidang" in signed and signed.count("Contoh") == 2
    pdf = client.get(letter.replace(".docx", ".pdf"))
    assert mandate.sha256 in "".join(page_texts(pdf.content)).replace("\u200b", "").replace("\n", "")
    report = next(paper for paper in papers_of(story.case_id) if paper.key == "analysis_report").current
    assert client.get(reverse("documents:letter", args=[report.id, "pdf"])).status_code == 404, "a file is no letter"


@pytest.mark.django_db
@pytest.mark.parametrize("key", FORMS)
def test_a_form_sent_empty_files_nothing_and_says_what_is_missing(key: str) -> None:
    number, who, _ = FORMS[key]
    story = begin(cast(AT)).to(number)
    answer = client_in(story, who).post(address(story, key), {})
    assert answer.status_code == 422
    assert not [paper for paper in papers_of(story.case_id) if paper.key == key]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "changes", "status"),
    [
        ("schedule", {"ends_on": "2026-11-01"}, 422),
        ("schedule", {"ends_on": "besok"}, 422),
        ("source_repository", {"address": "https://ani:rahasia@git.example.test/a.git"}, 422),
        ("source_repository", {"address": "javascript:alert(1)"}, 422),
        ("project_board", {"address": "javascript:alert(1)"}, 422),
        ("installation_report", {"items-0-result": "perhaps"}, 422),
        ("plan_presentation", {"attendees-0-name": ""}, 422),
        ("final_report", {"work": "x" * 20001}, 422),
    ],
)
def test_nonsense_is_refused_and_nothing_is_filed(key: str, changes: dict[str, str], status: int) -> None:
    number, who, _ = FORMS[key]
    story = begin(cast(AT)).to(number)
    assert client_in(story, who).post(address(story, key), sent(key) | changes).status_code == status
    assert not [paper for paper in papers_of(story.case_id) if paper.key == key]


@pytest.mark.django_db
def test_the_end_of_the_schedule_form_is_the_deadline_of_activity_6() -> None:
    story = begin(cast(AT), to=3)
    client = client_in(story, "developer_one")
    assert client.post(address(story, "schedule"), sent("schedule")).status_code == 302
    story.to(6)
    item = story.position.item
    assert item is not None and item.ends_on is not None
    assert item.ends_on.isoformat() == "2027-02-26"


@pytest.mark.django_db
def test_a_decision_is_its_own_response_and_names_what_it_saw() -> None:
    story = begin(cast(AT), to=5)
    act = Act(outcome="rejected", reason="Jadwal terlalu singkat", remarks=("Perpanjang jadwal",))
    certify(case_id=story.case_id, act=act, who=story.cast.standing(story.cast.technical_one), at=story.at)
    version = next(paper for paper in papers_of(story.case_id) if paper.key == "plan_response").current
    shown = client_in(story, "technical_one").get(reverse("documents:version", args=[version.id])).content.decode()
    assert "Perpanjang jadwal" in shown and "tidak disetujui" in shown
    schedule = next(paper for paper in papers_of(story.case_id) if paper.key == "schedule").current
    assert schedule.sha256 in shown


@pytest.mark.django_db
def test_a_named_team_is_read_as_a_list_of_its_members() -> None:
    story = begin(cast(AT), to=2)
    story.name_team()
    version = next(paper for paper in papers_of(story.case_id) if paper.key == "experts").current
    shown = client_in(story, "registrar").get(reverse("documents:version", args=[version.id])).content.decode()
    assert all(said in shown for said in ("Peran dalam tim", "Pengembang", "Dewi Contoh", "23 November 2026"))
    assert reverse("cases:team", args=[story.case_id, "experts"]) in shown
    assert "login_id" not in shown
