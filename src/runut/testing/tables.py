"""Scenarios as a table: CSV and XLSX, a step a row; rows without a title go on with the scenario above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from runut.base.exports import csv_lines
from runut.base.sheets import Table, workbook_blocks
from runut.base.sheets import read_table as read_sheet
from runut.core.errors import Invalid
from runut.testing.services.scenarios import Draft

_WIDTHS = (40, 30, 60, 60)


def heads() -> list[str]:
    """Return the names of the columns."""
    return [_("Title"), _("Feature"), _("Step"), _("Expected result")]


def rows_of(drafts: Iterable[Draft]) -> Iterator[list[str]]:
    """Yield the rows of scenarios."""
    for one in drafts:
        for place, step in enumerate(one.steps):
            yield [one.title if not place else "", one.feature if not place else "", step["action"], step["expected"]]


def as_csv(drafts: Iterable[Draft]) -> Iterator[bytes]:
    """Yield scenarios as CSV."""
    return csv_lines(heads(), rows_of(drafts))


def as_xlsx(drafts: Iterable[Draft]) -> Iterator[bytes]:
    """Yield scenarios as a workbook."""
    return workbook_blocks(_("Scenarios"), heads(), _WIDTHS, rows_of(drafts))


def read_table(name: str, data: bytes) -> list[Draft]:
    """Return the scenarios of a CSV or XLSX file: columns title, feature, step, expected result; the first row is the heads.

    Raises:
        Invalid: The file is too large, is no table, or holds no scenario.
    """
    return scenarios_of(read_sheet(name, data))


def scenarios_of(table: Table) -> list[Draft]:
    """Return the scenarios of rows; the first names the columns.

    Raises:
        Invalid: They hold no scenario.
    """
    found = list(_drafts(table))
    if not found:
        raise Invalid(code="scenario_table_empty")
    return found


def _drafts(table: Table) -> Iterator[Draft]:
    title, feature, steps = "", "", list[dict[str, str]]()
    for row in table[1:]:
        cells = [*row[:4], "", "", "", ""][:4]
        if cells[0]:
            if title:
                yield Draft(title=title, feature=feature, steps=steps)
            title, feature, steps = cells[0], cells[1], []
        if cells[2]:
            steps.append({"action": cells[2], "expected": cells[3]})
    if title:
        yield Draft(title=title, feature=feature, steps=steps)
