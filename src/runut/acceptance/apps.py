"""The app of the acceptance room: what was installed, held against what was presented."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class AcceptanceConfig(AppConfig):
    """Registers the form that fulfils the report on installation and testing, and the comparison of builds."""

    name = "runut.acceptance"

    @override
    def ready(self) -> None:
        from runut.acceptance.queries import APPLICATION
        from runut.acceptance.services import FORM
        from runut.acceptance.views.report import InstallationPage
        from runut.cases.deliverables import Tool, register_tool
        from runut.cases.tabs import Tab, register_tab
        from runut.documents.forms import register_show
        from runut.documents.forms.shows import Show
        from runut.documents.queries import is_filed

        InstallationPage.register()
        register_show(Show(form=FORM, template="acceptance/build_record.html"))
        register_tab(
            Tab(
                key="build",
                address="acceptance:build",
                label=gettext_noop("Installed build"),
                shown=lambda case_id, who, at: is_filed(case_id=case_id, key=APPLICATION),
            ),
            after="documents",
        )
        register_tool(
            Tool(key="installation_report", name=gettext_noop("Compare with the presentation"), address="acceptance:installation")
        )
