"""Drafts on their way to a version, for tests of what comes after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from runut.formats import toml
from runut.people.queries import Standing
from runut.procedures import queries, services
from runut.procedures.drafting.content import Content, of_file
from runut.procedures.drafting.known import known_wordings
from runut.procedures.models import Revision
from tests.cast import Cast

Edit = Callable[[Content], Content]


def draft_of(version_id: int, *, who: Standing, at: datetime) -> int:
    """Begin a draft with what a version says."""
    return services.start_draft(content=of_file(toml.plain(queries.procedure_version(version_id))), based_on=version_id, who=who, at=at)


def write(
    draft_id: int, typed: dict[str, Any], *, who: Standing, at: datetime, seen: int | None = None, then: Edit | None = None
) -> services.Saved:
    """Save what was typed on the newest state, or on the one that was seen."""
    number = seen or queries.draft_row(draft_id).counter
    return services.save_draft(draft_id=draft_id, seen=number, typed=typed, known=known_wordings(), who=who, at=at, then=then)


def row_field(draft_id: int, number: int, name: str) -> str:
    """Return the field of an activity by its number now."""
    return f"row.{queries.draft_view(draft_id).content['rows'][number - 1]['id']}.{name}"


def enact(draft_id: int, office: Cast, *, at: datetime, note: str = "Hasil rapat", writer: int | None = None) -> int:
    """Submit a draft to the head of the bureau, who approves it; return the version."""
    who, head = office.standing(writer or office.registrar), office.standing(office.bureau_head)
    counter = queries.draft_row(draft_id).counter
    services.submit_draft(draft_id=draft_id, seen=counter, note=note, office_id=office.offices["bureau_head"], who=who, at=at)
    return services.approve_draft(draft_id=draft_id, seen=counter, who=head, at=at)


def next_version(version_id: int, office: Cast, typed: dict[str, Any] | None = None, *, at: datetime, then: Edit | None = None) -> int:
    """Make the next version of an SOP: by field of the activity numbers (``3.time``), or by ``then``."""
    who = office.standing(office.registrar)
    draft_id = draft_of(version_id, who=who, at=at)
    fields = {row_field(draft_id, int(name.split(".")[0]), name.partition(".")[2]): value for name, value in (typed or {}).items()}
    write(draft_id, fields, who=who, at=at, then=then)
    return enact(draft_id, office, at=at)


def revision_of(draft_id: int, number: int = 1) -> int:
    """Return the row of one of its states."""
    return Revision.objects.values_list("pk", flat=True).get(draft_id=draft_id, number=number, aside=False)
