"""An SOP as text: between tabs, between bars, in columns made with spaces, and as programs put tables into the clipboard."""

from __future__ import annotations

from tests.formats.sops.sheet import BOX, CAPSULE, DIAMOND, Line, Sheet

TYPED = {BOX: "√", DIAMOND: "◇", CAPSULE: "Mulai"}


def matrix(sheet: Sheet, *, lists: str = " ") -> list[list[str]]:
    """The table cell by cell, spans filled with empty cells; ``lists`` stands between the lines of a cell."""
    lanes = len(sheet.lanes)
    top: list[str] = []
    below: list[str] = []
    for role in sheet.order:
        if role == "performers" and lanes:
            top += [sheet.head(role), *[""] * (lanes - 1)]
            below += list(sheet.lanes)
        elif role in {"requirements", "time", "outputs"} and sheet.head("quality"):
            first = not any(one == sheet.head("quality") for one in top)
            top.append(sheet.head("quality") if first else "")
            below.append(sheet.head(role))
        else:
            top.append(sheet.head(role))
            below.append("")
    rows = [top, below] if any(below) else [top]
    if sheet.counted:
        rows.append([str(number) for number in range(1, len(top) + 1)])
    for number, line in sheet.numbered():
        rows.append(_row(sheet, line, number) if isinstance(line, Line) else ["", line])
    rows += [list(one) for one in sheet.tail]
    return [[cell.replace("\n", lists) for cell in row] for row in rows]


def _row(sheet: Sheet, line: Line, number: int) -> list[str]:
    cells: list[str] = []
    for role in sheet.order:
        if role == "performers" and sheet.lanes:
            cells += [TYPED.get(line.marks.get(lane, ""), line.marks.get(lane, "")) for lane in range(len(sheet.lanes))]
        else:
            cells.append(sheet.cell(line, role, number))
    return cells


def _opening(sheet: Sheet, between: str) -> list[str]:
    return [*sheet.opening, "", *(f"{label}{between}{value}" for label, value in sheet.identity), ""]


def tabbed(sheet: Sheet) -> str:
    """Between tabs, one row a line."""
    return "\n".join(_opening(sheet, "\t") + ["\t".join(row) for row in matrix(sheet)])


def from_excel(sheet: Sheet) -> str:
    """As Excel puts cells into the clipboard: cells with line breaks in quotes."""
    rows = [[f'"{cell}"' if "\n" in cell else cell for cell in row] for row in matrix(sheet, lists="\n")]
    return "\r\n".join(_opening(sheet, "\t") + ["\t".join(row) for row in rows])


def from_word(sheet: Sheet) -> str:
    """As Word puts a table into the clipboard: a merged cell once, and line breaks inside cells cutting the row."""
    rows = matrix(sheet, lists="\n")
    heads = 2 if sheet.lanes else 1
    rows[0] = [cell for cell in rows[0] if cell]
    return "\r\n".join(_opening(sheet, " : ") + ["\t".join(row) for row in rows[:heads]] + ["\t".join(row) for row in rows[heads:]])


def barred(sheet: Sheet) -> str:
    """Between bars, with a rule under the head, as wikis have it."""
    rows = ["| " + " | ".join(row) + " |" for row in matrix(sheet)]
    rule = "|" + "---|" * len(matrix(sheet)[0])
    return "\n".join([*_opening(sheet, ": "), rows[0], rule, *rows[1:]])


def spaced(sheet: Sheet) -> str:
    """In columns made with spaces."""
    rows = [row for row in matrix(sheet) if len(row) == len(matrix(sheet)[0])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(_opening(sheet, " : ") + lines)
