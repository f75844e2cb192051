"""The pages of the small forms of this room: what a tool of its own may replace, and what a file may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.documents.forms import FormPage, Rows
from runut.planning.forms import small as forms


class MandatePage(FormPage):
    """The mandate to develop (activity 1)."""

    key = "development_mandate"
    form = "mandate"
    title = _("Mandate to develop the application")
    lead = _("What the analysis led to; the division head decides on it.")
    form_class = forms.MandateForm
    edit = "planning:mandate"


class BoardPage(FormPage):
    """Where the team keeps its tasks (activities 2, 3 and 6)."""

    key = "project_board"
    form = "board"
    title = _("Project board")
    lead = _("Where the team plans and follows its tasks.")
    form_class = forms.BoardForm
    template = "planning/board_form.html"
    edit = "planning:board"


class SchedulePage(FormPage):
    """The schedule, whose end is a deadline (activity 3)."""

    key = "schedule"
    form = "schedule"
    title = _("Development schedule")
    lead = _("When the work begins and ends, and its pieces.")
    form_class = forms.ScheduleForm
    rows: ClassVar[Mapping[str, Rows]] = {"milestones": Rows(form_class=forms.MilestoneForm, title=_("Pieces of the work"))}
    edit = "planning:schedule"

    @override
    def ends_on(self, content: Mapping[str, Any]) -> date | None:
        return date.fromisoformat(content["ends_on"])
