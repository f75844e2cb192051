"""The app of the repositories room: where the source code of a case is kept."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class RepositoriesConfig(AppConfig):
    """Registers the form that fulfils the source code repository."""

    name = "runut.repositories"

    @override
    def ready(self) -> None:
        from runut.cases.deliverables import Tool, register_tool
        from runut.repositories import views

        views.RepositoryPage.register()
        register_tool(Tool(key="source_repository", name=gettext_noop("Enter the repository's address"), address="repositories:repository"))
