"""``runut case``: a case as a file that anybody can check; checking needs no settings, database or office."""

from __future__ import annotations

import argparse
from gettext import gettext as _
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from runut.cli.parser import Command

ACTS: Final = {"export": "exporting", "verify": "verifying", "import": "importing"}
"""Each act and the module that does it (``import`` cannot be the name of one)."""


def about() -> str:
    return _("Write a case with all its evidence to one file, check such a file offline, or take its case in.")


def arguments(parser: argparse.ArgumentParser) -> None:
    from runut.cli.parser import language

    acts = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="act", required=True)
    for name in ACTS:
        module = act(name)
        one = acts.add_parser(name, help=module.about(), description=module.about())
        language(one, default=argparse.SUPPRESS)
        module.arguments(one)


def run(options: argparse.Namespace) -> int:
    """Do it."""
    return act(options.act).run(options)


def act(name: str) -> Command:
    """Return the module of an act."""
    module: Command = import_module(f"runut.cli.case.{ACTS[name]}")
    return module
