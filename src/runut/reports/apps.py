"""The app of the reports room: final report, audit and case file of a case."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class ReportsConfig(AppConfig):
    """Registers the form that fulfils the final report, and the audit among the parts of a case."""

    name = "runut.reports"

    @override
    def ready(self) -> None:
        from runut.cases.deliverables import Tool, register_tool
        from runut.cases.panels import Offer, Panel, register_offer, register_panel
        from runut.cases.tabs import Tab, register_tab
        from runut.reports.signatures import offered, said
        from runut.reports.views import form

        form.FinalReportPage.register()
        register_tool(Tool(key="final_report", name=gettext_noop("Write the final report"), address="reports:final"))
        register_offer(Offer(template="reports/signature_offer.html", offered=offered))
        register_panel(Panel(template="reports/signature_panel.html", said=said))
        register_tab(Tab(key="audit", address="reports:audit", label=gettext_noop("Audit")), after="history")
