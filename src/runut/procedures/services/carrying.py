"""A version of an SOP that comes with a case from another installation."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Final

from django.db import transaction

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.formats import toml
from runut.procedures.models import Procedure, ProcedureVersion
from runut.procedures.services.versions import add_text

NEVER: Final = date(9999, 12, 31)
"""From when new cases follow a version that only came with a case: which SOP holds, the office decides."""


@transaction.atomic
def take_in_version(*, key: str, number: int, text: str, note: str, at: datetime) -> int:
    """Return the version with this text; one that is not here is added, and never holds for new cases.

    Raises:
        ProcedureInvalid: The text has faults.
        Refused: The SOP has another text under this number.
    """
    identity = toml.load(text).identity
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    here = ProcedureVersion.objects.filter(sha256=sha256).order_by("pk").values_list("pk", flat=True).first()
    if here is not None:
        return here
    procedure = Procedure.objects.filter(key=key).first() or Procedure.objects.create(key=key, name=identity.name)
    if ProcedureVersion.objects.filter(procedure=procedure, number=number).exists():
        raise Refused(reasons=[reason("import_version_taken", key=key, number=number)])
    return add_text(procedure, number=number, text=text, note=note, made_at=at, effective_from=NEVER)
