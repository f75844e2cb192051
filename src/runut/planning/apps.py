from __future__ import annotations

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "runut.planning"
    default_auto_field = "django.db.models.BigAutoField"
