"""Everything that writes the rows of this room; each change leaves a row that says what was changed, by whom and when."""

from __future__ import annotations

from runut.people.services.carrying import take_in_people, take_in_units
from runut.people.services.certificates import withdraw_certificate
from runut.people.services.invitations import Invited, accept_invitation, cancel_invitation, check_open, invite, resend_invitation
from runut.people.services.offices import appoint, end_holding, withdraw_holding
from runut.people.services.organisation import change_hours, change_organisation, check_hours, found_organisation, seed_offices
from runut.people.services.passwords import password_link
from runut.people.services.tokens import issue_token, revoke_token
from runut.people.services.units import change_unit, create_unit, deactivate_unit, reactivate_unit
from runut.people.services.users import change_own, change_user, create_user, deactivate_user, prefer, reactivate_user

__all__ = [
    "Invited",
    "accept_invitation",
    "appoint",
    "cancel_invitation",
    "change_hours",
    "change_organisation",
    "change_own",
    "change_unit",
    "change_user",
    "check_hours",
    "check_open",
    "create_unit",
    "create_user",
    "deactivate_unit",
    "deactivate_user",
    "end_holding",
    "found_organisation",
    "invite",
    "issue_token",
    "password_link",
    "prefer",
    "reactivate_unit",
    "reactivate_user",
    "resend_invitation",
    "revoke_token",
    "seed_offices",
    "take_in_people",
    "take_in_units",
    "withdraw_certificate",
    "withdraw_holding",
]
