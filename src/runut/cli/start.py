"""Bringing the product up for a command: settings, rooms, and whether the machine and the database are fit."""

from __future__ import annotations

import os
from gettext import gettext as _

from runut.base.env import SettingInvalid
from runut.cli.codes import Code, Stop
from runut.cli.out import warn


def bring_up() -> None:
    """Read the settings and load the rooms.

    Raises:
        Stop: A setting cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runut.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except (SettingInvalid, ImproperlyConfigured) as error:
        raise Stop(str(error), Code.SETTINGS) from error
    except OSError as error:
        raise Stop(_("The data folder cannot be used: %(error)s.") % {"error": error}, Code.SETTINGS) from error
    from django.utils import translation

    translation.activate(os.environ.get("LANGUAGE", "id"))


def check_machine() -> None:
    """Look at folders, keys and addresses before anything long-lived starts; warnings are printed.

    Raises:
        Stop: Something would go wrong.
    """
    from django.core.checks import Tags, run_checks

    found = run_checks(tags=[Tags.files, Tags.security])
    serious = [one for one in found if one.is_serious()]
    for one in found:
        if one not in serious:
            warn(one.msg)
    if serious:
        raise Stop("\n".join(one.msg for one in serious), Code.SETTINGS)


def check_tables() -> None:
    """Refuse a database whose tables are not those of this release.

    Raises:
        Stop: `runut migrate` must run first.
    """
    from runut.base import tables

    if not tables.up_to_date():
        raise Stop(_("The database is not that of this release. Run “runut migrate” first; it keeps what is there."))


def migrate() -> int:
    """Give the database the tables of this release; return how many changes were made."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from runut.base import tables

    if tables.up_to_date():
        return 0
    before = len(MigrationRecorder(connection).applied_migrations())
    call_command("migrate", verbosity=0, interactive=False)
    return len(MigrationRecorder(connection).applied_migrations()) - before
