from __future__ import annotations

import argparse
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path

from runut.cli.codes import Code, Stop
from runut.cli.out import Progress, tell, warn


def about() -> str:
    return _("Write everything to one file while people work: database, stored files, the office's keys, a manifest of hashes.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup to write; ending in .gz or .tgz it is compressed"))


def run(options: argparse.Namespace) -> Code:
    from runut.cli.start import bring_up, check_tables

    bring_up()
    check_tables()
    from runut.base.tables import damage
    from runut.safekeeping.backup import back_up

    path = options.file.absolute()
    if not path.parent.is_dir():
        raise Stop(_("There is no folder %(path)s.") % {"path": path.parent})
    progress = Progress(_("stored files"))
    made = back_up(path, at=datetime.now(UTC), progress=progress.show)
    progress.close()
    tell(_("%(path)s: %(files)s stored files, %(size)s bytes") % {"path": path, "files": made.files, "size": made.size})
    tell(_("It holds every paper and the office's keys: keep it where only the operator can read it."))
    damaged = damage()
    for line in damaged:
        warn(_("the database's file is damaged: %(why)s") % {"why": line})
    for one in made.damaged:
        warn(_("Stored file %(sha256)s is damaged or gone; “runut check” names its cases.") % {"sha256": one})
    return Code.EVIDENCE if made.damaged or damaged else Code.DONE
