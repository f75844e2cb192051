"""Counts that stop at a hundred: whoever has more than that to do is not helped by the exact figure, and it would cost reading all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

COUNTED: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """``n`` of something, and whether there may be more; as text ``12`` or ``100+``."""

    n: int
    more: bool = False

    def __str__(self) -> str:
        return f"{self.n}+" if self.more else str(self.n)

    def __bool__(self) -> bool:
        return self.n > 0


def up_to(found: int, *, cut: bool = False) -> Count:
    """Return the count of what was ``found``, when one more than `COUNTED` was looked for; ``cut``: the look ended among them."""
    return Count(n=min(found, COUNTED), more=cut or found > COUNTED)
