"""From bytes to XML elements: bounded, nothing resolved, nothing fetched."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from runut.core.errors import Invalid
from runut.formats.bpmn.extension import Element
from runut.formats.bpmn.words import MODEL, model

LARGEST: Final = 8_000_000
"""Bytes; our own export of 200 activities has 400 000."""
MOST: Final = 100_000
"""Elements; the same export has 7 000."""
_DEFINITION: Final = re.compile(
    b"|".join(re.escape(word.encode(code)) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")),
    re.IGNORECASE,
)
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?definitions\b")


def is_bpmn(data: bytes) -> bool:
    """Whether ``data`` begins like a BPMN file; it may still be broken."""
    head = data[:20_000].replace(b"\x00", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and MODEL.encode() in head and _ROOT.search(head) is not None


def parse(data: bytes) -> Element:
    """Return the root element.

    Raises:
        Invalid: Too large, not well formed, with definitions of its own, or no BPMN.
    """
    if len(data) > LARGEST or data.count(b"<") > 2 * MOST:
        raise Invalid(code="bpmn_large", limit=LARGEST // 1_000_000, most=MOST)
    if _DEFINITION.search(data):
        raise Invalid(code="bpmn_entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Invalid(code="bpmn_broken") from error
    if root.getroottree().docinfo.doctype:
        raise Invalid(code="bpmn_entities")
    if root.tag != model("definitions"):
        raise Invalid(code="bpmn_broken")
    return root
