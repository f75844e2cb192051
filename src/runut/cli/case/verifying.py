from __future__ import annotations

import argparse
import sys
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from runut.cli.codes import Code, Stop
from runut.cli.out import Progress, tell

if TYPE_CHECKING:
    from runut.formats.casefile import Step, Verified


def about() -> str:
    return _("Check a case file offline, without settings, database or office, and name the first thing that is wrong.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the case file"))
    parser.add_argument("--head", metavar=_("HASH"), default="", help=_("the head of its chain as it was published, to be compared"))
    parser.add_argument("--answers", action="store_true", help=_("also tell who decided what, on which documents, and whether in time"))


def run(options: argparse.Namespace) -> int:
    with opened(options.file) as file:
        found = check(file, head=options.head)
        told = {"case": found.number or found.events[0].case, "title": found.title}
        tell(_("Case %(case)s: %(title)s") % told)
        tell(_("Events: %(events)s. Files: %(files)s.") % {"events": len(found.events), "files": len(found.archive.entries)})
        if options.answers:
            from runut.cli.case.answers import lines

            for line in lines(found):
                tell(line)
        tell(_("Head of the chain: %(head)s") % {"head": found.head})
        if not options.head:
            tell(_("Compare it with the head that was published: on the case's page, on papers, in the daily list."))
        tell(_("Genuine: everything in this case file proves itself."))
    return Code.DONE


def opened(path: Path) -> BinaryIO:
    """Open a case file, or say why not."""
    try:
        return path.open("rb")
    except OSError as error:
        raise Stop(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror or error}) from error


def check(file: BinaryIO, *, head: str = "") -> Verified:
    """Verify a case file, telling how far it is.

    Raises:
        Stop: The first thing that is wrong with it.
    """
    from runut import __version__
    from runut.cli.said import told
    from runut.core.errors import RunutError
    from runut.formats.casefile import verified

    progress = _Told()
    try:
        return verified(file, agent=f"Runut {__version__}", told=progress, head=head)
    except RunutError as error:
        progress.close()
        raise Stop(_("NOT GENUINE: %(why)s") % {"why": told(error)[0]}, Code.EVIDENCE) from error


class _Told:
    """Tells each step as it comes, and how many bytes are hashed."""

    def __init__(self) -> None:
        self._labels = {
            "archive": _("archive"),
            "files": _("files hashed"),
            "events": _("events followed"),
            "answers": _("answers compared"),
        }
        self._key = ""
        self._progress = Progress("")

    def __call__(self, step: Step) -> None:
        if step.key != self._key:
            self.close()
            self._key, self._progress = step.key, Progress(self._labels[step.key])
        self._progress.show(step.done, step.total)
        if step.key != "files":
            self.close()

    def close(self) -> None:
        if self._key:
            self._progress.close()
            self._key = ""
        sys.stderr.flush()
