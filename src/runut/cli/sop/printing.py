from __future__ import annotations

import argparse
from collections.abc import Callable
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from runut.cli.codes import Code, Stop
from runut.cli.out import warn

if TYPE_CHECKING:
    from runut.core.procedure import Procedure
    from runut.formats.words import Language


def _docx(procedure: Procedure, language: Language) -> bytes:
    from runut.formats.printing.docx import print_docx

    return print_docx(procedure, language=language)


def _xlsx(procedure: Procedure, language: Language) -> bytes:
    from runut.formats.printing.xlsx import print_xlsx

    return print_xlsx(procedure, language=language)


def _pdf(procedure: Procedure, language: Language) -> bytes:
    from runut.formats.printing.pdf import print_form

    printed = print_form(procedure, language=language)
    if printed.replaced:
        warn(_("No font has these characters; □ stands for them: %(letters)s") % {"letters": " ".join(printed.replaced)})
    return printed.pdf


PRINTERS: Final[dict[str, Callable[[Procedure, Language], bytes]]] = {".pdf": _pdf, ".docx": _docx, ".xlsx": _xlsx}
"""What the ending of the file's name asks for."""


def about() -> str:
    return _("Print an SOP in the official form, as the ending of the file's name says; in Indonesian unless a language is given.")


def arguments(parser: argparse.ArgumentParser) -> None:
    from runut.cli.sop import target

    target.arguments(parser, required=True)


def run(options: argparse.Namespace) -> int:
    from runut.cli.sop import source, target

    printer = PRINTERS.get(options.output.suffix.lower())
    if printer is None:
        raise Stop(
            _("%(path)s has another ending than %(endings)s.") % {"path": options.output, "endings": ", ".join(PRINTERS)}, Code.USAGE
        )
    target.check(options)
    return target.put(printer(source.procedure(options.file), options.language or "id"), options)
