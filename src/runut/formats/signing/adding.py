"""Signing as an archive file allows it: at the moment that is told, and with nothing changed but what a signature adds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.signers import PdfSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from typing_extensions import override


class Added(IncrementalPdfFileWriter):
    """Adds to a file, and leaves what it says of itself as it was: its metadata is bound to the rules of archives, and to the text."""

    @override
    def _update_meta(self) -> None:
        pass


class SignerAt(PdfSigner):
    """Signs as of ``at``, so that the stamp, the signature and the record of it say the same time."""

    def __init__(self, *told: Any, at: datetime, **more: Any) -> None:
        super().__init__(*told, **more)
        self._at = at

    @override
    def init_signing_session(self, *told: Any, **more: Any) -> Any:
        session = super().init_signing_session(*told, **more)
        session.system_time = self._at
        return session

    @override
    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Name the extension of PAdES; those of PDF 2.0 would make of an archive file of PDF 1.7 what it may not be."""
        pdf_out.register_extension(ESIC_EXTENSION_1)
