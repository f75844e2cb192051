from __future__ import annotations

import argparse
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path

from runut.cli.codes import Code
from runut.cli.out import tell


def about() -> str:
    return _("Check a case file and take its case into this installation, with its people, documents and SOP.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the case file"))
    parser.add_argument("--head", metavar=_("HASH"), default="", help=_("the head of its chain as it was published, to be compared"))


def run(options: argparse.Namespace) -> int:
    from runut.cli.case.verifying import check, opened
    from runut.cli.start import bring_up, check_tables

    bring_up()
    check_tables()
    from runut.people.queries import organisation
    from runut.reports.services import import_case

    organisation()  # refuses where no office was founded
    with opened(options.file) as file:
        found = check(file, head=options.head)
        import_case(found, who=None, at=datetime.now(UTC))
    tell(_("Taken in: case %(case)s, %(title)s") % {"case": found.number or found.events[0].case, "title": found.title})
    tell(_("People who were not here have accounts that are not active; an administrator activates them."))
    return Code.DONE
