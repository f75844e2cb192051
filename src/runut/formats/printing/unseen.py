"""What the form cannot show, kept in a part of its own inside an office file: keys, parts and turns, what follows a schedule.

It holds none of the SOP's texts, so what somebody deletes in Word is gone. With it `runut.formats.reading.printed` gives back the very
procedure that was printed, as long as the file still looks as this product would print it; changed texts are taken as they are now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from runut.core.procedure import Activity, Deliverable, Procedure
from runut.formats.printing.packing import XML
from runut.formats.toml import plain
from runut.formats.words import Language

NAMESPACE: Final = "urn:runut:unseen:1"
PART: Final = "customXml/item1.xml"
LISTS: Final = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")
_ITEM: Final = "{9C0F1D52-5B0A-4B7E-9C55-52554E555431}"
_DATA: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def unseen(procedure: Procedure, language: Language) -> Mapping[str, Any]:
    """Return what is kept of ``procedure``; texts are represented by the numbers of their lines."""
    identity, data = procedure.identity, plain(procedure)
    head = data["procedure"]
    return {
        "language": language,
        "day": procedure.day,
        "dates": {key: value.isoformat() for key in ("created_on", "revised_on", "effective_on") if (value := head.get(key))},
        "approved_by": _lines([identity.approved_by.position, identity.approved_by.name]) if identity.approved_by else [],
        "organisation": _lines(identity.organisation),
        "lists": {key: _lines(getattr(identity, key)) for key in LISTS},
        "number": bool(identity.number),
        "performers": [[one.key, one.held_by.value] for one in procedure.performers],
        "activities": [_activity(one, row) for one, row in zip(procedure.activities, data["activity"], strict=True)],
    }


def parts(procedure: Procedure, language: Language) -> dict[str, str]:
    """Return the members of an office file that hold it, as programs keep them when they save the file anew."""
    told = escape(json.dumps(unseen(procedure, language), ensure_ascii=False, separators=(",", ":")))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
    return {
        PART: f'{XML}<unseen xmlns="{NAMESPACE}">{told}</unseen>',
        "customXml/itemProps1.xml": f'{XML}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_DATA}"><ds:schemaRefs/></ds:datastoreItem>',
        "customXml/_rels/item1.xml.rels": (
            f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{relation}" Target="itemProps1.xml"/></Relationships>'
        ),
    }


def _activity(activity: Activity, row: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: row[key] for key in ("performers", "time", "decision", "then") if key in row}
    return kept | {
        "note": bool(activity.note),
        "requirements": _keyed(activity.requirements),
        "outputs": _keyed(activity.outputs),
    }


def _keyed(deliverables: Sequence[Deliverable]) -> list[list[Any]]:
    return [[one.key, lines] for one, lines in zip(deliverables, _lines([one.name for one in deliverables]), strict=True)]


def _lines(texts: Sequence[str]) -> list[int]:
    """Return of how many lines each text is, as a reader sees it."""
    from runut.formats.reading.source import clean  # readers know printers, to compare what they print

    return [len(clean(text).split("\n")) if clean(text) else 0 for text in texts]
