"""Reasons as a row keeps them, to be told in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Sequence

from runut.core.sentences import Reason


def kept(reasons: Sequence[Reason]) -> list[dict[str, object]]:
    """Return reasons as a row keeps them."""
    return [{"code": one.code, "params": {name: str(value) for name, value in one.params.items()}} for one in reasons]
