from __future__ import annotations

import argparse
import os
import tempfile
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from runut.cli.codes import Code, Stop
from runut.cli.out import Progress, tell

if TYPE_CHECKING:
    from runut.formats.casefile import Package


def about() -> str:
    return _("Write the case file of a case: its events, documents, responses and SOP, with the hash of everything.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar=_("NUMBER"), help=_("the register number of the case, or its name in the events"))
    parser.add_argument("-o", "--output", type=Path, metavar=_("FILE"), help=_("the file to write; otherwise NUMBER.zip in this folder"))


def run(options: argparse.Namespace) -> int:
    from runut.cli.start import bring_up, check_tables

    bring_up()
    check_tables()
    from runut.cases.queries import find_case
    from runut.core.errors import NotFound
    from runut.reports.queries import case_file

    try:
        made = case_file(case_id=find_case(options.case))
    except NotFound as error:
        raise Stop(_("There is no case %(case)s.") % {"case": options.case}) from error
    path = (options.output or Path(made.name)).absolute()
    _write(made, path)
    tell(_("%(path)s: %(files)s files, %(size)s bytes") % {"path": path, "files": len(made.order), "size": made.size})
    return Code.DONE


def _write(made: Package, path: Path) -> None:
    """Write the file whole or not at all, and never over another one."""
    if path.exists():
        raise Stop(_("%(path)s exists already; a case file is never written over another file.") % {"path": path})
    if not path.parent.is_dir():
        raise Stop(_("There is no folder %(path)s.") % {"path": path.parent})
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    partial, progress, done = Path(name), Progress(_("bytes")), 0
    try:
        with os.fdopen(descriptor, "wb") as file:
            for block in made.blocks():
                file.write(block)
                done += len(block)
                progress.show(done, made.size)
            file.flush()
            os.fsync(file.fileno())
        progress.close()
        os.link(partial, path)  # unlike a rename, never over what somebody put there meanwhile
    except FileExistsError as error:
        raise Stop(_("%(path)s exists already; a case file is never written over another file.") % {"path": path}) from error
    finally:
        partial.unlink(missing_ok=True)
