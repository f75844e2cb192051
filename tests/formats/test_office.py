"""Office files in the hands of other programs and other processes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from runut.core.procedure import Procedure
from runut.formats.form import form
from runut.formats.printing.docx import print_docx
from runut.formats.printing.paper import on_paper
from runut.formats.printing.xlsx import print_xlsx
from tests.core.cast import SHIPPED, shipped
from tests.formats.procedures import grown

PRINTERS = {"docx": print_docx, "xlsx": print_xlsx}


@pytest.mark.parametrize("kind", PRINTERS)
def test_another_process_writes_the_same_bytes(kind: str) -> None:
    program = f"""
import hashlib, pathlib
from runut.formats.printing.{kind} import print_{kind}
from runut.formats.toml import load
print(hashlib.sha256(print_{kind}(load(pathlib.Path({str(SHIPPED)!r}).read_text("utf-8")))).hexdigest())
"""
    here = hashlib.sha256(PRINTERS[kind](shipped())).hexdigest()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        assert (
            subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True).stdout.strip()
            == here
        )


@pytest.mark.processes
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
@pytest.mark.parametrize("kind", PRINTERS)
@pytest.mark.parametrize("procedure", [shipped(), grown(40)], ids=["shipped", "grown"])
def test_libreoffice_breaks_the_pages_where_the_drawing_is_cut(kind: str, procedure: Procedure, tmp_path: Path) -> None:
    printer: Callable[[Procedure], bytes] = PRINTERS[kind]
    (tmp_path / f"sop.{kind}").write_bytes(printer(procedure))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf", f"sop.{kind}"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = on_paper(procedure, form(procedure)).sheet.pages
    with pikepdf.open(tmp_path / "sop.pdf") as pdf:
        assert len(pdf.pages) == 1 + len(pages)
