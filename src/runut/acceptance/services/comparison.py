"""Comparing what is installed with what was presented: a verdict for each claim, lines that nobody promised, and filing it all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from runut.acceptance.claims import Claim, more
from runut.acceptance.models import Line, Part
from runut.acceptance.models.sheets import VERDICTS
from runut.acceptance.queries.claims import claims_of
from runut.acceptance.queries.comparison import COMPARISON, Comparison, comparison
from runut.acceptance.services.parts import Shown, changing, check_text, check_version, file_evidence
from runut.cases.services import Ground
from runut.core.errors import Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.documents.services import file_form
from runut.people.queries import Standing

NAME: Final = "Perbandingan dengan hasil presentasi"
EVIDENCE: Final = "Bukti perbandingan"
"""Titles of the papers, in the language of the SOP."""
MOST: Final = 100
"""Lines that nobody promised."""


def judge(*, case_id: int, key: str, verdict: str, installed: str, version: int, shown: Shown, who: Standing, at: datetime) -> None:
    """Say how the line ``key`` stands, in the round that is open; ``version`` is the one that stood on the page (0: none yet).

    Raises:
        NotFound, NotPermitted: As `changing`, or there is no such line.
        Refused: As `changing`, somebody judged it meanwhile, or the evidence is no paper of the case.
        Invalid: No such verdict, or it does not say what is installed.
    """
    installed = check_text(installed)
    if verdict not in VERDICTS:
        raise Invalid(code="comparison_verdict")
    if verdict in {"differs", "more"} and not installed:
        raise Invalid(code="comparison_installed")
    with changing(case_id=case_id, key=COMPARISON, who=who, at=at) as (part, ground):
        line = _now(part, ground).find(key)
        if line is None:
            raise NotFound
        if line.claim.kind == "more" and verdict != "more":
            raise Invalid(code="comparison_more_only")
        row = Line.objects.select_related("changed_by").filter(part=part, key=key).first()
        check_version(row.version if row else 0, version, row.changed_by.name if row else "")
        evidence = file_evidence(shown, case_id=case_id, title=f"{EVIDENCE} {key}", who=who, at=at)
        _write(part, line.claim, row, {"verdict": verdict, "installed": installed, "evidence_id": evidence}, who=who, at=at)


def add_more(*, case_id: int, text: str, installed: str, shown: Shown, who: Standing, at: datetime) -> str:
    """Add a line for something that is installed and that nobody promised, and return its key.

    Raises:
        NotFound, NotPermitted, Refused: As `judge`.
        Invalid: Nothing is said, too much, or there are too many such lines.
    """
    text, installed = check_text(text, limit=300), check_text(installed)
    if not text:
        raise Invalid(code="text_missing")
    with changing(case_id=case_id, key=COMPARISON, who=who, at=at) as (part, _ground):
        if Line.objects.filter(part=part, claim__kind="more", removed_at=None).count() >= MOST:
            raise Invalid(code="comparison_many", most=MOST)
        # A number is never given twice in a case: a line of an earlier round keeps its own.
        earlier = Part.objects.filter(case_id=case_id, key=COMPARISON).order_by("-numbers").values_list("numbers", flat=True).first()
        part.numbers = max(part.numbers, earlier or 0) + 1
        claim = more(part.numbers, text)
        evidence = file_evidence(shown, case_id=case_id, title=f"{EVIDENCE} {claim.key}", who=who, at=at)
        _write(part, claim, None, {"verdict": "more", "installed": installed, "evidence_id": evidence}, who=who, at=at)
        return claim.key


def remove_more(*, case_id: int, key: str, who: Standing, at: datetime) -> None:
    """Take a line that nobody promised out of this round; its row stays. Raises as `changing`, and NotFound."""
    with changing(case_id=case_id, key=COMPARISON, who=who, at=at) as (part, ground):
        line = _now(part, ground).find(key)
        if line is None or line.claim.kind != "more":
            raise NotFound
        values = {"verdict": "more", "installed": line.installed, "removed_at": at}
        _write(part, line.claim, Line.objects.filter(part=part, key=key).first(), values, who=who, at=at)


def file_comparison(*, case_id: int, who: Standing, at: datetime) -> int:
    """File the comparison as it stands as a paper of the case, and return the version's row.

    Raises:
        NotFound, NotPermitted: As `changing`.
        Refused: As `changing`; also while a line has no verdict, or there is no line.
    """
    with changing(case_id=case_id, key=COMPARISON, who=who, at=at) as (part, ground):
        found = _now(part, ground)
        if not found.lines:
            raise Refused(reasons=[reason("comparison_none")])
        if found.open:
            raise Refused(reasons=[reason("comparison_open", count=found.open, all=len(found.lines))])
        part.revision -= 1  # filing changes nothing
        if part.revision == 0:
            part.revision = 1  # everything is carried over; zero would mean that nothing was filed
        part.filed = part.revision
        return file_form(case_id=case_id, key="", name=NAME, form=COMPARISON, content=content(found), who=who, at=at)


def content(found: Comparison) -> dict[str, Any]:
    """Return a comparison as it is filed."""
    return {"lines": [one.content() for one in found.lines], "counts": dict(found.counts), "carried": found.carried}


def _now(part: Part, ground: Ground) -> Comparison:
    claims = claims_of(case_id=part.case_id, procedure=ground.procedure)
    return comparison(case_id=part.case_id, item_id=part.item_id, claims=claims)


def _write(part: Part, claim: Claim, row: Line | None, values: Mapping[str, Any], *, who: Standing, at: datetime) -> None:
    row = row or Line(part=part, key=claim.key, version=0)
    row.claim, row.claim_sha256 = claim.content, claim.sha256
    row.changed_by_id, row.changed_at = who.user_id, at
    row.version += 1
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
