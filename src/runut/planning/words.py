"""What BPMN calls the nodes of a diagram, the law its kinds and the board its columns, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NODES: Final[Mapping[str, StrOrPromise]] = {
    "startEvent": _("Start of the flow"),
    "endEvent": _("End of the flow"),
    "intermediateCatchEvent": _("Event that is waited for"),
    "intermediateThrowEvent": _("Event that is caused"),
    "boundaryEvent": _("Event at the edge of a task"),
    "exclusiveGateway": _("Decision: one way"),
    "parallelGateway": _("All ways at once"),
    "inclusiveGateway": _("Decision: one way or several"),
    "eventBasedGateway": _("What happens first"),
    "complexGateway": _("Decision by a rule"),
    "userTask": _("Task of a person, in the application"),
    "manualTask": _("Task by hand"),
    "serviceTask": _("Task of the application"),
    "scriptTask": _("Task of the application"),
    "businessRuleTask": _("Task by a rule"),
    "sendTask": _("Sends a message"),
    "receiveTask": _("Receives a message"),
    "subProcess": _("Subprocess"),
    "adHocSubProcess": _("Subprocess"),
    "transaction": _("Subprocess"),
    "callActivity": _("Another process"),
}


def node_or_name(name: str) -> str:
    """Return the name of a node as it is read; where it has none its kind stands there, for which the word is given."""
    return node_word(name) if name in _NODES or name == "task" else name


def node_word(kind: str) -> str:
    """Return the word for a node's BPMN name; whatever is not listed is a task."""
    return str(_NODES.get(kind, _("Task")))


STATES: Final = (("todo", _("to do")), ("doing", _("in progress")), ("review", _("in review")), ("done", _("done")))
"""The columns of the board in words."""


REGULATIONS: Final[Mapping[str, StrOrPromise]] = {
    "uu": _("Act (UU)"),
    "pp": _("Government regulation (PP)"),
    "perpres": _("Presidential regulation (Perpres)"),
    "keppres": _("Presidential decree (Keppres)"),
    "permen": _("Ministerial regulation (Permen)"),
    "agency": _("Regulation of an agency"),
    "perda": _("Regional regulation (Perda)"),
    "pergub": _("Governor's regulation (Pergub)"),
    "decree": _("Decree (Keputusan)"),
    "circular": _("Circular (Surat Edaran)"),
    "standard": _("Standard (SNI, ISO)"),
    "other": _("Another kind"),
}
"""The kinds of `runut.planning.queries.regulations`, in their order."""
