"""The case file: one case as a package that anybody can check offline and without this product's database.

    for block in package(...).blocks(): ...          # writing, streamed
    for step in verified(file): ...                  # checking; raises CaseFileBroken with the first thing wrong

A ZIP archive that holds a BagIt bag (RFC 8493). Members are stored, not compressed, and every byte of the archive follows from the names,
sizes and contents of its members, so a changed byte anywhere is found.
"""

from __future__ import annotations

from runut.formats.casefile.content import Content, Person, Text, events_text, local, texts_named
from runut.formats.casefile.filled import Sheet, filled
from runut.formats.casefile.opening import Archive
from runut.formats.casefile.verifying import Step, Verified, verified
from runut.formats.casefile.writing import Package, Stored, package

__all__ = [
    "Archive",
    "Content",
    "Package",
    "Person",
    "Sheet",
    "Step",
    "Stored",
    "Text",
    "Verified",
    "events_text",
    "filled",
    "local",
    "package",
    "texts_named",
    "verified",
]
