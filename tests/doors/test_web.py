"""The shell: switches, navigation, and every error as a page with its status, its reasons and a way on."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused, RunutError
from runut.core.sentences import reason
from tests.cast import Cast, cast
from tests.clients import client_of

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
WEB = Path(__file__).resolve().parents[2] / "src" / "runut"
ERRORS: dict[str, Exception] = {
    "403": NotPermitted(reasons=[reason("administrators_only")]),
    "404": NotFound(),
    "409": Refused(reasons=[reason("case_not_held"), reason("case_ended")]),
    "422": Invalid(),
    "denied": PermissionDenied(),
    "large": RequestDataTooBig(),
    "500": RuntimeError("boom"),
}


def fail(request: HttpRequest, kind: str) -> HttpResponse:
    raise ERRORS[kind]


urlpatterns = [path("fail/<str:kind>/", fail), path("", include("runut.config.urls"))]
handler400 = "runut.web.errors.bad_request"
handler403 = "runut.web.errors.forbidden"
handler404 = "runut.web.errors.not_found"
handler500 = "runut.web.errors.server_error"


@pytest.fixture
def office(db: None) -> Cast:
    return cast(AT)


@pytest.fixture
def failing(settings: Any, office: Cast) -> Client:
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(pk=office.technical_one))
    return client


@pytest.mark.parametrize("kind", ["403", "404", "409", "422"])
def test_an_error_of_the_product_is_a_page_with_its_status_and_every_reason(failing: Client, kind: str) -> None:
    answer = failing.get(f"/fail/{kind}/")
    error = ERRORS[kind]
    assert isinstance(error, RunutError)
    assert answer.status_code == int(kind)
    page = answer.content.decode()
    assert page.count("<li>") >= len(error.reasons)
    assert 'href="/"' in page
    assert "masthead" in page


@pytest.mark.parametrize(("kind", "status"), [("denied", 403), ("large", 413), ("500", 500)])
def test_djangos_own_errors_look_the_same(failing: Client, kind: str, status: int) -> None:
    answer = failing.get(f"/fail/{kind}/")
    assert answer.status_code == status
    assert b"Runut" in answer.content
    assert 'href="/"' in answer.content.decode()


def test_an_address_that_leads_nowhere_says_so_to_whoever_is_not_signed_in(office: Cast) -> None:
    answer = Client().get("/tidak/ada/")
    assert answer.status_code == 404
    assert "Tidak ada apa-apa di sini" in answer.content.decode()


def test_a_host_that_is_not_ours_is_refused_without_a_crash(office: Cast) -> None:
    assert Client(headers={"host": "lain.example.test"}).get("/").status_code == 400


def test_a_failure_asks_neither_database_nor_session(failing: Client) -> None:
    from runut.web.errors import server_error

    request = HttpRequest()
    with CaptureQueriesContext(connection) as queries:
        answer = server_error(request)
    assert answer.status_code == 500
    assert len(queries) == 0


def test_htmx_gets_a_fragment_for_the_flash_place(failing: Client) -> None:
    answer = failing.get("/fail/409/", headers={"hx-request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#flash"
    assert b"<html" not in answer.content
    assert answer.content.decode().count("<li>") == 2


def test_the_way_back_leads_to_the_page_one_came_from_and_never_to_another_site(failing: Client) -> None:
    page = failing.get("/fail/409/", headers={"referer": "http://testserver/cases/?q=x"}).content.decode()
    assert 'href="/cases/?q=x"' in page
    assert "evil" not in failing.get("/fail/409/", headers={"referer": "http://evil.example.test/cases/"}).content.decode()


def test_a_form_that_is_too_old_is_explained(office: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "Formulir ini sudah kedaluwarsa" in answer.content.decode()


def test_the_language_is_kept_in_the_browser_and_with_the_account(office: Cast) -> None:
    client = client_of(office.user)
    answer = client.post("/language/", {"language": "en", "next": "/account/"})
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert '<html lang="en"' in client.get("/account/").content.decode()
    assert '<html lang="en"' in client_of(office.user).get("/account/").content.decode()


def test_whoever_is_not_signed_in_reads_indonesian_until_they_choose(office: Cast) -> None:
    client = Client(headers={"accept-language": "en-US,en"})
    assert '<html lang="id"' in client.get("/account/login/").content.decode()
    client.post("/language/", {"language": "en"})
    assert '<html lang="en"' in client.get("/account/login/").content.decode()


def test_the_theme_stands_on_the_first_byte(office: Cast) -> None:
    client = Client()
    assert 'data-theme="auto"' in client.get("/account/login/").content.decode()
    client.post("/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/account/login/").content.decode()


def test_the_theme_follows_the_account(office: Cast) -> None:
    client_of(office.user).post("/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client_of(office.user).get("/account/").content.decode()


@pytest.mark.parametrize(("where", "value"), [("language", "fr"), ("theme", "pink"), ("language", ""), ("theme", "")])
def test_a_switch_refuses_what_the_product_does_not_have(office: Cast, where: str, value: str) -> None:
    assert Client().post(f"/{where}/", {where: value}).status_code == 422


def test_a_switch_never_leads_to_another_site(office: Cast) -> None:
    assert Client().post("/theme/", {"theme": "dark", "next": "https://evil.example.test/"})["Location"] == "/"


def test_a_switch_takes_no_link(office: Cast) -> None:
    assert Client().get("/language/").status_code == 405


def test_a_place_is_shown_to_whoever_may_go_there_and_marked_when_one_is(office: Cast) -> None:
    page = client_of(office.administrator).get("/people/").content.decode()
    assert re.search(r'href="/people/" aria-current="page"', page)
    assert 'href="/calendar/"' in page


def test_the_style_guide_is_for_the_administrator(office: Cast) -> None:
    assert client_of(office.administrator).get("/styleguide/").status_code == 200
    assert client_of(office.user).get("/styleguide/").status_code == 403


def test_the_style_guide_costs_the_shell_and_nothing_more(office: Cast) -> None:
    client = client_of(office.administrator)
    client.get("/styleguide/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/styleguide/")
    assert len(queries) <= 12, [query["sql"] for query in queries]


@pytest.mark.parametrize("page", ["/account/login/", "/", "/deadlines/", "/calendar/", "/people/", "/account/", "/styleguide/"])
def test_a_page_weighs_less_than_thirty_kilobytes(office: Cast, page: str) -> None:
    client = client_of(office.administrator) if page != "/account/login/" else Client()
    answer = client.get(page, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 30_000


def test_files_are_not_compressed_on_their_way(office: Cast) -> None:
    from runut.web.middleware import Compressed

    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = "gzip"
    file = HttpResponse(b"a" * 5000, content_type="application/octet-stream")
    answer = Compressed(lambda request: file).process_response(request, file)
    assert "Content-Encoding" not in answer.headers


def test_no_template_has_a_script_or_a_style_of_its_own() -> None:
    for template in WEB.glob("*/templates/**/*.html"):
        text = template.read_text("utf-8")
        if "/mail/" in str(template):
            continue
        assert not re.search(r"\sstyle=|<style|\son(click|change|submit|load)=|javascript:", text), template
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or "application/json" in script, f"{template}: {script}"


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    from runut.web.icons import NAMES

    for template in WEB.glob("*/templates/**/*.html"):
        for name in re.findall(r"{%\s*icon\s+\"([^\"]+)\"", template.read_text("utf-8")):
            assert name in NAMES, f"{template}: {name}"
