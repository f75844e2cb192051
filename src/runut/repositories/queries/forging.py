"""The project of a case at the office's own forge, as pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from runut.core.sentences import SENTENCES, Reason
from runut.repositories.models import ForgeProject


@dataclass(frozen=True, slots=True, kw_only=True)
class Forged:
    """A project at the forge. ``refusal`` is what stood against it last; ``wanted`` the tag whose release is being fetched, with what stands
    against that, and what was ``typed`` into its form.
    """

    id: int
    kind: str
    state: str
    refusal: Sequence[Reason]
    address: str
    page: str
    strangers: Sequence[str]
    tags: Sequence[Mapping[str, str]]
    wanted: str
    wanted_refusal: Sequence[Reason]
    typed: Mapping[str, str]
    made: bool


def project_of(*, case_id: int) -> Forged | None:
    """Return the project of a case that the caller may see; None: none was asked for. Queries: 1."""
    row = ForgeProject.objects.filter(case_id=case_id).first()
    if row is None:
        return None
    wanted = row.wanted or {}
    return Forged(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        refusal=_reasons(row.refusal),
        address=row.address,
        page=row.page,
        strangers=row.strangers,
        tags=row.tags,
        wanted=str(wanted.get("tag", "")),
        wanted_refusal=_reasons(wanted.get("refusal")),
        typed=_typed(wanted),
        made=row.repository_id is not None,
    )


def secret_of(*, project_id: int) -> tuple[str, str] | None:
    """Return kind and sealed secret of a project, for its webhook; None: there is none. Queries: 1."""
    return ForgeProject.objects.filter(pk=project_id, repository__isnull=False).values_list("kind", "secret").first()


def _typed(wanted: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed into the form of a release, by the names of its fields."""
    paths = {f"path_{one['key']}": str(one["path"]) for one in wanted.get("manuals", ())}
    return {name: str(wanted[name]) for name in ("tag", "notes") if name in wanted} | paths


def _reasons(kept: Any) -> list[Reason]:
    """Return the sentences that a row keeps; those of a code that this release has no longer are left out."""
    return [Reason(code=one["code"], params=one["params"]) for one in kept or () if one["code"] in SENTENCES]
