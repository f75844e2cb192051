"""Score and severity of a CVSS vector, by FIRST's own algorithms (the `cvss` package)."""

from __future__ import annotations

from dataclasses import dataclass

from cvss import CVSS3, CVSS4  # type: ignore[import-untyped]
from cvss.exceptions import CVSSError  # type: ignore[import-untyped]

from runut.core.errors import Invalid
from runut.formats.scans import severity_of_score


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A vector as the package writes it, its score, and the severity that the score stands for."""

    vector: str
    score: float
    severity: str


def scored(vector: str) -> Scored:
    """Return the score of a CVSS 3.1 or 4.0 vector.

    Raises:
        Invalid: It is none.
    """
    text = vector.strip()
    try:
        found = CVSS4(text) if text.startswith("CVSS:4.0/") else CVSS3(text)
    except (CVSSError, ValueError, KeyError) as error:
        raise Invalid(code="cvss_vector") from error
    if text.startswith("CVSS:3.0/"):
        raise Invalid(code="cvss_vector")
    score = float(found.base_score if isinstance(found, CVSS4) else found.scores()[0])
    return Scored(vector=found.clean_vector(), score=score, severity=severity_of_score(score))
