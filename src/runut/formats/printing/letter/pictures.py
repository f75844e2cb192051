"""Drawings as pictures of dots: every program that opens a DOCX shows PNG and JPEG, few show SVG."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, ExitStack
from typing import Final

from typing_extensions import override

from runut.core.errors import PrintFailed
from runut.formats.printing.letter.content import Picture
from runut.formats.printing.pdf.job import NotSetError, Typesetter
from runut.formats.printing.pdf.printing import apart

_DRAWING: Final = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "Arimo")
#image(bytes(json(bytes(sys.inputs.data))), format: "svg", width: 160mm)"""
_DOTS: Final = 200
"""Dots an inch: sharp on paper, and some ten kilobytes for a figure."""
_SECONDS: Final = 60


class Pictures(AbstractContextManager["Pictures"]):
    """Draws with a typesetter that starts with the first drawing and ends with the block."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._started: Typesetter | None = None

    @override
    def __exit__(self, *why: object) -> None:
        self._stack.close()

    def dots(self, picture: Picture) -> bytes:
        """Return the picture as PNG or JPEG.

        Raises:
            PrintFailed: The typesetter refuses the drawing.
        """
        if not picture.svg:
            return picture.dots
        if self._started is None:
            self._started = self._stack.enter_context(apart(_DRAWING, seconds=_SECONDS))
        try:
            return self._started.ask(do="draw", data=json.dumps(picture.svg), ppi=_DOTS)
        except NotSetError as error:
            raise PrintFailed(code="print_failed", detail=str(error)) from error
