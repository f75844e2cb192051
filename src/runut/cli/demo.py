from __future__ import annotations

import argparse
from gettext import gettext as _

from runut.cli.codes import Code
from runut.cli.out import tell


def about() -> str:
    return _("Make the demonstration office in an empty database: invented people and twelve cases in every state.")


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> Code:
    from runut.cli.start import bring_up, migrate

    bring_up()
    migrate()
    make()
    show()
    return Code.DONE


def make() -> None:
    """Make the office and keep its accounts with their password in the data folder, readable by its owner alone."""
    from datetime import UTC, datetime

    from runut.base import env
    from runut.rehearsal.accounts import keep, new_password
    from runut.rehearsal.office import demonstrate

    password = env.text("RUNUT_DEMO_PASSWORD", "") or new_password()
    keep(demonstrate(at=datetime.now(UTC), password=password), password)


def show() -> None:
    """Print the accounts, if this is a demonstration office."""
    from runut.rehearsal.accounts import lines

    for line in lines():
        tell(line)
