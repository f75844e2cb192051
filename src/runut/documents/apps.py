from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class DocumentsConfig(AppConfig):
    name = "runut.documents"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        from datetime import timedelta

        from runut.base.jobs import periodic
        from runut.cases.deliverables import register_store
        from runut.cases.things import register_things
        from runut.documents import jobs, remarked
        from runut.documents.forms.shows import Show, register_show
        from runut.documents.forms.team import read_team
        from runut.documents.fulfilment import Papers

        register_store(Papers())
        register_show(Show(form="team", template="documents/reading.html", edit="cases:team", reading=read_team))
        register_things(remarked.KIND)
        periodic("documents.sweep", jobs.sweep, every=timedelta(hours=6))
