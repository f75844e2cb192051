"""XML read element by element: no entity is ever expanded, nothing outside is fetched, and what was read is let go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from runut.core.errors import Invalid
from runut.formats.scans.source import Source, check_depth, damaged


def elements(file: BinaryIO, *, kind: str, wanted: frozenset[str], noted: frozenset[str] = frozenset()) -> Iterator[Element]:
    """Yield every element whose name is ``wanted`` when it is complete, and every one that is ``noted`` when it begins.

    Raises:
        Invalid: The text is no XML, breaks off, declares entities, or goes past a bound.
    """
    stack: list[Element] = []
    inside = 0
    try:
        for event, one in iterparse(Source(file, marks=b"<"), ("start", "end"), forbid_dtd=False):
            if event == "start":
                stack.append(one)
                check_depth(len(stack))
                inside += one.tag in wanted
                if one.tag in noted:
                    yield one
                continue
            stack.pop()
            inside -= one.tag in wanted
            if one.tag in wanted:
                yield one
            if not inside:
                one.clear()
                if stack:
                    stack[-1].remove(one)
    except DefusedXmlException as error:
        raise Invalid(code="scan_entities") from error
    except (ParseError, LookupError, ValueError) as error:
        raise damaged(kind) from error


def text(one: Element, name: str) -> str:
    """Return the text of the child ``name``, or nothing."""
    return one.findtext(name) or ""
