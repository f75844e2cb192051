"""The stamp that is seen of a signature, set like every paper of ours: with its fonts in it, as an archive file asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle
from typing_extensions import override

from runut.core.errors import PrintFailed
from runut.formats.printing.pdf.glyphs import Glyphs
from runut.formats.printing.pdf.making import NotSetError
from runut.formats.printing.pdf.printing import apart
from runut.formats.signing.places import Box

SECONDS: Final = 30
"""How long it may take; it takes a tenth of one."""


class _Page(PdfContent):
    """The one page of a PDF, as the content of a stamp."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    @override
    def render(self) -> bytes:
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject[pdf_name("/Stamp")] = drawn
        left, bottom, right, top = (float(side) for side in drawn.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Stamp Do"


def style(lines: Sequence[str], box: Box, *, at: datetime) -> StaticStampStyle:
    """Return how a stamp of ``lines`` is drawn in ``box``.

    Raises:
        PrintFailed: The typesetter refused it, or it took too long.
    """
    middle = AxisAlignment.ALIGN_MID
    filling = SimpleBoxLayoutRule(x_align=middle, y_align=middle, margins=Margins(0, 0, 0, 0))
    return StaticStampStyle(border_width=0, background=_Page(_set(lines, box, at=at)), background_layout=filling, background_opacity=1.0)


def _set(lines: Sequence[str], box: Box, *, at: datetime) -> bytes:
    left, bottom, right, top = box.sides
    glyphs = Glyphs()
    data = json.dumps({"lines": [glyphs.shown(one) for one in lines], "width": right - left, "height": top - bottom, "language": "id"})
    with apart(files("runut.formats.signing").joinpath("stamp.typ").read_text("utf-8"), seconds=SECONDS) as child:
        try:
            return child.ask(do="print", data=data, standards=["a-2b"], tags=False, at=at.replace(microsecond=0).isoformat())
        except NotSetError as error:
            raise PrintFailed(code="print_failed", detail=str(error)) from error
