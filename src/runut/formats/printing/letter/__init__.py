"""Official letters: letterhead, what it is about, its parts, who signs. As PDF for the archive (PDF/A) and for everybody (PDF/UA), and as DOCX for
offices that must edit.

    letter = Letter(language="id", title="Undangan", letterhead=("Biro ...",), parts=(Text(text="..."),))
    pdf, docx = print_letter(letter, at=at), write_letter(letter, at=at)

The same letter gives the same bytes. Text that people typed reaches the typesetter as data, never as markup.
"""

from __future__ import annotations

from runut.formats.printing.imprint import Imprint
from runut.formats.printing.letter.columns import column_shares
from runut.formats.printing.letter.content import (
    Attached,
    Break,
    Facts,
    Head,
    Letter,
    Listed,
    Part,
    Picture,
    Signature,
    Table,
    Text,
    nip_words,
)
from runut.formats.printing.letter.printing import print_letter
from runut.formats.printing.letter.word import write_letter

__all__ = [
    "Attached",
    "Break",
    "Facts",
    "Head",
    "Imprint",
    "Letter",
    "Listed",
    "Part",
    "Picture",
    "Signature",
    "Table",
    "Text",
    "column_shares",
    "nip_words",
    "print_letter",
    "write_letter",
]
