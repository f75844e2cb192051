"""The app of the reviews room: presentations, and the responses that decisions make."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_noop


class ReviewsConfig(AppConfig):
    """Registers that a decision with its remarks is the response itself."""

    name = "runut.reviews"
    label = "reviews"
    verbose_name = "reviews"

    def ready(self) -> None:
        """Name the tools of this room."""
        from runut.cases.deliverables import Tool, register_tool

        for key in ("plan_response", "result_response"):
            register_tool(Tool(key=key, name=gettext_noop("The decision with its remarks"), by_decision=True))
