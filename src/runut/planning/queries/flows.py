"""The business flows of a case: each with its draft and what was filed of it, and what is drawn of either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runut.core.errors import Invalid, NotFound
from runut.documents.queries import Paper, Version, open_bytes, papers_of
from runut.formats.bpmn.diagram import LARGEST
from runut.planning.models.flows import Flow, FlowSave

KEY: Final = "business_flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView:
    """One diagram: ``revision`` is its draft's; ``versions`` what was filed of it, newest first; ``filed`` whether that is the draft.

    ``taken_out`` are the versions of a document that was taken out: they count no more, but remarks lead to them.
    """

    id: int
    case_id: int
    name: str
    revision: int
    saved_by: str
    saved_at: datetime
    versions: tuple[Version, ...]
    filed: bool
    taken_out: tuple[Version, ...]


def flows(case_id: int) -> tuple[list[FlowView], list[Paper]]:
    """Return the diagrams of a case that the caller may see by their names, and the other papers filed as business flow. Queries: 2."""
    papers = {one.id: one for one in papers_of(case_id) if one.key == KEY}
    rows = list(Flow.objects.filter(case_id=case_id).select_related("saved_by").order_by("name"))
    drawn = {row.document_id for row in rows}
    return [_view(row, papers) for row in rows], [one for one in papers.values() if one.id not in drawn and one.removed_at is None]


def flow(*, case_id: int, flow_id: int) -> FlowView:
    """Return one diagram of the case. Queries: 2.

    Raises:
        NotFound: The case has no such diagram.
    """
    found = next((one for one in flows(case_id)[0] if one.id == flow_id), None)
    if found is None:
        raise NotFound
    return found


def flow_bytes(one: FlowView, version: Version | None = None) -> bytes:
    """Return the BPMN of the draft, or of a version that was filed. Queries: 1.

    Raises:
        Invalid: What was filed is larger than a diagram may be.
    """
    if version is None:
        return Flow.objects.values_list("xml", flat=True).get(pk=one.id).encode()
    if version.size > LARGEST:
        raise Invalid(code="flow_large", limit=LARGEST // 1_000_000, most=0)
    with open_bytes(version.sha256) as file:
        return file.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierDraft:
    """A draft as it was before something else took its place."""

    revision: int
    saved_by: str
    saved_at: datetime


def earlier_drafts(one: FlowView) -> list[EarlierDraft]:
    """Return the earlier drafts of a diagram that are kept, the newest first. Queries: 1."""
    rows = FlowSave.objects.filter(flow_id=one.id).order_by("-revision").values_list("revision", "saved_by__name", "saved_at")
    return [EarlierDraft(revision=revision, saved_by=name, saved_at=at) for revision, name, at in rows]


def save_bytes(one: FlowView, revision: int) -> bytes:
    """Return the BPMN of an earlier draft. Queries: 1.

    Raises:
        NotFound: It is not kept, or was never there.
    """
    found = FlowSave.objects.filter(flow_id=one.id, revision=revision).values_list("xml", flat=True).first()
    if found is None:
        raise NotFound
    return found.encode()


def _view(row: Flow, papers: dict[int, Paper]) -> FlowView:
    paper = papers.get(row.document_id or 0)
    # A paper of the same title could have been another file before.
    drawn = tuple(one for one in paper.versions if one.media_type == "application/xml") if paper else ()
    versions = drawn if paper and paper.removed_at is None else ()
    return FlowView(
        id=row.pk,
        case_id=row.case_id,
        name=row.name,
        revision=row.revision,
        saved_by=row.saved_by.name,
        saved_at=row.saved_at,
        versions=versions,
        filed=bool(versions) and row.filed == row.revision,
        taken_out=() if versions else drawn,
    )
