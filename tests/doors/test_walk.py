"""Every address of the site, asked by everybody: what each gets, typed by hand and not read from the code.

A new address fails until its line stands in `tests/doors/addresses.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from runut.documents.services import file_upload
from runut.documents.uploads import store_stream
from runut.people import services as people
from runut.people.queries import SCOPES, holdings, invitations, tokens
from runut.planning import services as plans
from runut.planning.queries.flows import flows
from runut.planning.queries.screens import gallery
from runut.planning.services.flows import begin_flow
from runut.planning.services.regulations import enter_regulation
from runut.planning.services.screens import add_screens
from runut.planning.services.tasks import TaskText, add_task
from runut.procedures import queries as procedures
from runut.procedures.services import propose_edition
from runut.repositories.services import make_repository
from runut.reviews.queries import meetings
from runut.reviews.services import enter_attendee
from runut.testing.services import Draft, Written, add_finding, ask, start_run, write_scenario
from tests import gits
from tests.builders import Story, begin
from tests.cast import PASSWORD, cast
from tests.doors.addresses import OWN_OR_OPEN, ROLES, TABLE
from tests.rooms.planning.gallery import png, staged
from tests.rooms.procedures.writing import draft_of, revision_of
from tests.rooms.reviews.test_presentations import plan

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

KEYS = {
    "procedures": "pengembangan-aplikasi",
    "team": "experts",
    "upload": "schedule",
    "mandate": "development_mandate",
    "mockups": "mockups",
    "flows": "business_flow",
    "board": "project_board",
    "regulations": "regulations",
    "schedule": "schedule",
    "features": "analysis_document",
    "tasks": "schedule",
    "repository": "source_repository",
    "release": "application",
    "plan": "plan_presentation",
    "presentations": "plan_presentation",
    "result": "result_presentation",
    "installation": "installation_report",
    "comparison": "feature-1",
    "final-report": "final_report",
    "file": "test_documentation",
}
# What links of mails look like; the library's patterns are no templates.
LINKS = {"^confirm-email": "/account/confirm-email/abc/", "^password": "/account/password/reset/key/1-abc/"}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT.replace(hour=4), tick=False):
        yield


@pytest.fixture
def story(tmp_path: Path, settings: Settings) -> Story:
    """A case of the requesting unit that waits for the technical team, with one developer in its team and one commit in its repository."""
    settings.GIT_FOLDER = tmp_path / "git"
    story = begin(cast(AT, password=PASSWORD), to=2)
    story.name_team(story.cast.developer_one)
    registrar = story.cast.standing(story.cast.registrar)
    made = make_repository(case_id=story.case_id, title="Source code repository", who=registrar, at=story.at)
    gits.commit(made.pk, {"README": b"Isi contoh"}, at=story.at)
    developer = story.cast.standing(story.cast.developer_one)
    add_screens(case_id=story.to(3).case_id, files=[(staged(png()), "Masuk.png")], who=developer, at=story.at)
    add_task(case_id=story.case_id, text=TaskText(name="Rancang"), who=developer, at=story.at)
    plans.add_feature(case_id=story.case_id, text=plans.FeatureText(name="Masuk"), who=developer, at=story.at)
    begin_flow(case_id=story.case_id, name="Pendaftaran", who=developer, at=story.at)
    written = Written(title="Sandi bawaan", place="/masuk", severity="high")
    add_finding(case_id=story.case_id, written=written, who=developer, at=story.at)
    scenario = Draft(title="Masuk", steps=[{"action": "Isi sandi", "expected": "Halaman depan"}])
    write_scenario(case_id=story.case_id, draft=scenario, who=developer, at=story.at)
    start_run(case_id=story.case_id, build="v1.0", place="", only_open=False, who=developer, at=story.at)
    ask(case_id=story.case_id, build="v1.0", links=1, who=developer, at=story.at)
    number = plan(story.to(4))
    enter_attendee(case_id=story.case_id, presentation_id=number, name="Rina", position="", who=developer, at=story.at)
    return story.to(5)


@pytest.fixture
def fill(story: Story) -> Callable[[str], str]:
    """Return what makes an address of a pattern: of the case, its document, and whatever else there is one of."""
    office, at = story.cast, story.at
    admin = office.standing(office.administrator)
    own = people.invite(
        email="baru@example.test", name="Baru", unit_id=None, position="", administrator=False, auditor=False, who=admin, at=at
    )
    names = {
        "case_id": story.case_id,
        "person_id": office.user,
        "unit_id": office.other_unit,
        "office_id": office.offices["technical_team"],
        "number": 1,
        "project_id": 1,
        "run": 1,
        "pk": 1,
        "name": "PA-2026-0001",
        "rest": "info/refs",
        "code": "AAAA-BBBB-CCCC-DDDD",
        "sha": "main",
        "sha256": "0" * 64,
        "language": "id",
        "letter": "a",
        "token": own.link.rstrip("/").rsplit("/", 1)[1],
        "edition_id": propose_edition(year=2027, who=admin, at=at),
        "document_id": gallery(story.case_id).screens[0].id,
        "regulation_id": enter_regulation(
            values={"kind": "uu", "number": "1", "year": 2024, "title": "ITE"}, upload=staged(png()), filename="uu.png", who=admin, at=at
        ),
        "flow_id": flows(story.case_id)[0][0].id,
        **_rows(story),
        **_draft(story),
    }
    paper, in_force = _paper(story), procedures.version_in_force(on=office.today)[0]

    def made(pattern: str) -> str:
        if "^" in pattern:
            return LINKS[pattern.split("/")[1]]
        parts = pattern.split("/")
        key = next((KEYS[part] for part in reversed(parts) if part in KEYS), "")
        version = paper if "documents/<" in pattern else in_force
        ending = "csv" if "/list." in pattern else "svg" if "/form." in pattern else "pdf"
        values = {**names, "key": key, "version_id": version, "ending": ending}
        made = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), pattern)
        return made + "?path=README" if made.endswith("/raw/") else made

    return made


def _paper(story: Story) -> int:
    """File a letter that the SOP does not ask for, and return its version."""
    who = story.cast.standing(story.cast.technical_one)
    staged = store_stream(BytesIO(b"Surat (contoh)"))
    return file_upload(case_id=story.case_id, key="", title="", upload=staged, filename="surat.txt", who=who, at=story.at)


def _draft(story: Story) -> dict[str, int]:
    """Begin a draft with the SOP in force, and return its number and that of its first state."""
    own = story.cast
    made = draft_of(procedures.version_in_force(on=own.today)[0], who=own.standing(own.registrar), at=story.at)
    return {"draft_id": made, "revision_id": revision_of(made)}


def _rows(story: Story) -> dict[str, int]:
    """Return a holding, an invitation, the administrator's token, and a presentation with who attended it, by number."""
    office = story.cast
    people.issue_token(name="Uji", scopes=["cases:read"], days=30, who=office.standing(office.administrator), at=datetime.now(UTC))
    (presented,) = meetings(case_id=story.case_id)
    return {
        "presentation_id": presented.id,
        "attendee_id": presented.attendees[0].id,
        "holding_id": holdings(office_id=office.offices["technical_team"])[0].id,
        "invitation_id": invitations(at=story.at).rows[0].id,
        "token_id": tokens(user_id=office.administrator)[0].id,
    }


