"""What templates ask about the values of a form: `{% load documents %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_KINDS: Final[Mapping[str, StrOrPromise]] = {
    "application/pdf": gettext_lazy("PDF"),
    "text/html": gettext_lazy("web page"),
    "text/": gettext_lazy("text file"),
    "image/": gettext_lazy("picture"),
    "audio/": gettext_lazy("sound"),
    "video/": gettext_lazy("film"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml": gettext_lazy("Word document"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml": gettext_lazy("Excel workbook"),
    "application/vnd.openxmlformats-officedocument.presentationml": gettext_lazy("PowerPoint presentation"),
    "application/vnd.ms-": gettext_lazy("Office file with macros"),
    "application/vnd.oasis.opendocument": gettext_lazy("OpenDocument file"),
    "application/vnd.android.package-archive": gettext_lazy("Android application"),
    "application/xml": gettext_lazy("XML"),
    "application/json": gettext_lazy("JSON"),
    "application/zip": gettext_lazy("archive (ZIP)"),
}
"""Media types, by how they begin, in words; the longer beginnings stand before the shorter."""

register = template.Library()


@register.filter
def is_mapping(value: object) -> bool:
    """Whether the value has names in it."""
    return isinstance(value, dict)


@register.filter
def is_list(value: object) -> bool:
    """Whether the value is a list."""
    return isinstance(value, list)


@register.filter
def kind_words(media_type: str) -> str:
    """Return what kind of file a media type is, in words."""
    return next((str(words) for begins, words in _KINDS.items() if media_type.startswith(begins)), _("another kind of file"))
