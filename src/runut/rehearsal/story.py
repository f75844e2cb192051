"""The acts of a rehearsal in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext, gettext_noop

from runut.base.sentences import moment, word
from runut.rehearsal.run import Result
from runut.rehearsal.told import Told

_ = gettext_noop
ACTS: Final = {
    "file": _("%(who)s files “%(about)s”"),
    "certify": _("%(who)s certifies"),
    "team": _("%(who)s names the development team: %(about)s"),
    "answer": _("%(who)s answers remark %(about)s"),
    "hold": _("%(who)s puts the case on hold: %(about)s"),
    "resume": _("%(who)s resumes the case"),
}


def line(told: Told) -> str:
    """Return one act as a line: when, where in the SOP, who and what."""
    if told.act in ACTS:
        what = gettext(ACTS[told.act]) % {"who": told.who, "about": told.about}
    else:
        what = gettext("%(who)s decides: %(outcome)s") % {"who": told.who, "outcome": word(told.act)}
        what += f". {told.about}" if told.about else ""
    where = gettext("activity %(activity)s, round %(round)s") % {"activity": told.activity, "round": told.round}
    return f"{moment(told.at)}  {where}: {what}"


def summary(result: Result) -> Iterator[str]:
    """Yield how it ended, and the hash of the last event, by which two rehearsals can be compared."""
    yield ""
    yield gettext("%(name)s: %(visited)s of %(activities)s activities, %(rejections)s rejections, %(events)s events, %(days)s days") % {
        "name": result.procedure.identity.name,
        "visited": len(result.visited),
        "activities": len(result.procedure.activities),
        "rejections": result.rejections,
        "events": result.events,
        "days": (result.ended - result.began).days,
    }
    missed = [one.number for one in result.procedure.activities if one.number not in result.visited]
    if missed:
        yield gettext("Not walked with this seed: %(activities)s") % {"activities": ", ".join(map(str, missed))}
    yield gettext("Head of the chain: %(head)s") % {"head": result.head}
