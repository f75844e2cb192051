"""Every address of the site, and what each role gets there: typed by hand and not read from the code.

`tests/doors/test_walk.py` asks them all.
"""

from __future__ import annotations

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
OWN_OR_OPEN = (
    *("verify/", "account/", "git/", "language/", "theme/", "invitation/", "questionnaire/", "healthz"),
    "cases/<int:case_id>/tasks/<slug:key>/print/",
)
