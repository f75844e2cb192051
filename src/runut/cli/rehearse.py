from __future__ import annotations

import argparse
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from runut.cli.codes import Code, Stop
from runut.cli.out import tell, warn

if TYPE_CHECKING:
    from runut.rehearsal.run import Rehearsal


def about() -> str:
    return _("Run a procedure whole with invented people, a virtual clock and a database of its own; the office is not touched.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sop", metavar=_("FILE"), help=_("the SOP to run, a TOML file; otherwise the one that is shipped"))
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help=_("chooses outcomes and times; the same seed gives the same events")
    )
    parser.add_argument("--events", metavar=_("FILE"), help=_("write the case's events there, one JSON line each"))


def run(options: argparse.Namespace) -> Code:
    from runut.rehearsal.sandbox import sandbox

    text = _sop(options.sop)
    with sandbox():
        from runut.cli.start import bring_up, migrate
        from runut.formats import toml

        bring_up()
        toml.load(text)  # its faults are told at once, not after the database is made
        migrate()
        try:
            return _rehearse(text, options)
        finally:
            from django.db import connections

            connections.close_all()


def _sop(path: str | None) -> str:
    if path is None:
        from importlib.resources import files

        return files("runut.procedures").joinpath("shipped", "pengembangan-aplikasi.toml").read_text(encoding="utf-8")
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise Stop(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror or error}) from error
    except UnicodeDecodeError as error:
        raise Stop(_("%(path)s is not a text in UTF-8.") % {"path": path}) from error


def _rehearse(text: str, options: argparse.Namespace) -> Code:
    from runut.base.sentences import say
    from runut.rehearsal import story
    from runut.rehearsal.run import Rehearsal
    from runut.rehearsal.told import CannotRun

    rehearsal = Rehearsal(text, options.seed)
    try:
        for told in rehearsal.run():
            tell(story.line(told))
    except CannotRun as stuck:
        where = {"activity": stuck.activity, "round": stuck.round}
        warn(_("The procedure cannot be run to its end: it stops at activity %(activity)s, round %(round)s.") % where)
        for one in stuck.reasons:
            warn(f"- {say(one)}")
        return Code.UNRUNNABLE
    return _ended(rehearsal, options.events)


def _ended(rehearsal: Rehearsal, path: str | None) -> Code:
    from runut.cases.queries import json_lines
    from runut.rehearsal import story

    result = rehearsal.result
    assert result is not None
    if path:
        with Path(path).open("wb") as file:
            file.writelines(json_lines(case_id=result.case_id))
    for line in story.summary(result):
        tell(line)
    if result.status != "completed":
        warn(_("The procedure did not come to its end: the case was refused."))
        return Code.UNRUNNABLE
    return Code.DONE
