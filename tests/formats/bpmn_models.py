"""BPMN models as other programs draw them, out of a few lines.

    drawn('''
        lane Pemohon: a
        lane Petugas: b g c
        start -> a
        a "Mengajukan permohonan" -> b
        b "Memeriksa berkas" -> g
        g ? -> c : Lengkap
        g -> a : Tidak lengkap
        c "Menerbitkan izin" -> end
    ''')

A name in quotes makes a task, ``?`` an exclusive gateway; ``start`` and ``end`` (and whatever begins so) are events. A word in angle brackets gives
another element: ``g <parallelGateway> -> c``. What follows a colon names the flow.
"""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import quoteattr

_LINE: Final = re.compile(
    r'(?P<id>\w+)\s*(?:"(?P<name>[^"]*)")?\s*(?P<sign>\?)?\s*(?:<(?P<kind>\w+)>)?\s*(?:->\s*(?P<target>\w+)(?:\s*:\s*(?P<label>.*))?)?'
)
MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def drawn(text: str, *, name: str = "Izin", inside: str = "", beside: str = "", more: dict[str, str] | None = None) -> bytes:
    """Return the model: ``inside`` goes into the process, ``beside`` next to it, ``more`` into the nodes by id."""
    lanes: list[str] = []
    kinds: dict[str, str] = {}
    names: dict[str, str] = {}
    flows: list[str] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        if line.startswith("lane "):
            title, _, members = line.removeprefix("lane ").partition(":")
            refs = "".join(f"<flowNodeRef>{one}</flowNodeRef>" for one in members.split())
            lanes.append(f"<lane id='l{len(lanes)}' name={quoteattr(title.strip())}>{refs}</lane>")
            continue
        found = _LINE.fullmatch(line)
        assert found, line
        _declare(found["id"], found, kinds, names)
        if found["target"]:
            kinds.setdefault(found["target"], _kind_by_name(found["target"]))
            label = f" name={quoteattr(found['label'])}" if found["label"] else ""
            flows.append(f"<sequenceFlow id='f{len(flows)}'{label} sourceRef='{found['id']}' targetRef='{found['target']}'/>")
    nodes = "".join(
        f"<{kind} id='{one}'{f' name={quoteattr(names[one])}' if one in names else ''}>{(more or {}).get(one, '')}</{kind}>"
        for one, kind in kinds.items()
    )
    lane_set = f"<laneSet id='ls'>{''.join(lanes)}</laneSet>" if lanes else ""
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><definitions xmlns='{MODEL}' id='d' targetNamespace='http://example.test'>"
        f"<process id='p' name={quoteattr(name)}>{lane_set}{nodes}{''.join(flows)}{inside}</process>{beside}</definitions>"
    ).encode()


def _declare(id_: str, found: re.Match[str], kinds: dict[str, str], names: dict[str, str]) -> None:
    if found["name"] is not None:
        names[id_] = found["name"]
    if found["kind"] or found["sign"] or found["name"] is not None:
        kinds[id_] = found["kind"] or ("exclusiveGateway" if found["sign"] else "task")
    else:
        kinds.setdefault(id_, _kind_by_name(id_))


def _kind_by_name(id_: str) -> str:
    return "startEvent" if id_.startswith("start") else "endEvent" if id_.startswith("end") else "task"
