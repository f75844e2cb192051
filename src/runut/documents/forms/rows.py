"""Repeated rows of a form (who attended, what was installed) that work without JavaScript: some stand empty, a button adds more.

Which rows are kept is decided by what stands in them: an emptied row is gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, Form, formset_factory
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import ngettext
from typing_extensions import override

from runut.base.numbers import whole
from runut.documents.forms.values import plain, typed

MOST: Final = 300
ADDED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table of the form: ``form_class`` asks for one row, ``least`` rows must be filled, ``spare`` empty ones stand ready."""

    form_class: type[Form]
    title: str | Promise
    least: int = 0
    spare: int = 3


class RowSet(BaseFormSet[Form]):
    """The rows of one table as Django's formset; every row that was sent may be empty."""

    title: str | Promise = ""
    least: int = 0

    @override
    def clean(self) -> None:
        if sum(form.has_changed() for form in self.forms) < self.least:
            text = ngettext("Fill in at least %(least)s row.", "Fill in at least %(least)s rows.", self.least)
            raise ValidationError(text % {"least": self.least})

    @override
    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def add_name(self) -> str:
        """The name of the button that adds rows."""
        return f"add-{self.prefix}"

    def values(self) -> list[dict[str, Any]]:
        """Return what stands in the rows that are not empty, as JSON holds it; the rows are valid."""
        return [plain(form.cleaned_data) for form in self.forms if form.has_changed()]


def shown(name: str, rows: Rows, kept: Sequence[Mapping[str, Any]], *, spare: int | None = None) -> RowSet:
    """Return the table with the rows ``kept`` and some empty ones."""
    extra = max(rows.spare if spare is None else spare, rows.least - len(kept))
    return _factory(rows, extra=extra)(prefix=name, initial=[dict(one) for one in kept])


def sent(name: str, rows: Rows, data: QueryDict) -> RowSet:
    """Return the table as it was sent, to be validated."""
    return _factory(rows, extra=0)(data, prefix=name)


def with_more(name: str, rows: Rows, data: QueryDict, *, more: bool) -> RowSet:
    """Return the table with what was typed, unjudged, and with ``more`` some further empty rows."""
    total = _count(data.get(f"{name}-TOTAL_FORMS", ""))
    typed_rows = [typed(rows.form_class, data, prefix=f"{name}-{index}") for index in range(total)]
    return shown(name, rows, typed_rows, spare=min(ADDED, MOST - total) if more else 0)


def _count(text: str) -> int:
    return min(whole(text, digits=5) or 0, MOST)


def _factory(rows: Rows, *, extra: int) -> type[RowSet]:
    base = type("RowSet", (RowSet,), {"title": rows.title, "least": rows.least})
    return cast(
        type[RowSet], formset_factory(rows.form_class, formset=base, extra=extra, max_num=MOST, absolute_max=MOST, validate_max=True)
    )