def test_every_address_stands_in_the_table() -> None:
    found = {pattern for pattern, _view in _patterns(get_resolver().url_patterns)}
    assert sorted(found - TABLE.keys()) == [], "These addresses are new: say in TABLE what everybody gets there."
    assert sorted(TABLE.keys() - found) == [], "These addresses are gone: take them out of TABLE."


def test_an_auditor_changes_nothing_but_what_is_their_own() -> None:
    column = ROLES.index("auditor")
    rest = {pattern: lines[1].split()[column] for pattern, lines in TABLE.items() if not pattern.startswith(OWN_OR_OPEN)}
    # The API has no such address, or does not take the method; everything else refuses them.
    assert [one for one, got in rest.items() if got != "403" and not (one.startswith("api/") and got in {"404", "405"})] == []


def test_nothing_of_a_case_is_there_for_another_unit() -> None:
    column = ROLES.index("outsider")
    own = {pattern: lines for pattern, lines in TABLE.items() if "case_id" in pattern or "documents/<" in pattern}
    gets = [lines[0].split()[column] for lines in own.values()]
    assert set(gets) == {"404", "405"}, "405 where the address takes no GET"


SHARES = 4 if connection.vendor == "sqlite" else 1
"""Which parts of the roles walk: who may do what does not depend on the database, so every fourth walks on the second one too."""


@pytest.mark.parametrize("roles", [ROLES[share::4] for share in range(SHARES)], ids="-".join)
def test_everybody_gets_what_the_table_says(story: Story, fill: Callable[[str], str], roles: list[str]) -> None:
    # Every request is taken back, so those who come later find the same story.
    wrong = [one for role in roles for one in _unlike_the_table(story, fill, role)]
    assert not wrong, "\n".join(wrong)


def _unlike_the_table(story: Story, fill: Callable[[str], str], role: str) -> list[str]:
    client, headers = _comer(story, role)
    column = ROLES.index(role)
    wrong = []
    for pattern, lines in TABLE.items():
        for method, line in zip(("get", "post"), lines, strict=True):
            got = _ask(client, method, fill(pattern), headers)
            if got != int(line.split()[column]):
                wrong.append(f"{role}: {method.upper()} /{pattern}: {got}, not {line.split()[column]}")
    return wrong


def _comer(story: Story, role: str) -> tuple[Client, dict[str, str]]:
    client = Client(raise_request_exception=False)
    if role == "nobody":
        return client, {}
    user = get_user_model().objects.get(pk=getattr(story.cast, role))
    client.force_login(user)
    token = people.issue_token(name="Uji", scopes=sorted(SCOPES), days=30, who=story.cast.standing(user.pk), at=datetime.now(UTC))
    return client, {"authorization": f"Bearer {token}"}


def _ask(client: Client, method: str, address: str, headers: dict[str, str]) -> int:
    """Ask and take back whatever it did."""
    api = address.startswith("/api/")
    more: dict[str, Any] = {"data": "{}", "content_type": "application/json"} if api and method == "post" else {}
    with transaction.atomic():
        response = getattr(client, method)(address, headers=headers if api else {}, **more)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    if method == "post":
        procedures.forget()
    status: int = response.status_code
    return status


def _patterns(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    for one in patterns:
        address = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns, address)
        else:
            yield address, one.callback
