"""What an SOP says and BPMN does not, as elements of our own inside ``extensionElements``: written here from plain data, and read back into it.

Names are those of the procedure file; docs/reference/bpmn.md shows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

from lxml import etree

from runut.core.building import KEYS
from runut.formats.bpmn.words import model, ours

Element: TypeAlias = etree._Element
_DATES: Final = ("created_on", "revised_on", "effective_on")
_VALUES: Final = ("number", *_DATES, "day")
LISTS: Final = tuple(key for key in KEYS["procedure"] if key not in {"name", "approved_by", *_VALUES})
"""The lists of the identity block."""


def extend(parent: Element) -> Element:
    """Add ``extensionElements`` to ``parent`` and return it."""
    return etree.SubElement(parent, model("extensionElements"))


def write_head(parent: Element, head: Mapping[str, Any]) -> None:
    """Write the identity block but for the name, which BPMN has."""
    block = etree.SubElement(parent, ours("procedure"), {key: str(head[key]) for key in _VALUES if key in head})
    if approval := head.get("approved_by"):
        etree.SubElement(block, ours("approved_by"), dict(approval))
    for key in LISTS:
        for line in head.get(key, ()):
            etree.SubElement(block, ours(key)).text = line


def read_head(block: Element) -> dict[str, Any]:
    """Return what `write_head` wrote."""
    head: dict[str, Any] = {key: _dated(value) if key in _DATES else value for key, value in _attributes(block, _VALUES).items()}
    for child in block.iterchildren(tag=etree.Element):
        key = etree.QName(child).localname
        if child.tag == ours("approved_by"):
            head[key] = _attributes(child, KEYS["approved_by"])
        elif child.tag == ours(key) and key in LISTS:
            head.setdefault(key, []).append(child.text or "")
    return head


def write_activity(parent: Element, row: Mapping[str, Any]) -> None:
    """Write a row but for its text, its turns and where it leads, which BPMN has."""
    note = {"note": row["note"]} if "note" in row else {}
    block = etree.SubElement(parent, ours("activity"), {"number": str(row["number"]), **note})
    for key, name in (("requirements", "requirement"), ("outputs", "output")):
        for one in row.get(key, ()):
            etree.SubElement(block, ours(name), dict(one))
    if time := row.get("time"):
        etree.SubElement(block, ours("time"), _time_words(time))
    turns = 0
    for one in row["performers"]:
        if one["part"] == "attends":
            etree.SubElement(block, ours("attends"), {"key": one["key"], "after": str(turns)})
        else:
            turns += 1


def read_activity(block: Element) -> tuple[dict[str, Any], Sequence[tuple[int, str]]]:
    """Return what `write_activity` wrote: the row, and who attends, each with the number of turns before."""
    row: dict[str, Any] = _attributes(block, ("note",))
    attending: list[tuple[int, str]] = []
    for child in block.iterchildren(tag=etree.Element):
        if child.tag in (ours("requirement"), ours("output")):
            key = "requirements" if child.tag == ours("requirement") else "outputs"
            row.setdefault(key, []).append(_attributes(child, KEYS["deliverables"]))
        elif child.tag == ours("time"):
            row["time"] = _read_time(child)
        elif child.tag == ours("attends"):
            after = whole(child.get("after", ""))
            attending.append((after if isinstance(after, int) else 0, child.get("key", "")))
    return row, attending


def _time_words(time: Mapping[str, Any]) -> dict[str, str]:
    if "as" in time:
        return {"as": time["as"]}
    amount = time["amount"]
    low, high = amount if isinstance(amount, list) else (amount, amount)
    return ({"least": str(low)} if low != high else {}) | {"amount": str(high), "unit": time["unit"]}


def _read_time(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = _attributes(element, ("amount", "unit", "as"))
    if "amount" in found:
        found["amount"] = whole(found["amount"])
    if "least" in element.attrib:
        found["amount"] = [whole(element.get("least", "")), found.get("amount")]
    return found


def whole(text: str) -> int | str:
    """Return the whole number that ``text`` writes, else the text as it is, for `build` to complain about."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text


def _dated(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _attributes(element: Element, names: Sequence[str]) -> dict[str, Any]:
    return {name: str(element.get(name)) for name in names if name in element.attrib}
