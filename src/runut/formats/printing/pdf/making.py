"""The form made in this process; `print_form` does it in one of its own."""

from __future__ import annotations

from dataclasses import dataclass

import typst

from runut.core.procedure import Procedure
from runut.formats.printing.pdf.glyphs import FONTS, Glyphs
from runut.formats.printing.pdf.job import FormJob
from runut.formats.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A printed form; ``replaced`` are the characters that no font has, each printed as □."""

    pdf: bytes
    replaced: tuple[str, ...] = ()


def make_form(procedure: Procedure, language: Language) -> Printed:
    """Return the form of ``procedure``.

    What a font lacks is found by trying: the typesetter refuses an archive file with a hole in it. Only then is the text looked through.

    Raises:
        TypstError: The typesetter refuses it for another reason.
    """
    job = FormJob(procedure, language)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)] if FONTS.is_dir() else [])
    try:
        return Printed(pdf=job.pdf(fonts))
    except typst.TypstError:
        glyphs = Glyphs()
        pdf = job.pdf(fonts, shown=glyphs.shown)
        return Printed(pdf=pdf, replaced=tuple(sorted(glyphs.replaced)))
