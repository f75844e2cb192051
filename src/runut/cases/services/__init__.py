"""Everything that writes to a case; one transaction each, one event at least, nothing between.

``who`` is the person as they stand today, ``at`` the moment; both come from the door. Pages, API, command line and rehearsal call these.
"""

from __future__ import annotations

from runut.cases.services.carrying import Arriving, take_in_case
from runut.cases.services.course import (
    cancel,
    deviate,
    extend,
    hold,
    recalendar,
    resume,
)
from runut.cases.services.filing import Place, record_filing
from runut.cases.services.ground import Ground, lock_case
from runut.cases.services.requests import request_case
from runut.cases.services.signing import record_later_signing, record_signing
from runut.cases.services.team import Member, name_team
from runut.cases.services.turns import Turn, answer_remark, certify
from runut.cases.services.versions import change_version

__all__ = [
    "Arriving",
    "Ground",
    "Member",
    "Place",
    "Turn",
    "answer_remark",
    "cancel",
    "certify",
    "change_version",
    "deviate",
    "extend",
    "hold",
    "lock_case",
    "name_team",
    "recalendar",
    "record_filing",
    "record_later_signing",
    "record_signing",
    "request_case",
    "resume",
    "take_in_case",
]
