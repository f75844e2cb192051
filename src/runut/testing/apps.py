"""The app of the testing room: the tests of an application, and what they prove."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class TestingConfig(AppConfig):
    """Registers the tool that fulfils the tests' documentation, the part of a case, and the office's rule on open findings."""

    name = "runut.testing"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        from runut.cases.chapters import Chapter, register_chapter
        from runut.cases.deliverables import Tool, register_objections, register_tool
        from runut.cases.tabs import Tab, register_tab
        from runut.documents.forms import register_show
        from runut.documents.forms.shows import Show
        from runut.testing import policy
        from runut.testing.chapters import tell_tests
        from runut.testing.services.runs import MINUTES

        register_tool(Tool(key=policy.KEY, name=gettext_noop("File the tests"), address="testing:file"))
        register_objections(policy.KEY, policy.objections)
        register_show(Show(form=policy.FORM, template="testing/reading.html", edit="testing:file"))
        register_show(Show(form=MINUTES, template="testing/minutes.html"))
        register_chapter(Chapter(place=900, title=gettext_noop("Tests"), tell=tell_tests))
        register_tab(Tab(key="testing", address="testing:page", label=gettext_noop("Tests")), after="documents")
