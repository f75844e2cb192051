from __future__ import annotations

from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "runut.acceptance"
    default_auto_field = "django.db.models.BigAutoField"
