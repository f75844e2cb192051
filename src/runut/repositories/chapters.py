"""What a final report says of the source code: the repository, its releases, and what the last one is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from runut.base.sentences import moment
from runut.cases.chapters import About
from runut.documents.queries import current_form, papers_of
from runut.formats.printing.letter import Facts, Head, Part, Table
from runut.repositories.models import Repository
from runut.repositories.queries.releases import released
from runut.repositories.services.repositories import address


def tell_code(about: About) -> Sequence[Part]:
    """Return where the source code is, and what was released of it."""
    return [*_place(about.case_id), *_releases(about.case_id)]


def _place(case_id: int) -> Iterator[Part]:
    here = Repository.objects.filter(case_id=case_id, forged=None).values_list("name", flat=True).first()
    named = current_form(case_id=case_id, key="source_repository", form="repository")
    place = address(here) if here else str((named[1] if named else {}).get("address", ""))
    if place:
        yield Facts(rows=((_("Repository"), place),))


def _releases(case_id: int) -> Iterator[Part]:
    found = current_form(case_id=case_id, key="application", form="release")
    if found:
        yield Head(text=_("The release that is handed over"), level=2)
        yield Facts(rows=tuple(_facts(found[1])))
    repository = Repository.objects.filter(case_id=case_id).values_list("pk", flat=True).first()
    rows = tuple(
        (one.tag, one.commit[:12], one.name, moment(one.at), one.archive_sha256)
        for one in reversed(released(repository_id=repository) if repository else [])
    )
    if rows:
        yield Head(text=_("Every release"), level=2)
        yield Table(heads=(_("Tag"), _("Commit"), _("By whom"), _("When"), _("SHA-256 of the archive")), shares=(3, 4, 5, 5, 9), rows=rows)
    yield from _files(case_id)


def _facts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield _("Tag"), str(content["tag"])
    yield _("Commit"), str(content["commit"])
    yield _("Archive"), _("%(name)s, %(size)s bytes") % {"name": content["archive"], "size": content["size"]}
    yield _("SHA-256 of the archive"), str(content["sha256"])
    yield _("Parts in its list (SBOM)"), str(content["parts"])
    yield _("SHA-256 of the list"), str(content["parts_sha256"])
    if content.get("notes"):
        yield _("Notes"), str(content["notes"])


def _files(case_id: int) -> Iterator[Part]:
    """Yield what was filed as the application, where it came as files."""
    rows = tuple(
        (one.title, str(one.current.number), one.current.filed_by, one.current.sha256)
        for one in papers_of(case_id)
        if one.key == "application" and one.removed_at is None and not one.current.form
    )
    if rows:
        yield Head(text=_("What was filed as the application"), level=2)
        yield Table(heads=(_("File"), _("Version"), _("Filed by"), "SHA-256"), shares=(6, 3, 5, 9), rows=rows)
