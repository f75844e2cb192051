"""What every request gets."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from io import StringIO

import pytest
import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from runut.base import logs, middleware


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
    assert middleware.Log.format_request(request) == "GET /invitation/…/"


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
