from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class CasesConfig(AppConfig):
    name = "runut.cases"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        from django.urls import reverse

        from runut.cases import editions
        from runut.cases.deliverables import Tool, register_tool, tool_names
        from runut.cases.services.team import TEAM_KEY
        from runut.procedures import beginning, fulfilment
        from runut.procedures.adoption import listen

        fulfilment.listen(tool_names)
        beginning.listen(lambda key: f"{reverse('cases:new')}?procedure={key}")
        register_tool(Tool(key=TEAM_KEY, name=gettext_noop("Name the team"), address="cases:team"))
        listen(preview=editions.preview, apply=editions.apply)
