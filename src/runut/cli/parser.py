"""The parser, and the one way in which every command runs and ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from gettext import gettext as _
from importlib import import_module
from typing import Final, Protocol

from runut import __version__
from runut.cli.codes import Code, Stop
from runut.cli.out import warn
from runut.cli.words import chosen, speak
from runut.formats.words import LANGUAGES

COMMANDS: Final = ("init", "run", "serve", "worker", "migrate", "demo", "sop", "case", "rehearse", "check", "backup", "restore")


class Command(Protocol):
    """What each module of a command offers; nothing heavy is imported before `run`."""

    def about(self) -> str:
        """Return the sentence that help shows."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add what the command takes."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it, and return the code that the process ends with."""


def command(name: str) -> Command:
    """Return the module of a command."""
    return import_module(f"runut.cli.{name}")


def build() -> argparse.ArgumentParser:
    """Return the whole parser, in the language that `speak` chose."""
    about = _("Runs a government office's application development under its official SOP.")
    more = _("“runut COMMAND --help” explains a command. Exit codes: docs/reference/cli.md.")
    parser = argparse.ArgumentParser(prog="runut", description=about, epilog=more)
    parser.add_argument("--version", action="version", version=f"runut {__version__}", help=_("show program's version number and exit"))
    language(parser, default="")
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), dest="command", required=True)
    for name in COMMANDS:
        module = command(name)
        one = commands.add_parser(name, help=module.about(), description=module.about())
        language(one, default=argparse.SUPPRESS)
        module.arguments(one)
    return parser


def language(parser: argparse.ArgumentParser, *, default: str) -> None:
    """Add ``--language``, which may stand before or after the command."""
    parser.add_argument("--language", choices=LANGUAGES, default=default, help=_("id or en; otherwise that of the shell"))


def run(arguments: Sequence[str] | None = None) -> int:
    """Parse and run; every error becomes a sentence and a code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak(chosen(given))
    try:
        options = build().parse_args(given)
        code = command(options.command).run(options)
        sys.stdout.flush()
        return code
    except Stop as stop:
        warn(stop.sentence)
        return stop.code
    except KeyboardInterrupt:
        warn(_("Stopped."))
        return Code.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough; nothing may be written at exit either.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Code.DONE
    except Exception as error:  # the last place that can turn it into a sentence
        from runut.cli.faults import explain

        return explain(error)
