"""Office files are zip archives of XML; packed here they hold no time of their making, so the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack(members: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of ``members`` in their order, all of one fixed time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            archive.writestr(member, content)
    return out.getvalue()
