"""The app of the repositories room: the source code of a case, kept here or elsewhere."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class RepositoriesConfig(AppConfig):
    """Registers the form that fulfils the source code repository, the part of a case, and what the worker does."""

    name = "runut.repositories"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        from runut.base.jobs import periodic
        from runut.cases.chapters import Chapter, register_chapter
        from runut.cases.deliverables import Tool, register_tool
        from runut.cases.feeds import register_feed
        from runut.cases.mentions import register_namings
        from runut.cases.tabs import Tab, register_tab
        from runut.repositories.chapters import tell_code
        from runut.repositories.queries import has_code
        from runut.repositories.services import note_all
        from runut.repositories.services.forging import fit_all
        from runut.repositories.services.looking import look_all
        from runut.repositories.telling import FEED, commits_naming
        from runut.repositories.views.form import RepositoryPage

        RepositoryPage.register()
        register_tool(Tool(key="source_repository", name=gettext_noop("Make or name the repository"), address="repositories:repository"))
        register_tool(Tool(key="application", name=gettext_noop("Release the application"), address="repositories:release"))
        register_tab(Tab(key="code", address="repositories:code", label=gettext_noop("Source code"), shown=has_code), after="documents")
        register_namings(commits_naming)
        register_feed(FEED)
        register_chapter(Chapter(place=800, title=gettext_noop("Source code and release"), tell=tell_code))
        periodic("repositories.fit_all", fit_all, every=timedelta(days=1))
        periodic("repositories.look_all", look_all, every=timedelta(hours=1))
        periodic("repositories.note_all", note_all, every=timedelta(minutes=10))
