"""Pictures for tests, and a case at activity 3 whose team shows them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from runut.documents.store import Staged
from runut.documents.uploads import store_stream

PDF = b"%PDF-1.7\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png(grey: int = 0) -> bytes:
    """Return a picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes([0, grey]))) + chunk(b"IEND", b"")


def staged(content: bytes) -> Staged:
    """Return a file that has arrived."""
    return store_stream(BytesIO(content))
