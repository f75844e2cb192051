"""The file of an SOP: reading, checking, drawing, printing, exchanging, simulating; the shipped SOP of 10 activities and an invented one of 200."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from lxml import etree

from benchmarks.figures import alternate, table
from runut.core.assuming import Assumptions
from runut.core.findings import findings
from runut.core.procedure import Procedure
from runut.core.simulation import simulate
from runut.formats import bpmn, json, laws, toml
from runut.formats.flowchart import draw
from runut.formats.printing.docx import print_docx
from runut.formats.printing.pdf import print_pdf
from runut.formats.printing.xlsx import print_xlsx
from runut.formats.reading import read
from tests.core.cast import shipped
from tests.formats.procedures import grown
from tests.formats.sops.as_docx import Style
from tests.formats.sops.as_docx import docx as write_docx
from tests.formats.sops.as_text import tabbed
from tests.formats.sops.as_xlsx import xlsx as write_xlsx
from tests.formats.sops.invented import numerous

ROUNDS = 15
TARGETS = {"draw SVG": "200", "print PDF": "500"}
"""Milliseconds that an act may take, whichever the size; a drawing's are asked for 200 activities, the printed form's for none in particular."""


def run(folder: Path) -> None:
    """Time every act on both, in turn."""
    small, large = _acts(shipped()) | _reads(10), _acts(grown(200)) | _reads(200)
    medians = {name: [one.median for one in alternate(ROUNDS, work, large[name])] for name, work in small.items()}
    rows = [[name, *times, TARGETS.get(name, "")] for name, times in medians.items()]
    table("The file of an SOP, ms (median)", ["", "10 activities", "200 activities", "at most"], rows)


def _reads(activities: int) -> dict[str, Callable[[], object]]:
    """Reading what an office wrote itself, with shapes drawn over the table."""
    sheet = numerous(activities)
    pasted, word, excel = tabbed(sheet).encode(), write_docx(sheet, Style(marks="drawn")), write_xlsx(sheet, drawn=True)
    return {
        "read pasted text": lambda: read("sop.txt", io.BytesIO(pasted)),
        "read an office's DOCX with shapes": lambda: read("sop.docx", io.BytesIO(word)),
        "floor: open that DOCX of the office with python-docx": lambda: docx.Document(io.BytesIO(word)),
        "read an office's XLSX with shapes": lambda: read("sop.xlsx", io.BytesIO(excel)),
        "floor: open that XLSX with openpyxl": lambda: openpyxl.load_workbook(io.BytesIO(excel)),
    }


def _acts(procedure: Procedure) -> dict[str, Callable[[], object]]:
    text = toml.dump(procedure)
    word, excel = print_docx(procedure), print_xlsx(procedure)
    exchanged = bpmn.dump(procedure)
    assumptions = Assumptions(back=0.3, scheduled=(40, 80))
    return {
        "import TOML": lambda: read("sop.toml", io.BytesIO(text.encode())),
        "import DOCX": lambda: read("sop.docx", io.BytesIO(word)),
        "floor: open that DOCX with python-docx": lambda: docx.Document(io.BytesIO(word)),
        "import XLSX": lambda: read("sop.xlsx", io.BytesIO(excel)),
        "check": lambda: findings(procedure, laws=laws.known()),
        "draw SVG": lambda: draw(procedure),
        "print PDF": lambda: print_pdf(procedure),
        "print DOCX": lambda: print_docx(procedure),
        "print XLSX": lambda: print_xlsx(procedure),
        "export BPMN": lambda: bpmn.dump(procedure),
        "import BPMN": lambda: bpmn.read(exchanged),
        "floor: parse and write that BPMN with lxml": lambda: etree.tostring(etree.fromstring(exchanged)),
        "export JSON": lambda: json.dump(procedure),
        "simulate": lambda: simulate(procedure, assumptions),
    }
