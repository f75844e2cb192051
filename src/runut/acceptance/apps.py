"""The app of the acceptance room: what was installed, held against what was presented."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class AcceptanceConfig(AppConfig):
    """Registers the report on installation and testing, and what it is made of."""

    name = "runut.acceptance"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        from runut.acceptance.chapters import tell_comparison, tell_installation
        from runut.acceptance.proposed import propose
        from runut.acceptance.queries import APPLICATION, COMPARISON, REPORT, RUN_SHEET, changed_since_filed
        from runut.acceptance.reading import read_comparison, read_run_sheet
        from runut.acceptance.services import FORM
        from runut.acceptance.things import KIND
        from runut.acceptance.views.report import InstallationPage
        from runut.cases.chapters import Chapter, register_chapter
        from runut.cases.deliverables import Tool, register_tool, register_watch
        from runut.cases.proposing import register_proposals
        from runut.cases.tabs import Tab, register_tab
        from runut.cases.things import register_things
        from runut.documents.forms import register_show
        from runut.documents.forms.shows import Show
        from runut.documents.queries import is_filed

        InstallationPage.register()
        register_show(Show(form=FORM, template="acceptance/build_record.html"))
        register_show(Show(form=COMPARISON, template="documents/reading.html", reading=read_comparison))
        register_show(Show(form=RUN_SHEET, template="documents/reading.html", reading=read_run_sheet))
        register_chapter(Chapter(place=1000, title=gettext_noop("Installation"), tell=tell_installation))
        register_chapter(Chapter(place=1010, title=gettext_noop("Comparison with what was presented"), tell=tell_comparison))
        register_watch((REPORT,), changed_since_filed)
        register_things(KIND)
        register_proposals(propose)
        register_tab(
            Tab(
                key="installation",
                address="acceptance:overview",
                label=gettext_noop("Installation"),
                shown=lambda case_id, who, at: is_filed(case_id=case_id, key=APPLICATION),
            ),
            after="documents",
        )
        register_tool(Tool(key=REPORT, name=gettext_noop("Compare with the presentation"), address="acceptance:installation"))
