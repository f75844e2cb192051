"""Every address of the site, asked by everybody: what each gets, typed by hand and not read from the code.

A new address fails until its line stands in `TABLE`.
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
from tests.rooms.planning.gallery import png, staged
from tests.rooms.procedures.writing import draft_of, revision_of
from tests.rooms.reviews.test_presentations import plan

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

ROLES = (
    "nobody",
    "outsider",  # of another unit
    "user",  # of the unit that asked
    "technical_one",  # whose turn it is
    "registrar",
    "developer_one",  # in the team
    "developer_two",  # in no team
    "division_head",
    "bureau_head",
    "auditor",
    "administrator",
)
# One column a role, in the order above. 302 for nobody: to sign in.
ALL = "302 200 200 200 200 200 200 200 200 200 200"
CASE = "302 404 200 200 200 200 404 200 200 200 200"
READER = "302 403 403 200 200 403 403 200 200 200 200"
ADMIN = "302 403 403 403 403 403 403 403 403 403 200"
AUDIT = "302 403 403 403 403 403 403 403 403 200 200"
OWN = ALL
ANY = "200 200 200 200 200 200 200 200 200 200 200"
GO = "302 302 302 302 302 302 302 302 302 302 302"
NONE = "302 404 404 404 404 404 404 404 404 404 404"
NEVER = "404 404 404 404 404 404 404 404 404 404 404"
CASE_GO = "302 404 302 302 302 302 404 302 302 302 302"
TOKEN = "401 200 200 200 200 200 200 200 200 200 200"
TOKEN_CASE = "401 404 200 200 200 200 404 200 200 200 200"
CODE = "302 404 404 200 200 200 404 200 200 200 200"
GIT = "401 401 401 401 401 401 401 401 401 401 401"
# What an unsafe method without valid input gets. Auditors: 403, whatever it is; a method that an address does not take: 405.
NO = "302 405 405 405 405 405 405 405 405 403 405"
NO_CODE = "302 405 405 405 405 405 405 405 405 403 405"
NO_READER = "302 403 403 405 405 403 403 405 405 403 405"
NO_AUDIT = "302 403 403 403 403 403 403 403 403 403 405"
NO_OWN = "302 405 405 405 405 405 405 405 405 405 405"
NO_ANY = "405 405 405 405 405 405 405 405 405 405 405"
BAD = "302 422 422 422 422 422 422 422 422 403 422"
BAD_CASE = "302 404 422 422 422 422 404 422 422 403 422"
BAD_COPY = "302 404 422 422 422 422 404 422 422 422 422"  # made for whoever asks, auditors too
BAD_CODE = "302 404 404 422 422 422 404 422 422 403 422"
BAD_OWN = "302 422 422 422 422 422 422 422 422 422 422"
BAD_ANY = "422 422 422 422 422 422 422 422 422 422 422"
BAD_ADMIN = "302 403 403 403 403 403 403 403 403 403 422"
DONE_ADMIN = "302 403 403 403 403 403 403 403 403 403 302"
NO_READ = "302 403 403 405 405 403 403 405 405 405 405"  # an address that takes no GET, for who reads the portfolio
DONE_DRAFT = "302 403 403 302 302 403 403 302 302 403 302"  # administrators and holders of an office write SOPs
BAD_DRAFT = "302 403 403 422 422 403 403 422 422 403 422"
LATE_DRAFT = "302 403 403 409 409 403 403 409 409 403 409"
LATE_ADMIN = "302 403 403 403 403 403 403 403 403 403 409"  # it is so already, or something stands against it
UNSIGNED = "302 404 403 403 403 403 404 403 403 403 404"
KEEPERS = "302 404 403 403 409 403 404 409 409 403 403"  # of the register, and heads: without a reason, or not on hold
SHOW_CASE = "302 404 200 200 200 200 404 200 200 403 200"  # nothing pressed, nothing done
KEEPER = "302 403 403 403 200 403 403 403 403 403 200"  # of the register of regulations
DONE_KEEPER = "302 403 403 403 302 403 403 403 403 403 302"
BAD_KEEPER = "302 403 403 403 422 403 403 403 403 403 422"
SEALED = "302 404 409 409 409 409 404 409 409 403 409"  # the activity that leaves it is complete
BAD_TOKEN = "401 422 422 422 422 422 422 422 422 403 422"
API_PAGE = "401 200 200 200 200 200 200 200 200 403 200"  # by the library, which shows them whatever the method
NO_TOKEN = "405 405 405 405 405 405 405 405 405 405 405"

TABLE: dict[str, tuple[str, str]] = {
    "healthz": (ANY, NO_ANY),
    # web
    "language/": (NO_ANY, BAD_ANY),
    "theme/": (NO_ANY, BAD_ANY),
    "styleguide/": (ADMIN, "302 403 403 403 403 403 403 403 403 403 405"),
    # people
    "people/": (ALL, NO),
    "people/export.csv": (READER, NO_READER),
    "people/history/": (AUDIT, NO_AUDIT),
    "people/<int:person_id>/": ("302 404 200 200 200 404 404 200 200 200 200", NO),
    "people/<int:person_id>/edit/": (ADMIN, BAD_ADMIN),
    "people/<int:person_id>/deactivate/": (ADMIN, DONE_ADMIN),
    "people/<int:person_id>/activate/": (ADMIN, LATE_ADMIN),
    "people/organisation/": (ALL, NO),
    "people/organisation/edit/": (ADMIN, BAD_ADMIN),
    "people/units/": (ALL, NO),
    "people/units/new/": (ADMIN, BAD_ADMIN),
    "people/units/<int:unit_id>/": (ADMIN, BAD_ADMIN),
    "people/units/<int:unit_id>/close/": (ADMIN, LATE_ADMIN),
    "people/units/<int:unit_id>/open/": (ADMIN, LATE_ADMIN),
    "people/offices/": (ALL, NO),
    "people/offices/<int:office_id>/": (ALL, NO),
    "people/offices/<int:office_id>/appoint/": (ADMIN, BAD_ADMIN),
    "people/holdings/<int:holding_id>/end/": (ADMIN, BAD_ADMIN),
    "people/holdings/<int:holding_id>/withdraw/": (ADMIN, LATE_ADMIN),
    "people/invitations/": (AUDIT, NO_AUDIT),
    "people/invitations/new/": (ADMIN, BAD_ADMIN),
    "people/invitations/<int:invitation_id>/again/": (ADMIN, DONE_ADMIN),
    "people/invitations/<int:invitation_id>/cancel/": (ADMIN, DONE_ADMIN),
    "invitation/<str:token>/": (ANY, BAD_ANY),
    # one's own account; auditors too
    "account/": (OWN, NO_OWN),
    "account/data/": (OWN, BAD_OWN),
    "account/unsent/": (GO, NO_OWN),  # there is nothing unsent
    "account/preferences/": (NO_OWN, GO),
    "account/email/": (GO, NO_OWN),
    "account/tokens/": (OWN, BAD_OWN),
    "account/tokens/<int:token_id>/revoke/": ("302 404 404 404 404 404 404 404 404 404 200", "302 404 404 404 404 404 404 404 404 404 302"),
    # procedures and calendar
    "procedures/": (ALL, NO),
    "procedures/versions/<int:version_id>/": (ALL, NO),
    "procedures/versions/<int:version_id>/file.toml": (ALL, NO),
    "procedures/versions/<int:version_id>/form.<slug:ending>": (ALL, NO),
    "procedures/versions/<int:version_id>/evaluation.<slug:ending>": (READER, NO_READER),
    "procedures/versions/<int:version_id>/confirm/": (NO_OWN, "302 403 403 403 403 403 403 403 302 403 302"),
    "procedures/versions/<int:version_id>/differences/": (ALL, NO),
    "procedures/versions/<int:version_id>/simulation/": (ALL, NO),
    "procedures/versions/<int:version_id>/draft/": (NO_READ, DONE_DRAFT),
    "procedures/new/": (READER, BAD_DRAFT),
    "procedures/drafts/": (READER, NO_READER),
    "procedures/drafts/<int:draft_id>/": (READER, LATE_DRAFT),
    "procedures/drafts/<int:draft_id>/questions/": (NO_READ, LATE_DRAFT),
    "procedures/drafts/<int:draft_id>/submit/": (READER, BAD_DRAFT),
    "procedures/drafts/<int:draft_id>/withdraw/": (NO_READ, LATE_DRAFT),
    "procedures/drafts/<int:draft_id>/return/": (NO_READ, LATE_DRAFT),
    "procedures/drafts/<int:draft_id>/approve/": (NO_READ, LATE_DRAFT),
    "procedures/drafts/<int:draft_id>/discard/": (READER, DONE_DRAFT),
    "procedures/drafts/<int:draft_id>/simulation/": (READER, NO_READER),
    "procedures/drafts/<int:draft_id>/history/": (READER, NO_READER),
    "procedures/drafts/<int:draft_id>/history/<int:revision_id>/": (READER, DONE_DRAFT),
    "procedures/<slug:key>/": (ALL, NO),
    "procedures/<slug:key>/versions/": (ALL, NO),
    "calendar/": (ALL, NO),
    "calendar/holidays.ics": (ALL, NO),
    "calendar/holidays.csv": (ALL, NO),
    "calendar/hours/": (ADMIN, BAD_ADMIN),
    "calendar/editions/": (ALL, NO),
    "calendar/editions/propose/": ("302 403 403 403 403 403 403 403 403 403 405", BAD_ADMIN),
    "calendar/editions/new/": (ADMIN, BAD_ADMIN),
    "calendar/editions/<int:edition_id>/": (ALL, NO),
    "calendar/editions/<int:edition_id>/edit/": (ADMIN, BAD_ADMIN),
    "calendar/editions/<int:edition_id>/adopt/": (ADMIN, LATE_ADMIN),
    "calendar/editions/<int:edition_id>/remove/": (ADMIN, DONE_ADMIN),
    # cases
    "": (ALL, NO),
    "deadlines/": (ALL, NO),
    "deadlines/deadlines.ics": (ALL, NO),
    "cases/": (ALL, NO),
    "cases/register.csv": (ALL, NO),
    "cases/register.xlsx": (ALL, NO),
    "cases/new/": (ALL, "302 422 422 422 422 422 422 422 422 403 403"),
    "cases/<int:case_id>/": (CASE, NO),
    "cases/<int:case_id>/record/": (CASE_GO, BAD_CASE),
    "cases/<int:case_id>/remarks/": (CASE_GO, "302 404 409 409 409 409 404 409 409 403 409"),
    "cases/<int:case_id>/hold/": (CASE, KEEPERS),
    "cases/<int:case_id>/resume/": (CASE, KEEPERS),
    "cases/<int:case_id>/extend/": (CASE, BAD_CASE),
    "cases/<int:case_id>/deviate/": (CASE, BAD_CASE),
    "cases/<int:case_id>/version/": (CASE, BAD_CASE),
    "cases/<int:case_id>/cancel/": (CASE, "302 404 403 403 403 403 404 409 409 403 403"),
    "cases/<int:case_id>/responses/": (CASE, NO),
    "cases/<int:case_id>/history/": (CASE, NO),
    "cases/<int:case_id>/history/events.jsonl": (CASE, NO),
    "cases/<int:case_id>/people/": (CASE, NO),
    "cases/<int:case_id>/team/assignment.<slug:ending>": (CASE, NO),
    "cases/<int:case_id>/team/": (CASE, SHOW_CASE),
    "cases/<int:case_id>/team/<slug:key>/": (CASE, SHOW_CASE),
    # documents
    "cases/<int:case_id>/documents/": (CASE, NO),
    "cases/<int:case_id>/documents/upload/": (CASE, BAD_CASE),
    "cases/<int:case_id>/documents/upload/<slug:key>/": (CASE, BAD_CASE),
    "documents/<int:version_id>/": (CASE, NO),
    "documents/<int:version_id>/preview/": (CASE, NO),
    "documents/<int:version_id>/small.webp": (NONE, NO),  # it is no picture
    "documents/<int:version_id>/download/": (CASE, NO),
    "documents/<int:version_id>/letter.<slug:ending>": (NONE, NO),  # the paper is a file
    "documents/<int:version_id>/refile/": (NO_OWN, "302 404 302 302 302 302 404 302 302 403 403"),
    "documents/<int:version_id>/remove/": (CASE, BAD_CASE),
    # forms that fulfil deliverables
    "cases/<int:case_id>/mandate/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/board/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/regulations/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/schedule/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/plan/": (CASE, NO),
    # the register of regulations
    "regulations/": (ALL, NO),
    "regulations/register.csv": (ALL, NO),
    "regulations/new/": (KEEPER, BAD_KEEPER),
    "regulations/known/": ("302 403 403 403 405 403 403 403 403 403 405", DONE_KEEPER),
    "regulations/<int:regulation_id>/": (ALL, NO),
    "regulations/<int:regulation_id>/edit/": (KEEPER, BAD_KEEPER),
    "regulations/<int:regulation_id>/file/": (ALL, NO),
    # mockups
    "cases/<int:case_id>/mockups/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/screens/list/": (NO_OWN, SEALED),
    "cases/<int:case_id>/screens/<int:document_id>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/screens/<int:document_id>/version/": (NO_OWN, BAD_CASE),
    "cases/<int:case_id>/screens/<int:document_id>/change/": (NO_OWN, BAD_CASE),
    "cases/<int:case_id>/screens/<int:document_id>/comments/<int:number>/": (NO_OWN, BAD_CASE),
    # business flows
    "cases/<int:case_id>/flows/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/flows/<int:flow_id>/": (CASE, NO),
    "cases/<int:case_id>/flows/<int:flow_id>/draw/": (CASE, NO),
    "cases/<int:case_id>/flows/<int:flow_id>/save/": (NO_OWN, BAD_CASE),
    "cases/<int:case_id>/flows/<int:flow_id>/file/": (NO_OWN, SEALED),
    "cases/<int:case_id>/flows/<int:flow_id>/upload/": (NO_OWN, BAD_CASE),
    "cases/<int:case_id>/flows/<int:flow_id>/rename/": (NO_OWN, BAD_CASE),
    "cases/<int:case_id>/flows/<int:flow_id>/return/": (
        NONE,
        "302 404 404 404 404 404 404 404 404 403 404",
    ),  # nothing to return to is named
    "cases/<int:case_id>/flows/<int:flow_id>/discard/": (CASE, BAD_CASE),
    "cases/<int:case_id>/flows/<int:flow_id>/diagram.bpmn": (CASE, NO),
    "cases/<int:case_id>/flows/<int:flow_id>/picture.svg": (CASE, NO),
    "cases/<int:case_id>/repository/<slug:key>/": (CASE, BAD_CASE),
    # plans: read by whoever sees the case; nothing sent, nothing done
    "cases/<int:case_id>/cards/": (CASE, BAD_CASE),
    "cases/<int:case_id>/cards/use/": (NO_OWN, "302 404 409 409 409 409 404 409 409 403 409"),  # not in this activity
    "cases/<int:case_id>/cards/<int:number>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/tasks/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/tasks/<slug:key>/bars.json": (CASE, NO),
    "cases/<int:case_id>/tasks/<slug:key>/print/": (CASE, BAD_COPY),
    "cases/<int:case_id>/tasks/<slug:key>/print/paper.pdf": (NONE, NO),  # nobody has asked for one
    "cases/<int:case_id>/tasks/<slug:key>/new/": (CASE, BAD_CASE),
    "cases/<int:case_id>/tasks/<slug:key>/import/": (CASE, BAD_CASE),
    "cases/<int:case_id>/tasks/<slug:key>/list.<slug:ending>": (CASE, NO),
    "cases/<int:case_id>/tasks/<slug:key>/<int:number>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/features/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/features/<slug:key>/new/": (CASE, BAD_CASE),
    "cases/<int:case_id>/features/<slug:key>/import/": (CASE, BAD_CASE),
    "cases/<int:case_id>/features/<slug:key>/list.<slug:ending>": (CASE, NO),
    "cases/<int:case_id>/features/<slug:key>/<int:number>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/release/<slug:key>/": (  # the requesting unit sees no source code, and is sent to the upload
        "302 404 302 200 200 200 404 200 200 200 200",
        "302 404 302 422 422 422 404 422 422 403 422",
    ),
    "cases/<int:case_id>/code/forge/": (NO_OWN, "302 404 502 502 502 502 404 502 502 403 502"),  # this office has none
    "hooks/forge/<int:project_id>/": (NO_ANY, "403 403 403 403 403 403 403 403 403 403 403"),  # no signature
    "cases/<int:case_id>/code/make/": (NO_OWN, "302 404 409 409 409 409 404 409 409 403 409"),  # there is one already
    "cases/<int:case_id>/presentations/": (CASE, NO),
    "cases/<int:case_id>/presentations/plan/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/presentations/<int:presentation_id>/": (CASE, NO),
    "cases/<int:case_id>/presentations/<int:presentation_id>/change/": (CASE, BAD_CASE),
    "cases/<int:case_id>/presentations/<int:presentation_id>/invitation.<slug:ending>": (CASE, NO),
    "cases/<int:case_id>/presentations/<int:presentation_id>/attendance.<slug:ending>": (CASE, NO),
    "cases/<int:case_id>/presentations/<int:presentation_id>/presentation.ics": (CASE, NO),
    "cases/<int:case_id>/presentations/<int:presentation_id>/room/": (
        CASE,
        "302 404 409 409 409 409 404 409 409 403 409",
    ),  # activity 4 is over
    "cases/<int:case_id>/presentations/<int:presentation_id>/room/<int:attendee_id>/strike/": (
        NO_OWN,
        "302 404 409 409 409 409 404 409 409 403 409",
    ),
    "cases/<int:case_id>/response/": (CASE, BAD_CASE),
    "cases/<int:case_id>/responses/<int:number>/response.<slug:language>.<slug:ending>": (NONE, NO),  # no decision has made one yet
    "attendance/": (ALL, BAD),
    "cases/<int:case_id>/presentation/plan/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/presentation/result/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/installation/": (CASE, NO),
    "cases/<int:case_id>/installation/<slug:key>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/run-sheet/": (CASE, BAD_CASE),
    "cases/<int:case_id>/run-sheet/new/": (CASE, BAD_CASE),
    "cases/<int:case_id>/run-sheet/<int:number>/": (NONE, "302 404 404 404 404 404 404 404 404 403 404"),  # no step before activity 8
    "cases/<int:case_id>/comparison/": (CASE, SEALED),  # not open yet
    "cases/<int:case_id>/comparison/add/": (CASE, BAD_CASE),
    "cases/<int:case_id>/comparison/<slug:key>/": (NONE, "302 404 404 404 404 404 404 404 404 403 404"),  # no line before activity 8
    "cases/<int:case_id>/build/": (CASE, BAD_CASE),
    "cases/<int:case_id>/build/script/": (CASE, NO),
    "cases/<int:case_id>/final-report/<slug:key>/": (CASE, BAD_CASE),
    "verify/<str:code>/": (ANY, BAD_ANY),
    "cases/<int:case_id>/audit/": (CASE, NO),
    "cases/<int:case_id>/audit/sheet.pdf": (CASE, NO),
    # heads, the register's keeper, auditors and administrators; this case has no report yet
    "cases/<int:case_id>/audit/report-sealed.pdf": ("302 404 403 403 404 403 404 404 404 404 404", NO),
    "cases/<int:case_id>/audit/case-file.zip": ("302 404 403 403 200 403 404 200 200 200 200", NO),
    "cases/<int:case_id>/signatures/": (CASE, BAD_CASE),
    "cases/<int:case_id>/signatures/<slug:sha256>/withdraw/": (UNSIGNED, UNSIGNED),  # nobody has signed anything in this case
    # source code: its team, and whoever sees everything; git itself comes with a token, and without one is told so
    "cases/<int:case_id>/code/": (CODE, NO_CODE),
    "cases/<int:case_id>/code/files/": (CODE, NO_CODE),
    "cases/<int:case_id>/code/raw/": (CODE, NO_CODE),
    "cases/<int:case_id>/code/commits/": (CODE, NO_CODE),
    "cases/<int:case_id>/code/commits/<str:sha>/": (CODE, NO_CODE),
    "cases/<int:case_id>/code/comparison/": (CODE, NO_CODE),
    "git/<str:name>.git/<path:rest>": (GIT, GIT),
    # tests: findings tell how to break in, so the requesting unit does not read them
    "cases/<int:case_id>/testing/": (CASE, NO),
    "cases/<int:case_id>/testing/file/<slug:key>/": (CASE, "302 404 409 409 409 409 404 409 409 403 409"),  # activity 6 is still to come
    "cases/<int:case_id>/testing/findings/": (CODE, NO_CODE),
    "cases/<int:case_id>/testing/findings.csv": (CODE, NO_CODE),
    "cases/<int:case_id>/testing/findings/new/": (CODE, BAD_CODE),
    "cases/<int:case_id>/testing/findings/<int:number>/": (CODE, BAD_CODE),
    "cases/<int:case_id>/testing/imports/new/": (CODE, BAD_CODE),
    "cases/<int:case_id>/testing/imports/<int:number>/stop/": (NO_OWN, "302 404 404 404 404 404 404 404 404 403 409"),
    "cases/<int:case_id>/testing/security/": (CODE, NO_CODE),
    "cases/<int:case_id>/testing/security/<slug:letter>/": (CODE, "302 404 404 302 302 302 404 302 302 403 409"),
    "cases/<int:case_id>/testing/uat/": (CASE, NO),
    "cases/<int:case_id>/testing/uat/import/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/uat/scenarios.csv": (CASE, NO),
    "cases/<int:case_id>/testing/uat/scenarios.xlsx": (CASE, NO),
    "cases/<int:case_id>/testing/uat/scenarios/new/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/uat/scenarios/<int:number>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/uat/runs/new/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/uat/runs/<int:run>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/uat/runs/<int:run>/<int:number>/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/uat/runs/<int:run>/minutes.<slug:ending>": (NONE, NO),  # nobody has signed it yet
    "cases/<int:case_id>/testing/automated/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/usability/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/usability/tasks/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/usability/tasks.csv": (CASE, NO),
    "cases/<int:case_id>/testing/usability/tasks/session/": (CASE, BAD_CASE),
    "cases/<int:case_id>/testing/usability/<int:number>/": (  # closing needs no word, but a part in the case
        CASE,
        "302 404 302 302 302 302 404 302 302 403 409",
    ),
    "questionnaire/<str:token>/": (NEVER, NEVER),  # a link that nobody made; whoever holds one needs no account
    # API; each asks with a token of their own
    "api/v1/openapi.json": (TOKEN, API_PAGE),
    "api/v1/docs": (TOKEN, API_PAGE),
    "api/v1/": (NEVER, NEVER),
    "api/v1/cases": (TOKEN, BAD_TOKEN),
    "api/v1/my-work": (TOKEN, NO_TOKEN),
    "api/v1/cases/<case_id>": (TOKEN_CASE, NO_TOKEN),
    "api/v1/cases/<case_id>/complete": (NO_TOKEN, BAD_TOKEN),
    "api/v1/cases/<case_id>/hold": (NO_TOKEN, BAD_TOKEN),
    "api/v1/cases/<case_id>/resume": (NO_TOKEN, "401 404 403 403 409 403 404 409 409 403 403"),
    "api/v1/cases/<case_id>/extend": (NO_TOKEN, BAD_TOKEN),
    "api/v1/cases/<case_id>/deviate": (NO_TOKEN, BAD_TOKEN),
    "api/v1/cases/<case_id>/version": (NO_TOKEN, BAD_TOKEN),
    "api/v1/cases/<case_id>/cancel": (NO_TOKEN, BAD_TOKEN),
    "api/v1/cases/<case_id>/things": (TOKEN_CASE, NO_TOKEN),
    "api/v1/cases/<case_id>/drafts": (TOKEN_CASE, BAD_TOKEN),
    "api/v1/cases/<case_id>/drafts/<draft_id>": (NO_TOKEN, NO_TOKEN),
    "api/v1/cases/<case_id>/remarks": (TOKEN_CASE, NO_TOKEN),
    "api/v1/cases/<case_id>/remarks/<number>/answer": (NO_TOKEN, BAD_TOKEN),
    "api/v1/cases/<case_id>/events": (TOKEN_CASE, NO_TOKEN),
    "api/v1/cases/<case_id>/events.jsonl": (TOKEN_CASE, NO_TOKEN),
    "api/v1/cases/<case_id>/documents": (TOKEN_CASE, "401 404 422 422 422 422 404 422 422 403 422"),
    "api/v1/cases/<case_id>/test-results": (NO_TOKEN, BAD_TOKEN),
    "api/v1/documents/<version_id>": (TOKEN_CASE, NO_TOKEN),
    "api/v1/documents/<version_id>/content": (TOKEN_CASE, NO_TOKEN),
    # sign-in and its second step, by the library: grave pages ask for the password anew, and no client of this test has just given it
    "account/login/": ("200 302 302 302 302 302 302 302 302 302 302", "200 302 302 302 302 302 302 302 302 302 302"),
    "account/login/code/confirm/": (GO, GO),
    "account/logout/": (OWN, GO),
    "account/inactive/": (ANY, NO_ANY),
    "account/signup/": (ANY, ANY),  # both say that an administrator invites
    "account/reauthenticate/": (GO, GO),
    "account/confirm-email/": (ANY, NO_ANY),
    "account/^confirm-email/(?P<key>[-:\\w]+)/$": (ANY, NEVER),
    "account/password/change/": (GO, GO),
    "account/password/set/": (GO, GO),
    "account/password/reset/": (ANY, ANY),
    "account/password/reset/done/": (ANY, NO_ANY),
    "account/password/reset/key/done/": (ANY, NO_ANY),
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (ANY, ANY),
    "account/sessions/": (GO, GO),
    "account/2fa/": (GO, GO),
    "account/2fa/authenticate/": (GO, GO),
    "account/2fa/reauthenticate/": (GO, GO),
    "account/2fa/totp/activate/": (GO, GO),
    "account/2fa/totp/deactivate/": (GO, GO),
    "account/2fa/recovery-codes/": (GO, GO),
    "account/2fa/recovery-codes/generate/": (GO, GO),
    "account/2fa/recovery-codes/download/": (GO, GO),
    "account/2fa/webauthn/": (GO, GO),
    "account/2fa/webauthn/add/": (GO, GO),
    "account/2fa/webauthn/login/": (GO, GO),
    "account/2fa/webauthn/reauthenticate/": (GO, GO),
    "account/2fa/webauthn/keys/<int:pk>/edit/": (GO, GO),
    "account/2fa/webauthn/keys/<int:pk>/remove/": (GO, GO),
}
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
OWN_OR_OPEN = (
    *("verify/", "account/", "git/", "language/", "theme/", "invitation/", "questionnaire/", "healthz"),
    "cases/<int:case_id>/tasks/<slug:key>/print/",
)


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
