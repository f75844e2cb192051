"""What this room says of an SOP: its evaluation."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from runut.base.letters import known, letter_file
from runut.people.access import Request, permission
from runut.reports.evaluation import evaluation, seen


@permission("reader")
@require_safe
def evaluated(request: Request, version_id: int, ending: str) -> HttpResponse:
    """The evaluation of a version over the last six months, in the reader's language."""
    known(ending)
    found, name = seen(version_id=version_id, at=request.at), _("evaluation")
    called = f"{name}-{found.row.key}-{found.row.number}"
    return letter_file(evaluation(found), ending=ending, name=called, of=f"evaluation {version_id}", at=found.at, issued_at=request.at)
