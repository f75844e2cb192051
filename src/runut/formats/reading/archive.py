"""The packages of Office, opened with bounds: how many parts, how large each really is, and no definition that XML could expand."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import Final

from lxml import etree

from runut.core.errors import Invalid

_MOST_PARTS: Final = 3_000
_LARGEST_WHOLE: Final = 400_000_000
_LARGEST_PART: Final = 24_000_000
_MOST_TAGS: Final = 600_000
"""Elements take ten times the memory of their text; a form of 200 activities with drawings has 60 000."""
_STEEPEST: Final = 250
"""How many times its stored size a part may unpack to, beyond a megabyte."""
_DEFINITION: Final = re.compile(
    b"|".join(re.escape(word.encode(code)) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")),
    re.IGNORECASE,
)
_ENCODING: Final = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.\-]+)", re.IGNORECASE)
_DIRECTORY_END: Final = b"PK\x05\x06"


class Package:
    """A zip of Office. Parts are unpacked one by one, when they are asked for."""

    def __init__(self, name: str, data: bytes) -> None:
        """Open the package; ``name`` is the file's, for sentences.

        Raises:
            Invalid: Damaged, protected, with macros, no package of Office, or larger inside than an SOP can be.
        """
        self.name = name
        end = data.rfind(_DIRECTORY_END)
        if end < 0 or end + 12 > len(data):
            raise Invalid(code="read_broken", name=name)
        if int.from_bytes(data[end + 10 : end + 12], "little") > _MOST_PARTS:
            raise Invalid(code="read_too_much", name=name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            raise Invalid(code="read_broken", name=name) from error
        self._parts = {one.filename: one for one in self._zip.infolist()}
        self._look(self._zip.infolist())

    def _look(self, parts: Sequence[zipfile.ZipInfo]) -> None:
        if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _LARGEST_WHOLE:
            raise Invalid(code="read_too_much", name=self.name)
        if any(one.flag_bits & 1 for one in parts):
            raise Invalid(code="read_encrypted", name=self.name)
        if "mimetype" in self._parts and self.part("mimetype").startswith(b"application/vnd.oasis.opendocument"):
            raise Invalid(code="read_opendocument", name=self.name)
        if "[Content_Types].xml" not in self._parts:
            raise Invalid(code="read_unknown", name=self.name)
        if any(name.lower().endswith("vbaproject.bin") for name in self._parts) or b"macroEnabled" in self.part("[Content_Types].xml"):
            raise Invalid(code="read_macro", name=self.name)

    def names(self, pattern: str) -> list[str]:
        """Return the parts whose whole name the regular expression ``pattern`` matches, in the order of their numbers."""
        found = (name for name in self._parts if re.fullmatch(pattern, name))
        return sorted(found, key=lambda name: (len(name), name))

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def part(self, part: str) -> bytes:
        """Return the bytes of ``part``, however small it claims to be.

        Raises:
            Invalid: It is not there, is damaged, or unpacks to more than a part may hold.
        """
        try:
            entry = self._parts[part]
            with self._zip.open(entry) as stream:
                data = stream.read(_LARGEST_PART + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise Invalid(code="read_broken", name=self.name) from error
        if len(data) > _LARGEST_PART or len(data) > max(1_000_000, _STEEPEST * entry.compress_size):
            raise Invalid(code="read_too_much", name=self.name)
        return data

    def xml(self, part: str) -> etree._Element:
        """Return the root of the XML in ``part``: no entity is resolved, nothing outside is read.

        Raises:
            Invalid: As `part`; not well formed; with definitions of its own.
        """
        data = _transitional(self.checked(part))
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Invalid(code="read_broken", name=self.name) from error
        if root.getroottree().docinfo.doctype:
            raise Invalid(code="read_entities", name=self.name)
        return root

    def checked(self, part: str) -> bytes:
        """Return the bytes of an XML ``part`` after a look at them: no definitions, an encoding that Office writes, not too many tags."""
        data = self.part(part)
        if _DEFINITION.search(data):
            raise Invalid(code="read_entities", name=self.name)
        encoding = _ENCODING.match(data)
        if encoding and encoding[1].lower() not in {b"utf-8", b"utf-16", b"us-ascii", b"utf8"}:
            raise Invalid(code="read_broken", name=self.name)
        if data.count(b"<") > _MOST_TAGS:
            raise Invalid(code="read_too_much", name=self.name)
        return data

    def xml_or_none(self, part: str) -> etree._Element | None:
        """Return as `xml` a part that need not be there."""
        return self.xml(part) if part in self else None


def _transitional(data: bytes) -> bytes:
    """Return ``data`` with the namespaces that most files have; the strict form differs in them only."""
    if b"http://purl.oclc.org/ooxml/" not in data:
        return data
    for name in (b"wordprocessingml", b"spreadsheetml"):
        data = data.replace(b"http://purl.oclc.org/ooxml/" + name + b"/main", b"http://schemas.openxmlformats.org/" + name + b"/2006/main")
    return data.replace(
        b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
