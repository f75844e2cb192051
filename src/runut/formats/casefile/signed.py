"""What a case file proves of signatures: each rendition begins with exactly the bytes that were signed, and carries a signature that holds for each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Protocol

from runut.core.errors import CaseFileBroken
from runut.core.ledger import Event

_MOST = 64 * 1024 * 1024
"""The largest rendition whose signatures are read; of a larger one only the beginning is compared."""


class Held(Protocol):
    """A case whose documents can be read."""

    @property
    def events(self) -> Sequence[Event]:
        """All of its events."""

    def document(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes of a document, a block at a time."""


def signed(found: Held) -> None:
    """Hold every event ``sign`` against the bytes that it names.

    Raises:
        CaseFileBroken: The first that says what its bytes do not.
    """
    chains: dict[str, list[str]] = {}
    known = {str(one.data["sha256"]) for one in found.events if one.kind == "file"}
    for event in (one for one in found.events if one.kind == "sign"):
        of, before, sha256 = (str(event.data[key]) for key in ("of", "before", "sha256"))
        chain = chains.setdefault(of, [of])
        if of not in known or before != chain[-1] or not _begins(found.document(sha256), found.document(before)):
            raise _broken("casefile_signed", event)
        chain.append(sha256)
        if int(event.data["size"]) <= _MOST and not _holds(b"".join(found.document(sha256)), len(chain) - 1):
            raise _broken("casefile_signature", event)


def _begins(whole: Iterator[bytes], first: Iterator[bytes]) -> bool:
    """Whether ``whole`` is ``first`` and something behind it; both come in blocks of one size, the last shorter."""
    more = False
    for block, begun in zip_longest(whole, first, fillvalue=b""):
        if not block.startswith(begun):
            return False
        more = more or len(block) > len(begun)
    return more


def _holds(pdf: bytes, count: int) -> bool:
    """Whether at least ``count`` signatures of the file hold, and nothing but signatures came after each."""
    from runut.formats.signing import signatures

    return sum(one.intact and one.untouched for one in signatures(pdf)) >= count


def _broken(code: str, event: Event) -> CaseFileBroken:
    return CaseFileBroken(code=code, number=event.number, document=str(event.data["name"]))
