"""Which scanner's file it is, told by what stands in it; then its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from runut.core.errors import Invalid
from runut.formats.scans import burp, nmap, nuclei, sarif, trivy, zap
from runut.formats.scans.finding import Finding
from runut.formats.scans.jsons import events
from runut.formats.scans.source import MOST_FINDINGS
from runut.formats.scans.xmls import elements

Reader = Callable[[BinaryIO], Iterator[Finding]]

FORMATS: Final = (sarif.KIND, zap.KIND, nuclei.KIND, nmap.KIND, burp.KIND, trivy.KIND)
_ROOTS: Final[dict[str, tuple[str, Reader]]] = {
    "OWASPZAPReport": (zap.KIND, zap.read_xml),
    "nmaprun": (nmap.KIND, nmap.read),
    "issues": (burp.KIND, burp.read),
}
_NUCLEI: Final = frozenset({"template-id", "templateID", "template-path", "template-url"})
_TRIVY: Final = frozenset({"SchemaVersion", "ArtifactName", "ClusterName"})
_ZAP: Final = frozenset({"@programName", "site"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A report: which scanner's, and its findings one after another."""

    kind: str
    findings: Iterator[Finding]


def read_scan(file: BinaryIO) -> Scan:
    """Return the report in ``file``, which can be sought in; the findings are read when they are asked for.

    Raises:
        Invalid: No format that is known, or (also while findings are read) damaged, or past a bound: size, depth, length of a text, number.
    """
    kind, reader = _format(file)
    file.seek(0)
    return Scan(kind=kind, findings=_counted(reader(file)))


def _counted(findings: Iterator[Finding]) -> Iterator[Finding]:
    for count, one in enumerate(findings, 1):
        if count > MOST_FINDINGS:
            raise Invalid(code="scan_many", most=MOST_FINDINGS)
        yield one


def _format(file: BinaryIO) -> tuple[str, Reader]:
    head = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    if head[:1] in {b"{", b"["}:
        found = _json(file)
    elif head[:1] == b"<" or head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        found = _xml(file)
    else:
        found = None
    if found is None:
        raise Invalid(code="scan_unknown", known=", ".join(FORMATS))
    return found


def _xml(file: BinaryIO) -> tuple[str, Reader] | None:
    return next(
        (_ROOTS[one.tag] for one in elements(file, kind="XML", wanted=frozenset(), noted=frozenset(_ROOTS)) if one.tag in _ROOTS), None
    )


def _json(file: BinaryIO) -> tuple[str, Reader] | None:
    """Tell the format by the first key that only one scanner writes: of the object, or of the first in the list."""
    depth, listed = 0, False
    for event, value in events(file, kind="JSON"):
        listed = listed or (depth == 0 and event == "start_array")
        if event in {"start_map", "start_array"}:
            depth += 1
        elif event in {"end_map", "end_array"}:
            depth -= 1
            if depth == int(listed):
                return None
        elif event == "map_key" and depth == 1 + listed and (found := _by_key(value, listed=listed)):
            return found
    return None


def _by_key(key: str, *, listed: bool) -> tuple[str, Reader] | None:
    if key in _NUCLEI:
        return nuclei.KIND, nuclei.read_list if listed else nuclei.read_lines
    if listed:
        return (trivy.KIND, trivy.read) if key in {"Target", "Vulnerabilities"} else None
    if key in _TRIVY:
        return trivy.KIND, trivy.read
    if key in _ZAP:
        return zap.KIND, zap.read_json
    return (sarif.KIND, sarif.read) if key == "runs" else None
