from __future__ import annotations

import argparse
from gettext import gettext as _
from typing import TYPE_CHECKING

from runut.cli.codes import Code
from runut.cli.out import tell, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runut.core.findings import Finding


def about() -> str:
    return _("Check an SOP and print every finding with its place; ends with 1 when there is an error.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing more."""


def run(options: argparse.Namespace) -> int:
    from runut.cli.said import place, say
    from runut.core.findings import Level

    found = _found(options.file)
    words = {Level.ERROR: _("error"), Level.WARNING: _("warning"), Level.HINT: _("hint")}
    for one in found:
        tell(f"{words[one.level]}: {place(one.place)}: {say(one.reason)} [{one.code}]")
    warn(_summary(found))
    return Code.REFUSED if any(one.level is Level.ERROR for one in found) else Code.DONE


def _found(path: str) -> Sequence[Finding]:
    from runut.cli.sop import source
    from runut.core.errors import ProcedureInvalid
    from runut.core.findings import review
    from runut.core.findings.values import of_problem
    from runut.formats import laws

    try:
        draft = source.draft(path)
    except ProcedureInvalid as error:
        return [of_problem(one) for one in error.problems]
    source.tell_open(draft)
    return review(draft.data, laws=laws.known())


def _summary(found: Sequence[Finding]) -> str:
    from collections import Counter

    from runut.core.findings import Level

    counts = Counter(one.level for one in found)
    told = {"errors": counts[Level.ERROR], "warnings": counts[Level.WARNING], "hints": counts[Level.HINT]}
    return _("%(errors)s errors, %(warnings)s warnings, %(hints)s hints; docs/reference/findings.md says how to mend each") % told
