"""The official form as PDF, for the archive (PDF/A) and for everybody (PDF/UA), set by Typst in a process of its own.

    pdf = print_pdf(procedure, language="en")
    printed = print_form(procedure)  # also says which characters no font has

The same procedure gives the same bytes. Text that people typed reaches the typesetter as data, never as markup.
"""

from __future__ import annotations

from runut.formats.printing.pdf.making import Printed
from runut.formats.printing.pdf.printing import print_form, print_pdf

__all__ = ["Printed", "print_form", "print_pdf"]
