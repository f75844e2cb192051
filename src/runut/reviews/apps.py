"""The app of the reviews room: presentations, and the responses that decisions make."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop
from typing_extensions import override


class ReviewsConfig(AppConfig):
    """Registers the record of a presentation, and that a decision with its remarks is the response itself."""

    name = "runut.reviews"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        from runut.cases.chapters import Chapter, register_chapter
        from runut.cases.counsel import Adviser, register_adviser
        from runut.cases.deliverables import Tool, register_tool
        from runut.cases.tabs import Tab, register_tab
        from runut.documents.forms import register_show
        from runut.documents.forms.shows import Show
        from runut.reviews.chapters import tell_presentations
        from runut.reviews.queries import advice, counsel
        from runut.reviews.views import record

        record.PlanPresentationPage.register()
        record.ResultPresentationPage.register()
        register_tab(Tab(key="presentations", address="reviews:presentations", label=gettext_noop("Presentations")), after="documents")
        register_adviser(Adviser(counsel=counsel, advice=advice))
        register_chapter(Chapter(place=650, title=gettext_noop("Presentations"), tell=tell_presentations))
        register_show(Show(form="response", template="reviews/response.html"))
        for key, address in (("plan_presentation", "reviews:plan"), ("result_presentation", "reviews:result")):
            register_tool(Tool(key=key, name=gettext_noop("Record the presentation"), address=address))
        for key in ("plan_response", "result_response"):
            register_tool(Tool(key=key, name=gettext_noop("The decision with its remarks"), by_decision=True))
