"""Claims and verdicts in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from runut.acceptance.claims import Claim
from runut.base.sentences import day

VERDICTS: Final = {
    "matches": gettext_lazy("matches"),
    "differs": gettext_lazy("differs"),
    "missing": gettext_lazy("is not there"),
    "more": gettext_lazy("more than promised"),
}
VERDICT_TONES: Final = {"matches": "done", "differs": "late", "missing": "late", "more": "current"}
VERDICT_ICONS: Final = {"matches": "done", "differs": "rejected", "missing": "missing", "more": "add"}
RESULTS: Final = {"done": gettext_lazy("done"), "differs": gettext_lazy("differs"), "silent": gettext_lazy("not in the guide")}
"""What came of a step of the installation guide."""
RESULT_TONES: Final = {"done": "done", "differs": "late", "silent": "soon"}
RESULT_ICONS: Final = {"done": "done", "differs": "rejected", "silent": "help"}
GROUPS: Final = (
    ("feature", gettext_lazy("Features that were approved")),
    ("document", gettext_lazy("Documents that were presented")),
    ("test", gettext_lazy("Results of tests that were presented")),
    ("said", gettext_lazy("What was shown and promised in the presentation")),
    ("more", gettext_lazy("More than was promised")),
)
"""Groups of claims, in their order."""
_GROUP: Final = {
    "feature": "feature",
    "document": "document",
    "uat": "test",
    "findings": "test",
    "automated": "test",
    "sus": "test",
    "shown": "said",
    "promise": "said",
    "more": "more",
}
_SEVERITIES: Final = {
    "critical": gettext_lazy("critical"),
    "high": gettext_lazy("high"),
    "medium": gettext_lazy("medium"),
    "low": gettext_lazy("low"),
    "info": gettext_lazy("to know"),
}
_SHOWN: Final = {
    "uat": gettext_noop("User acceptance test"),
    "penetration_test": gettext_noop("Penetration test"),
    "usability_test": gettext_noop("Usability test"),
    "user_guide": gettext_noop("User guide"),
    "system_requirements": gettext_noop("System requirements"),
    "installation_guide": gettext_noop("Installation guide"),
}
_TITLES: Final = {
    "uat": gettext_noop("Acceptance test (UAT)"),
    "findings": gettext_noop("Penetration test"),
    "automated": gettext_noop("Automated tests"),
    "sus": gettext_noop("Usability test"),
    "promise": gettext_noop("Promised in the presentation"),
}


def group(claim: Claim) -> str:
    """Return the key of the group that a claim belongs to."""
    return _GROUP.get(claim.kind, "said")


def title(claim: Claim) -> str:
    """Return what a claim is about, in a few words."""
    params = claim.params
    match claim.kind:
        case "feature":
            return f"F{params.get('number')} {params.get('name')}"
        case "document":
            return str(params.get("name", ""))
        case "shown":
            what = str(params.get("what", ""))
            return _(_SHOWN[what]) if what in _SHOWN else what
        case "more":
            return str(params.get("text", ""))
        case kind:
            return _(_TITLES[kind]) if kind in _TITLES else kind


def presented(claim: Claim) -> str:
    """Return what was promised, as the comparison's column of that name says it; several lines where there are several things."""
    params = claim.params
    match claim.kind:
        case "feature":
            return "\n".join(str(params[name]) for name in ("purpose", "criteria") if params.get(name))
        case "document":
            return "\n".join(
                _("%(name)s, version %(number)s (%(hash)s…)") % {"name": one["name"], "number": one["version"], "hash": one["sha256"][:12]}
                for one in params.get("papers", ())
            )
        case "uat":
            return _("%(passed)s of %(count)s scenarios passed, build %(build)s") % params
        case "findings":
            return _("Open findings: %(list)s") % {"list": _severities(params.get("open", {}))}
        case "automated":
            return _("%(passed)s passed, %(failed)s failed, %(skipped)s skipped, build %(build)s") % params
        case "sus":
            return _("System Usability Scale %(score)s (grade %(grade)s) from %(answers)s answers") % params
        case "shown":
            return _("shown in the presentation")
        case "promise":
            return _promise(params)
        case _:
            return _("not promised")


def _severities(found: Mapping[str, int]) -> str:
    said = [f"{word} {found[name]}" for name, word in _SEVERITIES.items() if found.get(name)]
    return ", ".join(said) or _("none")


def _promise(params: Mapping[str, Any]) -> str:
    by = str(params.get("by_on") or "")
    with suppress(ValueError):
        by = day(date.fromisoformat(by)) if by else ""
    return "\n".join(
        one for one in (str(params.get("what", "")), ", ".join(each for each in (str(params.get("who", "")), by) if each)) if one
    )
