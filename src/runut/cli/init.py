from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from gettext import gettext as _
from typing import TYPE_CHECKING

from runut.cli.codes import Code, Stop
from runut.cli.out import tell, warn

if TYPE_CHECKING:
    from runut.people.queries import Standing


def about() -> str:
    return _("Found the office: its name, its first administrator, the shipped SOP and its offices; no demonstration data.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", metavar=_("NAME"), help=_("name of the office"))
    parser.add_argument("--region", default="", metavar=_("NAME"), help=_("province or regency it belongs to"))
    parser.add_argument("--email", metavar=_("ADDRESS"), help=_("e-mail address of the first administrator"))
    parser.add_argument("--name", metavar=_("NAME"), help=_("name of the first administrator"))
    parser.add_argument("--time-zone", metavar=_("ZONE"), help=_("time zone of the office; otherwise that of RUNUT_TIME_ZONE"))
    parser.add_argument("--work-week", type=int, choices=(5, 6), default=5, help=_("working days of a week"))
    parser.add_argument("--link", action="store_true", help=_("print a link with which the administrator sets the password, once"))
    parser.add_argument("--adopt-calendar", action="store_true", help=_("adopt the proposed calendar of years whose decree is known"))


def run(options: argparse.Namespace) -> Code:
    from runut.cli.start import bring_up, migrate

    bring_up()
    migrate()
    from runut.people.queries import founded, organisation

    if founded():
        raise Stop(_("This installation belongs to %(name)s already; nothing was changed.") % {"name": organisation().name})
    office = options.office or _ask(_("Name of the office"), "--office")
    name = options.name or _ask(_("Name of the first administrator"), "--name")
    email = options.email or _ask(_("E-mail address of the first administrator"), "--email")
    password = None if options.link else _password()
    _found(options, office=office, name=name, email=email, password=password)
    return Code.DONE


def _found(options: argparse.Namespace, *, office: str, name: str, email: str, password: str | None) -> None:
    from django.conf import settings
    from django.db import transaction

    from runut.people import services
    from runut.people.queries import organisation, standing
    from runut.procedures.queries import procedure_version
    from runut.procedures.services import install_shipped

    at = datetime.now(UTC)
    with transaction.atomic():
        administrator = services.found_organisation(
            name=office,
            region=options.region,
            administrator=name,
            email=email,
            password=password,
            time_zone=options.time_zone or settings.TIME_ZONE,
            work_week=options.work_week,
            at=at,
        )
        procedure = procedure_version(install_shipped(at=at))
        offices = services.seed_offices(performers=procedure.performers, at=at)
    tell(_("%(office)s is founded, with the SOP “%(sop)s” and %(count)s offices.") % _about(office, procedure.identity.name, offices))
    _calendar(standing(user_id=administrator, on=organisation().today(at)), at=at, adopt=options.adopt_calendar)
    if password is None:
        tell(_("%(name)s sets a password here, once, within three days: %(link)s") % _link(name, administrator))
    tell(_("Next: sign in, make units and people, appoint the holders of the offices, and confirm the SOP's performers."))


def _about(office: str, sop: str, offices: list[str]) -> dict[str, object]:
    return {"office": office, "sop": sop, "count": len(offices)}


def _link(name: str, administrator: int) -> dict[str, str]:
    from runut.people.services import password_link

    return {"name": name, "link": password_link(user_id=administrator)}


def _calendar(who: Standing, *, at: datetime, adopt: bool) -> None:
    """Propose this year and the next; adopt where the decree is known, if that was asked for."""
    from runut.base.sentences import say
    from runut.core.errors import RunutError
    from runut.procedures.queries import edition
    from runut.procedures.services import adopt_edition, propose_edition

    for year in (at.year, at.year + 1):
        edition_id = propose_edition(year=year, who=who, at=at)
        told = {"year": year, "decree": edition(edition_id).told.decree}
        if not adopt:
            tell(_("Calendar %(year)s is proposed (%(decree)s); deadlines count weekends only until an administrator adopts it.") % told)
            continue
        try:
            adopt_edition(edition_id=edition_id, who=who, at=at)
        except RunutError as refused:
            reasons = " ".join(say(one) for one in refused.reasons)
            warn(_("Calendar %(year)s stays a proposal: %(why)s") % {"year": year, "why": reasons})
        else:
            tell(_("Calendar %(year)s is adopted: %(decree)s.") % told)


def _ask(question: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Stop(_("%(question)s is missing: give %(option)s.") % {"question": question, "option": option}, Code.USAGE)
    while not (answer := input(f"{question}: ").strip()):
        pass
    return answer


def _password() -> str:
    """Return RUNUT_ADMIN_PASSWORD (or what stands in RUNUT_ADMIN_PASSWORD_FILE), else ask twice."""
    from getpass import getpass

    from runut.base import env

    given = env.text("RUNUT_ADMIN_PASSWORD", "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise Stop(_("The password is missing: set RUNUT_ADMIN_PASSWORD or RUNUT_ADMIN_PASSWORD_FILE, or give --link."), Code.USAGE)
    password = getpass(_("Password: "))
    if getpass(_("The same again: ")) != password:
        raise Stop(_("The two passwords differ; nothing was changed."))
    return password
