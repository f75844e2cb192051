"""The app of the acceptance room: what was installed, held against what was presented."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class AcceptanceConfig(AppConfig):
    """Registers the form that fulfils the report on installation and testing."""

    name = "runut.acceptance"

    @override
    def ready(self) -> None:
        from runut.acceptance import views
        from runut.cases.deliverables import Tool, register_tool

        views.InstallationPage.register()
        register_tool(
            Tool(key="installation_report", name=gettext_noop("Compare with the presentation"), address="acceptance:installation")
        )
