"""Where a command's result goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

from runut.cli.codes import Code, Stop
from runut.cli.out import tell


def arguments(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add ``-o`` and ``--force``."""
    told = _("the file to write") if required else _("the file to write; otherwise standard output")
    parser.add_argument("-o", "--output", type=Path, metavar=_("FILE"), required=required, help=told)
    parser.add_argument("--force", action="store_true", help=_("write over a file that exists"))


def put(content: bytes, options: argparse.Namespace) -> Code:
    """Write ``content`` where the options say, and tell the name of the file.

    Raises:
        Stop: There is a file already, no such folder, or the disk refuses; nothing was written.
    """
    path: Path | None = options.output
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return Code.DONE
    check(options)
    try:
        _write(path, content, force=options.force)
    except FileExistsError as error:
        raise Stop(_("%(path)s exists already; --force writes over it.") % {"path": path}) from error
    except OSError as error:
        raise Stop(_("%(path)s cannot be written: %(why)s.") % {"path": path, "why": error.strerror or error}, Code.MACHINE) from error
    tell(_("%(path)s: %(size)s bytes") % {"path": path, "size": len(content)})
    return Code.DONE


def check(options: argparse.Namespace) -> None:
    """Say at once what would stand against writing at the end.

    Raises:
        Stop: There is no such folder, or a file already.
    """
    path: Path | None = options.output
    if path and not path.parent.is_dir():
        raise Stop(_("There is no folder %(path)s.") % {"path": path.parent})
    if path and not options.force and os.path.lexists(path):
        raise Stop(_("%(path)s exists already; --force writes over it.") % {"path": path})


def _write(path: Path, content: bytes, *, force: bool) -> None:
    """Write beside ``path`` and give the name when all is on the disk; without ``force`` the name must be free at that moment too."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if force:
            part.replace(path)
        else:
            os.link(part, path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
