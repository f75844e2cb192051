"""People with an account: made, changed, deactivated; never deleted, because evidence names them."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from runut.core.errors import Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.people.models import LANGUAGES, THEMES, Unit, User
from runut.people.queries import Standing
from runut.people.services.changes import address, administrators_only, line, nip_number, record
from runut.people.services.sessions import end_sessions, revoke_all_tokens
from runut.people.services.units import open_unit


@transaction.atomic
def create_user(
    *,
    email: str,
    name: str,
    who: Standing | None,
    at: datetime,
    password: str | None = None,
    nip: str = "",
    unit_id: int | None = None,
    position: str = "",
    administrator: bool = False,
    auditor: bool = False,
    language: str = "id",
) -> int:
    """Make an account and return its number; without a ``password`` its owner sets one by "forgotten password" or an invitation.

    Raises:
        NotPermitted: ``who`` is no administrator.
        Invalid: The address is taken or none, or the name, NIP, unit, language or password cannot be used.
    """
    administrators_only(who)
    user = User(email=free_address(email), name=line(name), nip=nip_number(nip), created_at=at, language=known_language(language))
    user.position = line(position, needed=False)
    user.unit_id = open_unit(unit_id)
    user.is_administrator, user.is_auditor = administrator, auditor
    set_password(user, password)
    user.save()
    record(action="person_made", who=who, at=at, user_id=user.pk, data=_told(user))
    return user.pk


@transaction.atomic
def change_user(
    *,
    user_id: int,
    email: str,
    name: str,
    nip: str,
    unit_id: int | None,
    position: str,
    administrator: bool,
    auditor: bool,
    who: Standing | None,
    at: datetime,
) -> None:
    """Change what an administrator says of a person.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: Nobody has this number.
        Refused: It would leave the office without an administrator, or ``who`` takes that right from themselves.
        Invalid: The address is taken or none, or the name, NIP or unit cannot be used.
    """
    administrators_only(who)
    user = locked_user(user_id)
    before = _told(user)
    if user.is_administrator and not administrator:
        _keep_an_administrator(user, who)
    if address(email) != user.email:
        user.email = free_address(email)
        # allauth's own table of addresses would keep letting the old one in.
        EmailAddress.objects.filter(user_id=user.pk).delete()
    if unit_id != user.unit_id:
        user.unit_id = open_unit(unit_id)
    user.name, user.nip, user.position = line(name), nip_number(nip), line(position, needed=False)
    user.is_administrator, user.is_auditor = administrator, auditor
    user.save()
    after = _told(user)
    if after != before:
        record(action="person_changed", who=who, at=at, user_id=user.pk, data={"before": before, "after": after})


@transaction.atomic
def change_own(*, name: str, nip: str, position: str, who: Standing, at: datetime) -> None:
    """Change what people may say of themselves.

    Raises:
        NotFound: They were deactivated meanwhile.
        Invalid: The name or NIP cannot be used.
    """
    user = locked_user(who.user_id)
    before = _told(user)
    user.name, user.nip, user.position = line(name), nip_number(nip), line(position, needed=False)
    user.save()
    after = _told(user)
    if after != before:
        record(action="person_changed", who=who, at=at, user_id=user.pk, data={"before": before, "after": after})


def prefer(*, who: Standing, language: str | None = None, theme: str | None = None) -> None:
    """Keep the language and the theme that somebody chose; None leaves one as it is. No evidence rests on it.

    Raises:
        Invalid: The product has no such language or theme.

    Queries: 1.
    """
    chosen = {}
    if language is not None:
        chosen["language"] = known_language(language)
    if theme is not None:
        if theme not in dict(THEMES):
            raise Invalid(code="theme_unknown", theme=theme[:20])
        chosen["theme"] = theme
    if chosen:
        User.objects.filter(pk=who.user_id).update(**chosen)


@transaction.atomic
def deactivate_user(*, user_id: int, who: Standing | None, at: datetime) -> None:
    """Let an account rest: its sessions end, its tokens are revoked, its offices count no more while it rests.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: Nobody has this number.
        Refused: It is their own, it is the last administrator's, or it rests already.
    """
    administrators_only(who)
    user = locked_user(user_id)
    if not user.is_active:
        raise Refused(reasons=[reason("person_inactive", name=user.name)])
    _keep_an_administrator(user, who)
    user.is_active, user.deactivated_at = False, at
    user.save()
    end_sessions(user_id=user.pk)
    revoked = revoke_all_tokens(user_id=user.pk, at=at)
    record(action="person_deactivated", who=who, at=at, user_id=user.pk, data={"tokens": revoked})


@transaction.atomic
def reactivate_user(*, user_id: int, who: Standing | None, at: datetime) -> None:
    """Wake an account; the offices that still run count again, revoked tokens stay revoked.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: Nobody has this number.
        Refused: It is active already.
    """
    administrators_only(who)
    user = locked_user(user_id)
    if user.is_active:
        raise Refused(reasons=[reason("person_active", name=user.name)])
    user.is_active, user.deactivated_at = True, None
    user.save()
    record(action="person_reactivated", who=who, at=at, user_id=user.pk)


def set_password(user: User, password: str | None) -> None:
    """Give ``user``, not saved yet, a password that passes the validators; None: one that nothing matches.

    Raises:
        Invalid: The validators refuse it.
    """
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise Invalid(code="password_weak", detail=" ".join(error.messages)) from error
    user.set_password(password)


def free_address(raw: str) -> str:
    """Return an address that nobody has.

    Raises:
        Invalid: It is none, or taken.
    """
    email = address(raw)
    if User.objects.filter(email=email).exists():
        raise Invalid(code="email_taken", email=email)
    return email


def known_language(language: str) -> str:
    """Return ``language`` if the product speaks it.

    Raises:
        Invalid: It does not.
    """
    if language not in dict(LANGUAGES):
        raise Invalid(code="language_unknown", language=language[:20])
    return language


def locked_user(user_id: int) -> User:
    """Return a person's row, locked until the transaction ends.

    Raises:
        NotFound: Nobody has this number.
    """
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound
    return user


def _keep_an_administrator(user: User, who: Standing | None) -> None:
    if who is not None and who.user_id == user.pk:
        raise Refused(reasons=[reason("not_yourself")])
    others = User.objects.select_for_update().filter(is_administrator=True, is_active=True).exclude(pk=user.pk)
    if user.is_administrator and not others.exists():
        raise Refused(reasons=[reason("last_administrator", name=user.name)])


def _told(user: User) -> dict[str, object]:
    """Return a person as a change tells them: in words, because numbers say nothing to whoever reads it years later."""
    return {
        "email": user.email,
        "name": user.name,
        "nip": user.nip,
        "unit": Unit.objects.get(pk=user.unit_id).name if user.unit_id else "",
        "position": user.position,
        "administrator": user.is_administrator,
        "auditor": user.is_auditor,
    }
