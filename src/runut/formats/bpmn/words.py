"""Names of BPMN 2.0 (OMG formal/2011-01-03) and of our own elements inside it."""

from __future__ import annotations

from typing import Final

MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM: Final = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS: Final = "http://www.omg.org/spec/DD/20100524/DC"
WAYS: Final = "http://www.omg.org/spec/DD/20100524/DI"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
OURS: Final = "urn:runut:sop:1"
"""Where our own elements live; what each holds: docs/reference/bpmn.md."""

PREFIXES: Final = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": WAYS, "xsi": XSI, "runut": OURS}


def model(name: str) -> str:
    """Return the name of a BPMN element as lxml writes it."""
    return f"{{{MODEL}}}{name}"


def ours(name: str) -> str:
    """Return the name of an element of ours as lxml writes it."""
    return f"{{{OURS}}}{name}"
