from __future__ import annotations

import argparse
from gettext import gettext as _

from runut.cli.codes import Code
from runut.cli.out import tell


def about() -> str:
    return _("Check an SOP and print every finding with its place; ends with 1 when there is an error.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing more."""


def run(options: argparse.Namespace) -> int:
    from runut.cli.said import told
    from runut.cli.sop import source
    from runut.core.errors import ProcedureInvalid

    try:
        source.procedure(options.file)
    except ProcedureInvalid as error:
        for line in told(error):
            tell(line)
        return Code.REFUSED
    return Code.DONE
