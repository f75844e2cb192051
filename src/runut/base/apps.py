from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "runut.base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("runut.base.checks")
