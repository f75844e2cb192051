"""What a final report says of the installation: how it went, whether the server holds the release, and how it stands to what was presented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from runut.acceptance.forms.report import InstallationForm
from runut.acceptance.queries import REPORT, RUN_SHEET, compared_build, filed_comparison
from runut.acceptance.reading import read_comparison, read_run_sheet
from runut.cases.chapters import About
from runut.documents.forms.reading import read
from runut.documents.letters import reading_parts
from runut.documents.queries import current_form, form_content
from runut.formats.printing.letter import Facts, Head, Listed, Part, Text

_NAMED = 20
"""Files of a difference that are named; the record of the comparison has them all."""


def tell_installation(about: About) -> Sequence[Part]:
    """Return how the application was installed, and whether what is installed is what was released."""
    return [*_report(about.case_id), *_sheet(about.case_id), *_build(about.case_id)]


def _report(case_id: int) -> Iterator[Part]:
    found = current_form(case_id=case_id, key=REPORT, form="installation")
    if found:
        asked = {name: value for name, value in found[1].items() if name in InstallationForm.base_fields}
        yield from reading_parts(read(InstallationForm, {}, asked))


def _sheet(case_id: int) -> Iterator[Part]:
    found = current_form(case_id=case_id, key="", form=RUN_SHEET)
    if found:
        yield Head(text=_("How the installation guide was carried out"), level=2)
        yield from reading_parts(read_run_sheet(found[1]))


def _build(case_id: int) -> Iterator[Part]:
    found = compared_build(case_id=case_id)
    if found is None:
        return
    content = found[1]
    archive = content["archive"]
    yield Head(text=_("The installed files against the release"), level=2)
    same = _("Every file that was compared is the same.") if content["is_same"] else _("There are differences.")
    yield Text(text=same)
    yield Facts(
        rows=(
            (_("Server"), str(content["server"])),
            (_("Archive of the release"), str(archive["title"])),
            (_("SHA-256 of the archive"), str(archive["sha256"])),
            (_("SHA-256 of the server's list"), str(content["list_sha256"])),
            (_("The same"), str(content["same"])),
            (_("Different"), str(content["differs_count"])),
            (_("Missing on the server"), str(content["missing_count"])),
            (_("Only on the server"), str(content["more_count"])),
            (_("Left out of the comparison"), str(content["left_out"])),
        )
    )
    for kind, title in (("differs", _("Different files")), ("missing", _("Missing files")), ("more", _("Files only on the server"))):
        if names := content.get(kind, ())[:_NAMED]:
            yield Text(text=f"{title}:")
            yield Listed(items=tuple(str(name) for name in names))


def tell_comparison(about: About) -> Sequence[Part]:
    """Return the comparison of what is installed with what was presented, as it was filed last."""
    found = filed_comparison(case_id=about.case_id)
    return list(reading_parts(read_comparison(form_content(found[0])))) if found else ()
