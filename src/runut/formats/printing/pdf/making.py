"""The form made with any typesetter; `print_form` takes one in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import typst
from typing_extensions import override

from runut.core.procedure import Procedure
from runut.formats.printing.imprint import Imprint
from runut.formats.printing.pdf.glyphs import FONTS, Glyphs
from runut.formats.printing.pdf.job import FormJob, NotSetError, Typesetter
from runut.formats.printing.pdf.typesetter import load, set_it
from runut.formats.words import Language

__all__ = ["Here", "NotSetError", "Printed", "Typesetter", "font_folder", "make_form", "template"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A printed form; ``replaced`` are the characters that no font has, each printed as □."""

    pdf: bytes
    replaced: tuple[str, ...] = ()


def make_form(procedure: Procedure, language: Language, typesetter: Typesetter, *, imprint: Imprint | None = None) -> Printed:
    """Return the form of ``procedure``, with ``imprint`` at the foot of every page.

    What a font lacks is found by trying: the typesetter refuses an archive file with a hole in it. Only then is the text looked through.

    Raises:
        NotSetError: The typesetter refuses it for another reason.
    """
    job = FormJob(procedure, language, typesetter, imprint=imprint)
    try:
        return Printed(pdf=job.pdf())
    except NotSetError:
        glyphs = Glyphs()
        pdf = job.pdf(shown=glyphs.shown)
        return Printed(pdf=pdf, replaced=tuple(sorted(glyphs.replaced)))


class Here(Typesetter):
    """The typesetter in this process, for whoever may wait and has memory to spare."""

    def __init__(self) -> None:
        self.template, self.fonts = template().encode(), load(font_folder())

    @override
    def ask(self, **asked: Any) -> bytes:
        try:
            return set_it(self.template, self.fonts, asked)
        except typst.TypstError as error:
            raise NotSetError(error.message) from error


def template() -> str:
    """Return the template of the form."""
    return files("runut.formats.printing.pdf").joinpath("form.typ").read_text("utf-8")


def font_folder() -> str:
    """Return the folder of the form's fonts; empty where they were not made."""
    return str(FONTS) if FONTS.is_dir() else ""
