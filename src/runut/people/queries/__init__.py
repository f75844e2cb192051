"""Everything that reads the rows of this room; other rooms and the doors import from here."""

from __future__ import annotations

from runut.people.queries.carrying import Carried, carried_people, nips
from runut.people.queries.certificates import Withdrawal, withdrawals
from runut.people.queries.lists import (
    SORTS,
    Candidate,
    Change,
    Invitation,
    Listed,
    Search,
    candidates,
    changes,
    invitation,
    invitation_by_token,
    invitations,
    people_export,
    people_list,
)
from runut.people.queries.offices import Holder, Office, holders, holding, holdings, office, offices
from runut.people.queries.organisation import Hours, Organisation, calendar_base, founded, organisation
from runut.people.queries.people import Person, Unit, find_user_by_login, overseers, people_of_unit, person, unit, units
from runut.people.queries.standing import Standing, active_user, standing, standing_today, standings
from runut.people.queries.tokens import SCOPES, Token, authenticate_token, token, token_hash, tokens

__all__ = [
    "SCOPES",
    "SORTS",
    "Candidate",
    "Carried",
    "Change",
    "Holder",
    "Hours",
    "Invitation",
    "Listed",
    "Office",
    "Organisation",
    "Person",
    "Search",
    "Standing",
    "Token",
    "Unit",
    "Withdrawal",
    "active_user",
    "authenticate_token",
    "calendar_base",
    "candidates",
    "carried_people",
    "changes",
    "find_user_by_login",
    "founded",
    "holders",
    "holding",
    "holdings",
    "invitation",
    "invitation_by_token",
    "invitations",
    "nips",
    "office",
    "offices",
    "organisation",
    "overseers",
    "people_export",
    "people_list",
    "people_of_unit",
    "person",
    "standing",
    "standing_today",
    "standings",
    "token",
    "token_hash",
    "tokens",
    "unit",
    "units",
    "withdrawals",
]
