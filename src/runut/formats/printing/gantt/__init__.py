"""A schedule as an official paper: its tasks as a table, and beside each its bar, with what it waits for, the critical path and what was filed before.

    pdf = print_gantt(Gantt(language="id", title="Jadwal", bars=(Bar(...),), ...), at=at)

The same schedule gives the same bytes. Everything that the bars show stands in the table too.
"""

from __future__ import annotations

from runut.formats.printing.gantt.content import PAPERS, Bar, Gantt, Legend
from runut.formats.printing.gantt.printing import print_gantt

__all__ = ["PAPERS", "Bar", "Gantt", "Legend", "print_gantt"]
