"""Official letters as PDF, for the archive (PDF/A) and for everybody (PDF/UA): letterhead, what it is about, its parts, who signs.

    pdf = print_letter(Letter(language="id", title="Undangan", letterhead=("Biro ...",), parts=(Text(text="..."),)), at=at)

The same letter gives the same bytes. Text that people typed reaches the typesetter as data, never as markup.
"""

from __future__ import annotations

from runut.formats.printing.letter.content import Facts, Head, Letter, Listed, Part, Signature, Table, Text
from runut.formats.printing.letter.printing import print_letter

__all__ = ["Facts", "Head", "Letter", "Listed", "Part", "Signature", "Table", "Text", "print_letter"]
