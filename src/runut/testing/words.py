"""Severities, states and categories as words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

SEVERITIES: Final = {
    "critical": _("critical"),
    "high": _("high"),
    "medium": _("medium"),
    "low": _("low"),
    "info": _("to know"),
}
STATES: Final = {"open": _("open"), "fixed": _("fixed"), "false_positive": _("false positive"), "accepted": _("accepted as it is")}
SEVERITY_TONES: Final = {"critical": "late", "high": "late", "medium": "soon", "low": "calm", "info": "calm"}
STATE_TONES: Final = {"open": "soon", "fixed": "done", "false_positive": "held", "accepted": "held"}
OWASP: Final = {
    "A01:2025": "A01:2025 Broken Access Control",
    "A02:2025": "A02:2025 Security Misconfiguration",
    "A03:2025": "A03:2025 Software Supply Chain Failures",
    "A04:2025": "A04:2025 Cryptographic Failures",
    "A05:2025": "A05:2025 Injection",
    "A06:2025": "A06:2025 Insecure Design",
    "A07:2025": "A07:2025 Authentication Failures",
    "A08:2025": "A08:2025 Software or Data Integrity Failures",
    "A09:2025": "A09:2025 Security Logging and Alerting Failures",
    "A10:2025": "A10:2025 Mishandling of Exceptional Conditions",
}
"""OWASP Top 10:2025; the names are the standard's own in every language."""
_HARM: Final = {"H": _("high"), "L": _("low"), "N": _("none")}
_REACH: Final = {
    "AV": (_("Attack vector (AV)"), {"N": _("network"), "A": _("adjacent network"), "L": _("local"), "P": _("physical")}),
    "AC": (_("Attack complexity (AC)"), {"L": _("low"), "H": _("high")}),
}
_RIGHTS: Final = {"PR": (_("Privileges required (PR)"), {"N": _("none"), "L": _("low"), "H": _("high")})}
METRICS: Final = {
    "3.1": {
        **_REACH,
        **_RIGHTS,
        "UI": (_("User interaction (UI)"), {"N": _("none"), "R": _("required")}),
        "S": (_("Scope (S)"), {"U": _("unchanged"), "C": _("changed")}),
        "C": (_("Confidentiality (C)"), _HARM),
        "I": (_("Integrity (I)"), _HARM),
        "A": (_("Availability (A)"), _HARM),
    },
    "4.0": {
        **_REACH,
        "AT": (_("Attack requirements (AT)"), {"N": _("none"), "P": _("present")}),
        **_RIGHTS,
        "UI": (_("User interaction (UI)"), {"N": _("none"), "P": _("passive"), "A": _("active")}),
        "VC": (_("Confidentiality of the vulnerable system (VC)"), _HARM),
        "VI": (_("Integrity of the vulnerable system (VI)"), _HARM),
        "VA": (_("Availability of the vulnerable system (VA)"), _HARM),
        "SC": (_("Confidentiality of systems behind it (SC)"), _HARM),
        "SI": (_("Integrity of systems behind it (SI)"), _HARM),
        "SA": (_("Availability of systems behind it (SA)"), _HARM),
    },
}
"""Base metrics of each version of CVSS as its calculator asks them (FIRST, Common Vulnerability Scoring System, section 2)."""
SEVERITY_ICONS: Final = {"critical": "danger", "high": "danger", "medium": "soon", "low": "info", "info": "info"}
OUTCOMES: Final = {"pass": _("passed"), "fail": _("failed"), "blocked": _("blocked")}
OUTCOME_TONES: Final = {"pass": "done", "fail": "late", "blocked": "soon"}
OUTCOME_ICONS: Final = {"pass": "done", "fail": "close", "blocked": "lock"}
COVERED: Final = {"none": _("no scenario"), "untried": _("not tried"), "failed": _("not passed"), "passed": _("passed")}
COVERED_TONES: Final = {"none": "late", "untried": "calm", "failed": "soon", "passed": "done"}
TASK_OUTCOMES: Final = {"unaided": _("done unaided"), "helped": _("done with help"), "failed": _("not done")}
PARTS: Final = {
    "uat": _("Acceptance test (UAT)"),
    "automated": _("Automated tests"),
    "pentest": _("Penetration test"),
    "security": _("Security functions (BSSN 4/2021)"),
    "usability": _("Usability test"),
}
VERDICTS: Final = {"accepted": _("accepts it"), "with_notes": _("accepts it with notes"), "rejected": _("does not accept it")}
