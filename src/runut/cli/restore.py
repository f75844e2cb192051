from __future__ import annotations

import argparse
from gettext import gettext as _
from pathlib import Path

from runut.cli.codes import Code, Stop
from runut.cli.out import Progress, tell


def about() -> str:
    return _("Fill an empty installation from a backup, bring it to this release, and check it.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))


def run(options: argparse.Namespace) -> Code:
    from runut.cli import check
    from runut.cli.start import bring_up, migrate

    if not options.file.is_file():
        raise Stop(_("%(path)s cannot be read.") % {"path": options.file})
    bring_up()
    from runut.safekeeping.restore import restore

    progress = Progress(_("members of the backup"))
    manifest = restore(options.file, progress=progress.show)
    progress.close()
    tell(
        _("Restored: the backup of %(made_at)s, made by release %(version)s.") % {"made_at": manifest.made_at, "version": manifest.version}
    )
    migrate()
    return check.verdict(files=True)
