from __future__ import annotations

import argparse
from gettext import gettext as _
from typing import Any

from runut.cli.codes import Code
from runut.cli.out import warn


def about() -> str:
    return _("Read an SOP and print it as TOML; what its source leaves open is asked on standard error.")


def arguments(parser: argparse.ArgumentParser) -> None:
    from runut.cli.sop import target

    target.arguments(parser)


def run(options: argparse.Namespace) -> int:
    from runut.cli.said import told
    from runut.cli.sop import source, target
    from runut.core.errors import ProcedureInvalid
    from runut.formats import toml

    draft = source.draft(options.file)
    faults: list[str] = []
    try:
        draft.procedure()
    except ProcedureInvalid as error:
        faults = told(error)
    target.put(toml.write(draft.data).encode(), options)
    for line in (*_questions(draft.questions), *faults):
        warn(line)
    return source.Found.QUESTIONS if draft.questions or faults else Code.DONE


def _questions(questions: tuple[Any, ...]) -> list[str]:
    """Return each question with its place, its reason, and what the draft holds there now."""
    from runut.cli.said import place, say
    from runut.formats.toml import inline

    lines = []
    for one in questions:
        lines.append(f"{place(one.place)}: {say(one.asks)}")
        lines.append("    " + say(one.because))
        if one.guess is not None:
            lines.append("    " + _("taken for now: %(guess)s") % {"guess": inline(one.guess)})
    return lines
