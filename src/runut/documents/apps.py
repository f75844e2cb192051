from __future__ import annotations

from django.apps import AppConfig
from typing_extensions import override


class DocumentsConfig(AppConfig):
    name = "runut.documents"
    default_auto_field = "django.db.models.BigAutoField"

    @override
    def ready(self) -> None:
        from runut.cases.deliverables import register_store
        from runut.documents.fulfilment import Papers

        register_store(Papers())
