"""A final report of 200 pages, set as the product sets it; beside Typst alone in a child process with the same template, and WeasyPrint on the same content."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
import venv
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from pathlib import Path

import pikepdf

from benchmarks.figures import Times, alternate, hold, table
from runut.formats.printing.letter import Head, Letter, Listed, Signature, Table, Text, print_letter
from runut.formats.printing.letter.printing import _plain
from runut.formats.printing.pdf import making

WEASYPRINT = "weasyprint==70.0"
"""The peer, installed from the package index into a folder that goes with the run; no lock names it, for nothing of ours runs on it."""
CHAPTERS, ROUNDS = 50, 3
AT = datetime(2026, 11, 25, tzinfo=UTC)
_ALONE = """
import json, sys, typst
told = json.load(open(sys.argv[1]))
fonts = typst.Fonts(include_system_fonts=False, font_paths=[told["fonts"]])
made = typst.compile(told["template"].encode(), font_paths=fonts, sys_inputs={"data": told["data"]}, pdf_standards=["a-3a", "ua-1"])
open(sys.argv[2], "wb").write(made)
"""
_WEASY = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
_STYLE = """
@page { size: A4; margin: 18mm 20mm 22mm 25mm; @bottom-right { content: "Halaman " counter(page) " / " counter(pages); font-size: 8pt } }
body { font: 10.5pt/1.35 Arimo, "Liberation Sans", Arial, sans-serif } h2 { font-size: 14pt; break-before: page } table { border-collapse: collapse; width: 100%;
font-size: 9pt } th, td { border: 0.4pt solid; padding: 5pt; vertical-align: top; overflow-wrap: anywhere } th { background: #ebebeb } td, th { text-align: left }
"""


def run(folder: Path) -> None:
    """Set ours and Typst's in turn, the shortest of three; WeasyPrint's once, for it takes half a minute."""
    letter = _letter()
    made: dict[str, bytes] = {}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def ours() -> None:
        made["ours"] = print_letter(letter, at=AT, seconds=300)

    def typst() -> None:
        made["typst"] = _typst(letter, folder)

    own, alone = alternate(ROUNDS, ours, typst)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    peer = _weasyprint(letter, folder, made)
    rows = [
        [name, times.best, _pages(made[key])]
        for name, key, times in (("Runut", "ours", own), ("Typst alone", "typst", alone), ("WeasyPrint", "weasyprint", peer))
    ]
    table(f"A final report; the process that asked for it grew by {grown:.0f} MiB", ["", "ms", "pages"], rows)
    by_floor, by_peer = own.best / alone.best, peer.best / own.best
    hold("report of 200 pages, ms", own=own.best, beside=alone.best, ratio=by_floor, target="<= 1.3 of Typst alone", met=by_floor <= 1.3)
    hold("the same beside WeasyPrint, ms", own=own.best, beside=peer.best, ratio=by_peer, target=">= 10 times faster", met=by_peer >= 10)
    hold(
        "the same, MiB that the asking process grew",
        own=grown,
        beside=len(made["ours"]) / 2**20,
        ratio=grown / 32,
        target="<= 32",
        met=grown <= 32,
    )


def _letter() -> Letter:
    """Return a report of chapters with paragraphs, a list and a table of evidence each."""
    parts: list[Head | Text | Listed | Table] = []
    sentence = "Pada kegiatan ini tim menyusun, menguji dan memperbaiki aplikasi sesuai rencana yang telah disetujui oleh tim teknis. "
    for number in range(1, CHAPTERS + 1):
        parts.append(Head(text=f"{number}. Bab laporan"))
        parts += [Text(text=f"{number}.{one} {sentence * 6}") for one in range(12)]
        parts.append(Listed(items=tuple(f"Rekomendasi {one}: {sentence}" for one in range(6))))
        rows = tuple(
            (f"Dokumen {number}.{one}", "1", "Dewi Contoh", "23 November 2026, 09.00 WIB", f"{number * 1000 + one:064x}")
            for one in range(30)
        )
        parts.append(Table(heads=("Dokumen", "Versi", "Oleh", "Diserahkan", "SHA-256"), shares=(5, 2, 4, 4, 7), rows=rows))
    signed = Signature(day="25 November 2026", position="Kepala Biro", name="Rina Contoh", link="https://runut.example/#sign-bureau_head")
    head = ("Pemerintah Provinsi Contoh", "Biro Pengadaan Barang dan Jasa")
    return Letter(
        language="id",
        title="Laporan akhir",
        letterhead=head,
        heading="Laporan akhir",
        parts=tuple(parts),
        signatures=(signed,),
        contents="Daftar isi",
    )


def _typst(letter: Letter, folder: Path) -> bytes:
    """Let a child do nothing but load the fonts and set the same template with the same data."""
    from runut.formats.printing import letter as room

    template = Path(room.__file__).with_name("letter.typ").read_text("utf-8")
    asked, out = folder / "asked.json", folder / "typst.pdf"
    asked.write_text(json.dumps({"template": template, "fonts": making.font_folder(), "data": json.dumps(_plain(letter, str, {}))}))
    subprocess.run([sys.executable, "-c", _ALONE, str(asked), str(out)], check=True)
    return out.read_bytes()


def _weasyprint(letter: Letter, folder: Path, made: dict[str, bytes]) -> Times:
    """Set the same content as HTML, in a process of its own whose start is timed as ours is."""
    venv.create(folder / "peer", with_pip=True)
    python = str(folder / "peer" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", WEASYPRINT], check=True)
    page, out, times = folder / "report.html", folder / "weasyprint.pdf", Times()
    page.write_text(_html(letter), encoding="utf-8")
    subprocess.run([python, "-c", "import weasyprint"], check=True)  # its first import writes its bytecode
    with times.one():
        start = time.perf_counter()
        subprocess.run([python, "-c", _WEASY, str(page), str(out)], check=True, capture_output=True)
    print(f"WeasyPrint took {time.perf_counter() - start:.1f} s")
    made["weasyprint"] = out.read_bytes()
    return times


def _html(letter: Letter) -> str:
    said = [f"<h1>{escape(letter.heading)}</h1>"]
    for one in letter.parts:
        if isinstance(one, Head):
            said.append(f"<h2>{escape(one.text)}</h2>")
        elif isinstance(one, Text):
            said.append(f"<p>{escape(one.text)}</p>")
        elif isinstance(one, Listed):
            said.append("<ol>" + "".join(f"<li>{escape(item)}</li>" for item in one.items) + "</ol>")
        elif isinstance(one, Table):
            heads = "".join(f"<th>{escape(head)}</th>" for head in one.heads)
            rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in one.rows)
            said.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    return f'<!doctype html><html lang="id"><meta charset="utf-8"><title>{escape(letter.title)}</title><style>{_STYLE}</style>{"".join(said)}</html>'


def _pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)
