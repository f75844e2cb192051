"""What changes the business flows: diagrams are begun, drawn on, taken from files, and filed as versions of their papers.

A draft is everybody's of the team: who saves says which revision they saw, and is refused when it is no longer the last. What is kept
is what `runut.formats.bpmn.diagram.tidy` makes of it: bounded, nothing resolved, nothing fetched; nothing in it is ever run.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from django.db import IntegrityError, transaction

from runut.cases.queries import CasePage, access_case, access_page
from runut.core import guards
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.sentences import reason
from runut.documents.naming import clean_filename, clean_text
from runut.documents.queries import access_version
from runut.documents.services import file_upload
from runut.documents.store import Staged
from runut.documents.uploads import store_stream
from runut.formats.bpmn.diagram import LARGEST, MOST, tidy
from runut.people.queries import Standing
from runut.planning.models.flows import Flow, FlowSave
from runut.planning.queries.flows import KEY

EMPTY = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="Definitions_1" targetNamespace="urn:runut:flow">
<bpmn:process id="Process_1" isExecutable="false"><bpmn:startEvent id="StartEvent_1"/></bpmn:process>
<bpmndi:BPMNDiagram id="Diagram_1"><bpmndi:BPMNPlane id="Plane_1" bpmnElement="Process_1">
<bpmndi:BPMNShape id="StartEvent_1_di" bpmnElement="StartEvent_1"><dc:Bounds x="180" y="160" width="36" height="36"/></bpmndi:BPMNShape>
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>"""
"""A diagram with nothing but a start."""
SAVES: Final = 20
"""Earlier drafts of a diagram that are kept."""
APART: Final = timedelta(minutes=1)


def begin_flow(*, case_id: int, name: str, data: bytes = EMPTY, who: Standing, at: datetime) -> int:
    """Begin a diagram, empty or with what a file holds, and return its number.

    Args:
        case_id: The case.
        name: What it is called; one diagram of a case has it.
        data: BPMN 2.0 with its diagram.
        who: Somebody who files the business flow now.
        at: When.

    Raises:
        NotFound: No such case for them.
        NotPermitted, Refused: They do not file the business flow, or not now; or the name is taken.
        Invalid: No name, or the file is none that is drawn: damaged, too large, without a diagram.
    """
    access_case(case_id=case_id, who=who)
    named = clean_text(name)
    if not named:
        raise Invalid(code="text_missing")
    kept = tidy(data).decode()
    may_draw(case_id, who, at)
    try:
        with transaction.atomic():
            made = Flow.objects.create(case_id=case_id, name=named, xml=kept, saved_by_id=who.user_id, saved_at=at)
    except IntegrityError as error:
        raise Refused(reasons=[reason("flow_name_taken", name=named)]) from error
    return made.pk


def save_flow(*, case_id: int, flow_id: int, data: bytes, revision: int, who: Standing, at: datetime) -> int:
    """Keep what was drawn as the draft, and return its revision.

    Args:
        case_id: The case.
        flow_id: The diagram.
        data: BPMN 2.0 with its diagram.
        revision: That of the draft that the drawer began with; 0: whatever it is (a file that takes its place).
        who: Somebody who files the business flow now.
        at: When.

    Raises:
        NotFound, NotPermitted, Invalid: As for `begin_flow`.
        Refused: Somebody saved another revision meanwhile; also as for `begin_flow`.
    """
    access_case(case_id=case_id, who=who)
    kept = tidy(data).decode()
    may_draw(case_id, who, at)
    with transaction.atomic():
        row = locked(case_id, flow_id)
        if revision and row.revision != revision:
            raise Refused(reasons=[reason("flow_newer", name=row.saved_by.name, at=row.saved_at)])
        return write(row, kept, who=who, at=at)


def locked(case_id: int, flow_id: int) -> Flow:
    """Return the diagram, which nobody else changes until the transaction ends.

    Raises:
        NotFound: The case has no such diagram.
    """
    row = Flow.objects.select_for_update(of=("self",)).select_related("saved_by").filter(pk=flow_id, case_id=case_id).first()
    if row is None:
        raise NotFound
    return row


def write(row: Flow, xml: str, *, who: Standing, at: datetime) -> int:
    """Let ``xml`` take the place of a locked draft, keep what it was, and return its revision.

    The drawing tool saves every moment: of one person's saves only those a minute apart are kept.
    """
    last = FlowSave.objects.filter(flow=row).order_by("-revision").first()
    if last is None or last.saved_by_id != row.saved_by_id or row.saved_at - last.saved_at >= APART:
        FlowSave.objects.create(flow=row, revision=row.revision, xml=row.xml, saved_by_id=row.saved_by_id, saved_at=row.saved_at)
        kept = FlowSave.objects.filter(flow=row).order_by("-revision").values_list("pk", flat=True)[:SAVES]
        FlowSave.objects.filter(flow=row).exclude(pk__in=list(kept)).delete()
    row.xml, row.saved_by_id, row.saved_at = xml, who.user_id, at
    row.revision += 1
    row.save(update_fields=["xml", "revision", "saved_by", "saved_at"])
    return row.revision


def file_flow(*, case_id: int, flow_id: int, who: Standing, at: datetime) -> int:
    """File the draft as the next version of the diagram's paper, and return the number of the version's row.

    Raises:
        NotFound: No such case for them, or no such diagram.
        NotPermitted, Refused: As for `runut.documents.services.file_upload`.
    """
    access_case(case_id=case_id, who=who)
    with transaction.atomic():
        row = Flow.objects.select_for_update().filter(pk=flow_id, case_id=case_id).first()
        if row is None:
            raise NotFound
        made = file_upload(
            case_id=case_id,
            key=KEY,
            title=row.name,
            upload=store_stream(BytesIO(row.xml.encode())),
            filename=clean_filename(f"{row.name}.bpmn"),
            who=who,
            at=at,
            document_id=row.document_id or 0,
        )
        paper = row.document_id or access_version(version_id=made, who=who).document_id
        Flow.objects.filter(pk=row.pk).update(document_id=paper, filed=row.revision)
    return made


def bpmn_of(upload: Staged) -> bytes:
    """Return the bytes of a file that is to be a diagram.

    Raises:
        Invalid: It is larger than a diagram may be.
    """
    if upload.size > LARGEST:
        raise Invalid(code="flow_large", limit=LARGEST // 1_000_000, most=MOST)
    return upload.path.read_bytes()


def may_draw(case_id: int, who: Standing, at: datetime) -> None:
    """Refuse who does not file the business flow now.

    Raises:
        NotPermitted, Refused: As for `begin_flow`.
    """
    page: CasePage = access_page(case_id=case_id, who=who, at=at)
    blocked = guards.filing(page.procedure, page.position, KEY)
    if blocked:
        raise Refused(reasons=blocked)
    denied = tuple(guards.filing_is_theirs(page.procedure, page.position, KEY, page.actor))
    if denied:
        raise NotPermitted(reasons=denied)
