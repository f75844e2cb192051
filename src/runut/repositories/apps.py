from __future__ import annotations

from django.apps import AppConfig


class RepositoriesConfig(AppConfig):
    name = "runut.repositories"
    default_auto_field = "django.db.models.BigAutoField"
