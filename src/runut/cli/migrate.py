from __future__ import annotations

import argparse
from gettext import gettext as _

from runut.cli.codes import Code
from runut.cli.out import tell


def about() -> str:
    return _("Give the database the tables of this release; what is there stays.")


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(options: argparse.Namespace) -> Code:
    from runut.cli.start import bring_up, migrate

    bring_up()
    made = migrate()
    tell(_("The database has the tables of this release (%(made)s changes made).") % {"made": made})
    return Code.DONE
