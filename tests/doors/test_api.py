"""The API: tokens and scopes, the pages' own refusals, documents up and down, and no answer that is a fault of ours."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok

from runut.api.site import api
from runut.cases import services as cases
from runut.core.ledger import Event, moment, verify
from runut.people.queries import SCOPES
from runut.people.services import issue_token
from runut.procedures.queries import forget
from runut.procedures.services import install_shipped
from tests.cast import Cast, cast

AT = datetime.now(UTC)
EXAMPLES = 10
APPLICATION = get_wsgi_application()


@pytest.fixture
def office(db: None) -> Iterator[Cast]:
    made = cast(AT)
    install_shipped(at=AT)
    yield made
    forget()


@pytest.fixture
def case_id(office: Cast) -> int:
    who = office.standing(office.user)
    return cases.request_case(
        title="Aplikasi Persuratan",
        purpose="",
        unit_id=office.requesting_unit,
        unit="Dinas",
        who=who,
        at=AT,
    )


class Caller:
    """Somebody with a token."""

    def __init__(self, office: Cast, user_id: int, scopes: tuple[str, ...] = SCOPES) -> None:
        self.token = issue_token(name="uji", scopes=scopes, days=1, who=office.standing(user_id), at=AT)
        self.client = Client(headers={"Authorization": f"Bearer {self.token}", "Accept-Language": "en"})

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=headers)

    def post(self, path: str, **body: Any) -> Any:
        return self.client.post(f"/api/v1{path}", data=json.dumps(body), content_type="application/json")

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api/v1{path}")

    def file(self, case_id: int, key: str, content: bytes = b"isi contoh", **fields: str) -> Any:
        upload = io.BytesIO(content)
        upload.name = "laporan.txt"
        return self.client.post(
            f"/api/v1/cases/{case_id}/documents",
            data={"key": key, "file": upload, **fields},
        )


def test_nobody_is_told_anything_without_a_token(office: Cast, case_id: int) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer runut_wrong"},
        {"Authorization": "Basic eDp5"},
    ):
        answer = Client(headers=headers).get(f"/api/v1/cases/{case_id}")
        assert answer.status_code == 401
        assert answer.json()["code"] == "sign_in"


def test_a_token_reaches_no_further_than_its_scopes(office: Cast, case_id: int) -> None:
    caller = Caller(office, office.registrar, ("cases:read",))
    assert caller.get(f"/cases/{case_id}").status_code == 200
    answer = caller.post(f"/cases/{case_id}/hold", reason="x")
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert caller.get(f"/cases/{case_id}/documents").status_code == 403


def test_an_auditor_reads_and_changes_nothing(office: Cast, case_id: int) -> None:
    caller = Caller(office, office.auditor)
    assert caller.get(f"/cases/{case_id}").status_code == 200
    assert caller.post(f"/cases/{case_id}/hold", reason="x").json()["code"] == "auditor_reads"


def test_the_case_of_another_unit_is_not_there(office: Cast, case_id: int) -> None:
    outsider = Caller(office, office.outsider)
    for path in ("", "/documents", "/events", "/events.jsonl", "/remarks"):
        assert outsider.get(f"/cases/{case_id}{path}").status_code == 404
    assert outsider.post(f"/cases/{case_id}/hold", reason="x").status_code == 404
    assert outsider.get("/cases").json()["rows"] == []


def test_it_says_what_is_missing_and_refuses_with_the_same_words(office: Cast, case_id: int) -> None:
    caller = Caller(office, office.registrar)
    shown = caller.get(f"/cases/{case_id}").json()
    refused = caller.post(f"/cases/{case_id}/complete", saw=shown["saw"])
    assert refused.status_code == 409
    assert refused.json()["reasons"] == shown["missing"]
    assert refused.json()["code"] == "requirement_missing"


def test_a_request_goes_from_entry_to_its_number(office: Cast) -> None:
    unit, registrar, head = (Caller(office, who) for who in (office.user, office.registrar, office.division_head))
    made = unit.post("/cases", title="Aplikasi Arsip", unit_id=office.requesting_unit)
    assert made.status_code == 201
    case_id = made.json()["id"]
    assert unit.file(case_id, "analysis_report").status_code == 201
    assert registrar.file(case_id, "development_mandate").status_code == 201
    saw = registrar.get(f"/cases/{case_id}").json()["saw"]
    certified = registrar.post(f"/cases/{case_id}/complete", saw=saw).json()
    assert certified["saw"] == {"activity": 1, "round": 1, "turn": 1}
    again = registrar.post(f"/cases/{case_id}/complete", saw=saw)
    assert (again.status_code, again.json()["code"]) == (409, "changed_meanwhile")
    decided = head.post(f"/cases/{case_id}/complete", saw=certified["saw"], outcome="approved").json()
    assert decided["activity"] == 2
    assert decided["number"].endswith("-0001")
    assert [row["id"] for row in registrar.get("/my-work").json()["rows"]] == [case_id]


def test_what_goes_up_comes_down(office: Cast, case_id: int) -> None:
    caller = Caller(office, office.user)
    content = bytes(range(256)) * 1000
    made = caller.file(case_id, "analysis_report", content).json()["id"]
    version = caller.get(f"/documents/{made}").json()
    assert version["sha256"] == hashlib.sha256(content).hexdigest()
    answer = caller.get(f"/documents/{made}/content")
    assert b"".join(answer.streaming_content) == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert Caller(office, office.outsider).get(f"/documents/{made}/content").status_code == 404


def test_what_comes_down_can_be_continued_and_is_not_run_by_a_browser(office: Cast, case_id: int) -> None:
    caller = Caller(office, office.user)
    made = caller.file(case_id, "analysis_report", b"<html><script>alert(1)</script>").json()["id"]
    rest = caller.get(f"/documents/{made}/content", range="bytes=6-")
    assert (rest.status_code, b"".join(rest.streaming_content)) == (206, b"<script>alert(1)</script>")
    assert (rest.headers["Content-Type"], rest.headers["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert caller.get(f"/documents/{made}/content", if_none_match=rest.headers["ETag"]).status_code == 304


def test_the_exported_chain_proves_itself(office: Cast, case_id: int) -> None:
    caller = Caller(office, office.user)
    caller.file(case_id, "analysis_report")
    lines = b"".join(caller.get(f"/cases/{case_id}/events.jsonl").streaming_content).decode().splitlines()
    held = [json.loads(line) for line in lines]
    events = [Event(**(one["event"] | {"at": moment(one["event"]["at"])}), hash=one["hash"]) for one in held]
    assert verify(events) == caller.get(f"/cases/{case_id}").json()["head"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/cases", {"title": "", "unit_id": 1}, 422),
        ("/cases", {"title": "x" * 201, "unit_id": 1}, 422),
        ("/cases", {"title": "x", "unit_id": 10**30}, 422),
        ("/cases", {"title": "x", "unit_id": 1, "surprise": 1}, 422),
        ("/cases/{case}/complete", {}, 422),
        (
            "/cases/{case}/complete",
            {"saw": {"activity": 1, "round": 1, "turn": 0}, "outcome": "approved"},
            409,
        ),
        ("/cases/{case}/deviate", {"activity": 99, "reason": "x"}, 403),
        ("/cases/{case}/version", {"version_id": 999, "reason": "x"}, 404),
        (
            "/cases/{case}/remarks/99999999999999999999/answer",
            {"text": "x", "change": "x"},
            409,
        ),
        ("/cases/99999999999999999999/hold", {"reason": "x"}, 422),
        ("/cases/{case}/hold", {"reason": "Rp 1\u202e000"}, 422),
        ("/cases/{case}/complete", {"saw": {"activity": 1, "round": 1, "turn": 0}, "remarks": ["a\x07b"]}, 422),
    ],
)
def test_nonsense_is_refused_with_a_sentence(office: Cast, case_id: int, path: str, body: dict[str, Any], status: int) -> None:
    if body.get("unit_id") == 1:  # a unit that is there; databases number them as they like
        body = {**body, "unit_id": office.requesting_unit}
    answer = Caller(office, office.registrar).post(path.format(case=case_id), **body)
    assert answer.status_code == status
    assert all(one["sentence"] for one in answer.json()["reasons"])


def test_a_body_that_is_not_json_is_refused(office: Cast) -> None:
    caller = Caller(office, office.registrar)
    answer = caller.client.post("/api/v1/cases", data=b"{", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep the test's connection open between requests that go through the application itself."""
    request_finished.disconnect(close_old_connections)
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_generated_requests_find_no_fault_of_ours(office: Cast, case_id: int) -> None:
    token = Caller(office, office.registrar).token
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
    schema.app = _closing
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        answers = _asked(found.ok(), {"Authorization": f"Bearer {token}"})
        assert answers
        assert not {status for status in answers if status >= 500}, found.ok().label


def _closing(environ: Any, start_response: Any) -> list[bytes]:
    """Answer as a real server does: with the response closed at its end, which closes what was uploaded."""
    response = APPLICATION(environ, start_response)
    try:
        return list(response)
    finally:
        response.close()


def _asked(operation: Any, headers: dict[str, str]) -> list[int]:
    """Return what generated requests to one operation were answered with."""
    answers: list[int] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answers.append(case.call(headers=headers).status_code)

    ask()
    return answers
