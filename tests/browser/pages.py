"""Every kind of page that is there without anybody doing something first, and who sees most of it.

What stands in braces is filled in by `test_every_page`. Pages of work at hand (a turn, a form, a decision) are looked at by the journeys
that come to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LOOKED_AT: Final[Mapping[str, tuple[str, ...]]] = {
    "": (
        "account/login/",
        "account/signup/",
        "account/inactive/",
        "account/confirm-email/",
        "account/confirm-email/abc/",
        "account/password/reset/",
        "account/password/reset/done/",
        "account/password/reset/key/done/",
        "account/password/reset/key/1-abc/",
        "invitation/{invitation}/",
        "invitation/abc/",
    ),
    "administrator": (
        "",
        "cases/new/",
        "people/",
        "people/?q=tidak+ada",
        "people/history/",
        "people/{person}/",
        "people/{person}/edit/",
        "people/{person}/deactivate/",
        "people/{person}/activate/",
        "people/organisation/",
        "people/organisation/edit/",
        "people/units/",
        "people/units/new/",
        "people/units/1/",
        "people/units/1/close/",
        "people/units/1/open/",
        "people/offices/",
        "people/offices/1/",
        "people/offices/1/appoint/",
        "people/holdings/1/end/",
        "people/holdings/1/withdraw/",
        "people/invitations/",
        "people/invitations/new/",
        "people/invitations/1/again/",
        "people/invitations/1/cancel/",
        "account/",
        "account/data/",
        "account/tokens/",
        "account/tokens/1/revoke/",
        "account/password/change/",
        "account/sessions/",
        "account/2fa/",
        "account/2fa/totp/activate/",
        "account/2fa/webauthn/add/",
        "account/logout/",
        "calendar/hours/",
        "calendar/editions/",
        "calendar/editions/new/",
        "calendar/editions/{edition}/",
        "calendar/editions/{edition}/edit/",
        "calendar/editions/{edition}/adopt/",
        "calendar/editions/{edition}/remove/",
        "procedures/{procedure}/change/",
    ),
    "auditor": (
        "",
        "cases/",
        "cases/?q=tidak-ada-yang-begini",
        "deadlines/?whose=all",
        "deadlines/?whose=mine&month=2020-01",
        "cases/{done}/",
        "cases/{refused}/",
        "cases/{cancelled}/",
        "cases/{held}/",
        "cases/{done}/responses/",
        "cases/{done}/history/",
        "cases/{done}/people/",
        "cases/{done}/documents/",
        "cases/{done}/code/",
        "cases/{done}/code/files/",
        "cases/{done}/code/commits/",
        "documents/{document}/",
        "procedures/",
        "procedures/{procedure}/",
        "procedures/{procedure}/versions/",
        "procedures/versions/1/",
        "procedures/versions/1/differences/",
        "calendar/",
        "nowhere/",
        "people/units/new/",
    ),
    "subbag": (
        "",
        "cases/new/",
        "cases/{held}/resume/",
        "cases/{done}/hold/",
        "cases/{done}/team/",
        "cases/{done}/team/experts/",
        "cases/{done}/mandate/development_mandate/",
        "cases/{done}/documents/upload/",
        "documents/{document}/remove/",
    ),
    "kabid": ("", "cases/{held}/cancel/", "cases/{done}/extend/", "cases/{done}/deviate/"),
}

WORKED_AT: Final = frozenset(
    {
        "styleguide/",
        "cases/<int:case_id>/documents/upload/<slug:key>/",
        "cases/<int:case_id>/board/<slug:key>/",
        "cases/<int:case_id>/regulations/<slug:key>/",
        "cases/<int:case_id>/schedule/<slug:key>/",
        "cases/<int:case_id>/repository/<slug:key>/",
        "cases/<int:case_id>/release/<slug:key>/",
        "cases/<int:case_id>/code/commits/<str:sha>/",
        "cases/<int:case_id>/presentation/plan/<slug:key>/",
        "cases/<int:case_id>/presentation/result/<slug:key>/",
        "cases/<int:case_id>/installation/<slug:key>/",
        "cases/<int:case_id>/final-report/<slug:key>/",
    }
)
"""Pages that the journeys look at while somebody works there."""

NOT_PAGES: Final = (".csv", ".xlsx", ".ics", ".toml", ".jsonl", ".json", "healthz", "api/", "/preview/", "/download/", "/raw/")
"""What such an address answers is no page of ours: files, the API, a paper itself."""
