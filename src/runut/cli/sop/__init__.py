"""``runut sop``: what can be done to the file of an SOP, without settings, database or office."""

from __future__ import annotations

import argparse
from gettext import gettext as _
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from runut.cli.parser import Command

ACTS: Final = {
    "import": "importing",
    "check": "checking",
    "draw": "drawing",
    "print": "printing",
    "export": "exporting",
    "simulate": "simulating",
}
"""Each act and the module that does it (``import`` cannot be the name of one)."""


def about() -> str:
    return _("Read, check, draw, print, exchange or simulate the file of an SOP; needs no settings, no database, no office.")


def arguments(parser: argparse.ArgumentParser) -> None:
    from runut.cli.parser import language

    acts = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="act", required=True)
    for name in ACTS:
        module = act(name)
        one = acts.add_parser(name, help=module.about(), description=module.about())
        language(one, default=argparse.SUPPRESS)
        one.add_argument("file", metavar=_("FILE"), help=_("the SOP, in any form that can be read; “-” for standard input"))
        module.arguments(one)


def run(options: argparse.Namespace) -> int:
    """Do it; what the rules refuse is said without Django, which has no settings here."""
    from runut.cli.codes import Stop
    from runut.cli.said import told
    from runut.core.errors import RunutError

    try:
        return act(options.act).run(options)
    except RunutError as error:
        raise Stop("\n".join(told(error))) from error


def act(name: str) -> Command:
    """Return the module of an act."""
    module: Command = import_module(f"runut.cli.sop.{ACTS[name]}")
    return module
