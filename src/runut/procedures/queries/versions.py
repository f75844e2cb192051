"""The versions of the SOP as they are read."""

from __future__ import annotations

from typing import Final

from runut.core.errors import NotFound, Refused
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.formats import toml
from runut.procedures.models import ProcedureVersion

_PROCEDURES: Final[dict[int, Procedure]] = {}
"""Built procedures by version; a version's text never changes (trigger), so what was built once stays right in every process."""


def procedure_version(version_id: int) -> Procedure:
    """Return the SOP that the version ``version_id`` holds.

    Raises:
        NotFound: There is no such version.

    Queries: 1 the first time in a process, then 0.
    """
    if version_id not in _PROCEDURES:
        text = ProcedureVersion.objects.filter(pk=version_id).values_list("text", flat=True).first()
        if text is None:
            raise NotFound
        _PROCEDURES[version_id] = toml.load(text)
    return _PROCEDURES[version_id]


def current_version() -> tuple[int, Procedure]:
    """Return id and SOP of the version that new cases follow.

    Raises:
        Refused: The office has no SOP yet.

    Queries: 1, and 1 more when the version is new to this process.
    """
    version_id = ProcedureVersion.objects.filter(is_current=True).order_by("procedure_id").values_list("pk", flat=True).first()
    if version_id is None:
        raise Refused(reasons=[reason("procedure_none")])
    return version_id, procedure_version(version_id)


def forget_versions() -> None:
    """Empty this process's memory of versions."""
    _PROCEDURES.clear()
