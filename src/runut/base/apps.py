from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "runut.base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("runut.base.checks")
        jobs = import_module("runut.base.jobs")  # models are there only now
        jobs.periodic("base.tidy", jobs.tidy, every=timedelta(days=1))
