"""What is proposed as remarks before the result is responded to: lines that differ, and what the installation guide does not say."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from runut.acceptance.queries import REPORT, filed_comparison, filed_run_sheet, guides
from runut.acceptance.things import KIND_KEY
from runut.acceptance.words import VERDICTS, title
from runut.cases.proposing import Proposal

_PLACE = 80


def propose(case_id: int, keys: Collection[str]) -> list[Proposal]:
    """Return the proposals for a decision that is about the report on the installation; none for others. Queries: 0, or 5."""
    return [*_lines(case_id), *_silent(case_id)] if REPORT in keys else []


def _lines(case_id: int) -> Iterator[Proposal]:
    """Yield what is not as it was promised: it must be fixed."""
    found = filed_comparison(case_id=case_id)
    for one in found[1].lines if found else ():
        if one.again:
            text = f"{title(one.claim)}: {VERDICTS[one.verdict]}."
            yield Proposal(key=one.key, text=f"{text} {one.installed}".strip(), must=True, thing=f"{KIND_KEY}:{one.key}")


def _silent(case_id: int) -> Iterator[Proposal]:
    """Yield what the guide does not say, tied to the version that was carried out: suggestions, for the application may be right all the same."""
    found = filed_run_sheet(case_id=case_id)
    if found is None or not found[1].silent:
        return
    guide = (found[1].guide or {}).get("version")
    thing = f"document:{guide}" if guide in {one.id for one in guides(case_id)} else ""
    for one in found[1].silent:
        text = _("The installation guide does not say: %(step)s. %(observed)s") % {"step": one.text.rstrip("."), "observed": one.observed}
        place = " ".join(one.text.split())[:_PLACE] if thing else ""
        yield Proposal(key=f"step-{one.number}", text=text, must=False, thing=thing, place=place)
