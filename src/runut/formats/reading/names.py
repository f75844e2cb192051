"""The namespaces of Office's XML, written short: `W + "tbl"`."""

from __future__ import annotations

from typing import Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def local(tag: object) -> str:
    """Return the name of a tag without its namespace; strict and transitional files differ in the namespace only."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
