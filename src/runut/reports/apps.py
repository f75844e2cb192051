"""The app of the reports room: the final report of a case."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class ReportsConfig(AppConfig):
    """Registers the form that fulfils the final report."""

    name = "runut.reports"

    @override
    def ready(self) -> None:
        from runut.cases.deliverables import Tool, register_tool
        from runut.reports import views

        views.FinalReportPage.register()
        register_tool(Tool(key="final_report", name=gettext_noop("Write the final report"), address="reports:final"))
