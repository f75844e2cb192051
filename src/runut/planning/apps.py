"""The app of the planning room: the mandate, the project board, the regulations and the schedule of a case."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class PlanningConfig(AppConfig):
    """Registers the forms that fulfil what activities 1 to 3 ask for."""

    name = "runut.planning"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        from runut.base.jobs import periodic
        from runut.cases.chapters import Chapter, register_chapter
        from runut.cases.deliverables import Tool, register_tool, register_watch
        from runut.cases.mentions import register_numbered
        from runut.cases.panels import Panel, register_panel
        from runut.cases.rework import Rework, register_rework
        from runut.cases.tabs import Tab, register_tab
        from runut.cases.things import register_things
        from runut.documents.forms import Show, register_show
        from runut.planning.chapters import tell_plan, tell_schedule
        from runut.planning.mentioned import tasks_named
        from runut.planning.printing import forget_prints
        from runut.planning.queries import flows, screens
        from runut.planning.queries.board import has_board, remark_tasks, said_of
        from runut.planning.queries.parts import changed_since_filed
        from runut.planning.queries.plan import has_plan
        from runut.planning.reading import read_features, read_schedule
        from runut.planning.remarked import KINDS
        from runut.planning.services.rework import tasks_from_remarks
        from runut.planning.views import small
        from runut.planning.views.case_regulations import RegulationsPage

        periodic("planning.forget_prints", forget_prints, every=timedelta(hours=6))
        for page in (small.MandatePage, small.BoardPage, RegulationsPage, small.SchedulePage):
            page.register()
        register_tool(Tool(key="development_mandate", name=gettext_noop("Write the mandate"), address="planning:mandate"))
        register_tool(Tool(key="project_board", name=gettext_noop("Name the project board"), address="planning:board"))
        register_tool(Tool(key="regulations", name=gettext_noop("List the regulations"), address="planning:regulations"))
        register_tool(Tool(key="analysis_document", name=gettext_noop("Write the feature list"), address="planning:features"))
        register_show(Show(form="features", template="documents/reading.html", edit="planning:features", reading=read_features))
        register_watch(("analysis_document", "schedule", flows.KEY), changed_since_filed)
        register_numbered(tasks_named)
        register_rework(Rework(begin=tasks_from_remarks, links=remark_tasks))
        register_panel(Panel(template="planning/panel.html", said=said_of))
        register_tab(Tab(key="board", address="planning:cards", label=gettext_noop("Board"), shown=has_board), after="documents")
        register_show(Show(form="tasks", template="documents/reading.html", edit="planning:tasks", reading=read_schedule))
        register_tool(Tool(key="schedule", name=gettext_noop("Plan the schedule"), address="planning:tasks"))
        register_show(Show(form=screens.FORM, template="planning/screens_reading.html", edit="planning:mockups"))
        register_tool(Tool(key=screens.KEY, name=gettext_noop("Show the mockups"), address="planning:mockups"))
        register_tool(Tool(key=flows.KEY, name=gettext_noop("Draw the business flow"), address="planning:flows"))
        register_chapter(Chapter(place=500, title=gettext_noop("Schedule, planned and actual"), tell=tell_schedule))
        register_chapter(Chapter(place=600, title=gettext_noop("The plan and its rounds"), tell=tell_plan))
        register_tab(Tab(key="plan", address="planning:plan", label=gettext_noop("The plan"), shown=has_plan), after="case")
        for kind in KINDS:
            register_things(kind)
