"""How far the installation of a case has come: build, run sheet, comparison, report."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runut.acceptance.queries import REPORT, compared_build
from runut.acceptance.views.comparison import found_in
from runut.acceptance.views.place import place_of
from runut.acceptance.views.runsheet import sheet_in
from runut.acceptance.words import RESULT_ICONS, RESULT_TONES, RESULTS, VERDICT_ICONS, VERDICT_TONES, VERDICTS
from runut.documents.queries import papers_of
from runut.people.access import Request, permission


@permission("signed_in")
@require_safe
def overview(request: Request, case_id: int) -> HttpResponse:
    """One part after the other, with the way to each."""
    place = place_of(request, case_id)
    found = found_in(place)
    built = compared_build(case_id=case_id)
    reports = [one.current for one in papers_of(case_id) if one.key == REPORT and one.removed_at is None]
    context = {
        **place.context(),
        "deliverable": place.name,
        "found": found,
        "counts": [
            (word, found.counts[key], VERDICT_TONES[key], VERDICT_ICONS[key]) for key, word in VERDICTS.items() if found.counts.get(key)
        ],
        "sheet": (sheet := sheet_in(place)),
        "results": [
            (word, sheet.counts[key], RESULT_TONES[key], RESULT_ICONS[key]) for key, word in RESULTS.items() if sheet.counts.get(key)
        ],
        "built": built[1] if built else None,
        "reports": reports,
    }
    return render(request, "acceptance/overview.html", context)
