"""What every request gets."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from io import StringIO
from types import SimpleNamespace

import pytest
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from runut.base import logs, middleware
from runut.people.views import invitations


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


def test_a_request_happens_at_one_moment(rf: RequestFactory) -> None:
    request = rf.get("/")
    before = datetime.now(UTC)
    middleware.moment(_page)(request)
    at = request.at  # type: ignore[attr-defined]
    assert before <= at <= datetime.now(UTC)
    assert at.tzinfo is UTC


def test_a_view_changes_single_directives_of_the_policy(rf: RequestFactory) -> None:
    relaxed = middleware.policy(frame_src="'self'", img_src="'self' blob:")(_page)
    header = middleware.strict_headers(relaxed)(rf.get("/")).headers["Content-Security-Policy"]
    directives = dict(part.split(" ", 1) for part in header.split("; "))
    assert (directives["frame-src"], directives["img-src"], directives["script-src"]) == ("'self'", "'self' blob:", "'self'")


def test_a_view_s_own_policy_stays(rf: RequestFactory) -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    assert middleware.strict_headers(page)(rf.get("/")).headers["Content-Security-Policy"] == "sandbox"


def test_nothing_inline_is_ever_allowed() -> None:
    assert "unsafe" not in " ".join(middleware.POLICY.values())


def test_the_log_writes_neither_tokens_nor_queries(rf: RequestFactory) -> None:
    request = rf.get("/invitation/geheim/?next=/geheim/")
    request.resolver_match = ResolverMatch(_page, (), {"token": "geheim", "case_id": 7}, route="invitation/<token>/")
    assert middleware.told(request) == "GET /invitation/…/"


def test_a_request_is_one_line_with_its_number_and_who_asked(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    def refused(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=404)

    request = rf.get("/cases/7/?q=rahasia")
    request.standing = SimpleNamespace(user_id=3)  # type: ignore[attr-defined]
    with caplog.at_level(logging.INFO, logger=middleware.__name__):
        response = middleware.log(_page)(request)
        middleware.log(refused)(rf.get("/nirgends/"))
    first, second = (one.msg for one in caplog.records)
    assert isinstance(first, dict) and isinstance(second, dict)
    assert (first["event"], first["code"], first["request"], first["user_id"]) == ("request_finished", 200, "GET /cases/7/", 3)
    assert first["request_id"] == response.headers["X-Request-ID"] != second["request_id"]
    assert (first["level"], second["level"], second["user_id"]) == ("info", "warning", None)


def test_an_error_is_logged_once_with_its_traceback_and_without_secrets(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(invitations, "invitation_by_token", broken)
    client.raise_request_exception = False
    assert client.get("/invitation/geheim/").status_code == 500
    (traced,) = [one.msg for one in caplog.records if isinstance(one.msg, dict) and "exc_info" in one.msg]
    assert (traced["event"], traced["request"]) == ("request_failed", "GET /invitation/…/")
    assert "geheim" not in caplog.text


def test_a_line_of_the_log_is_json_with_the_request_s_number() -> None:
    out = StringIO()
    formatter = logs.configure("INFO")["formatters"]["json"]
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter["()"](foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"]))
    logger = logging.getLogger("runut.tests")
    logger.addHandler(handler)
    try:
        with structlog.contextvars.bound_contextvars(request_id="7"):
            logger.error("it %s", "broke")
    finally:
        logger.removeHandler(handler)
    line = json.loads(out.getvalue())
    assert (line["event"], line["level"], line["request_id"], line["logger"]) == ("it broke", "error", "7", "runut.tests")


@pytest.mark.parametrize("name", ["SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SECURE_CONTENT_TYPE_NOSNIFF"])
def test_cookies_and_types_are_safe(name: str) -> None:
    assert getattr(settings, name) is True
