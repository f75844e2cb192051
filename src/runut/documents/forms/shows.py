"""Which template shows the content of which form; the room that asks for the content registers it in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from runut.documents.forms.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """How a form is read: ``template`` finds ``content`` (the values) and ``version``; ``edit`` is the URL name of its page, if any.

    ``edit`` takes the case's id and the deliverable's key. ``reading`` puts the content under the labels of the form for ``template``.
    """

    form: str
    template: str
    edit: str = ""
    reading: Callable[[Mapping[str, Any]], Reading] | None = None


_PLAIN: Final = "documents/show.html"
_shows: dict[str, Show] = {}


def register_show(show: Show) -> None:
    """Say how a form is read.

    Raises:
        ValueError: Somebody said so already.
    """
    if show.form in _shows:
        raise ValueError(f"the form {show.form!r} is shown already")
    _shows[show.form] = show


def show_of(form: str) -> Show:
    """Return how ``form`` is read; a form that nobody registered is shown as a list of its values."""
    return _shows.get(form, Show(form=form, template=_PLAIN))
