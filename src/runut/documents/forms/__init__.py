"""Forms of this room, and `FormPage`, on which higher rooms build the pages of their own forms."""

from __future__ import annotations

from runut.documents.forms.page import FormPage
from runut.documents.forms.rows import Rows
from runut.documents.forms.shows import Show, register_show, show_of
from runut.documents.forms.upload import Files, RemoveForm, UploadForm

__all__ = ["Files", "FormPage", "RemoveForm", "Rows", "Show", "UploadForm", "register_show", "show_of"]
