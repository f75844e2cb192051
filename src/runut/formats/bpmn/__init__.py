"""A procedure as BPMN 2.0 with its diagram, and back; and sequential models of others as drafts with questions (docs/reference/bpmn.md)."""

from __future__ import annotations

from runut.core.procedure import Procedure
from runut.formats.bpmn.drafting import draft_of
from runut.formats.bpmn.model import ModelRefused, read_model
from runut.formats.bpmn.parsing import is_bpmn, parse
from runut.formats.bpmn.writing import dump
from runut.formats.draft import Draft

__all__ = ["ModelRefused", "dump", "is_bpmn", "load", "read"]


def read(data: bytes, *, name: str = "") -> Draft:
    """Return the draft of the model in ``data``; ``name`` is the file's, for a model without one. Conditions are never evaluated.

    Raises:
        Invalid: It is damaged, too large or with definitions of its own: one reason. `ModelRefused`: there is something in it that an SOP
            cannot have; every such thing, each named.
    """
    return draft_of(read_model(parse(data)), name=name)


def load(data: bytes) -> Procedure:
    """Return the procedure that `dump` wrote, or a model of others with every guess taken as it is.

    Raises:
        Invalid: As for `read`. `ProcedureInvalid`: the draft breaks rules of the file.
    """
    return read(data).procedure()
