"""`runut sop`: files in, files out, sentences and codes; no settings, no database, no Django."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runut.cli import main
from runut.cli.codes import Code
from runut.cli.sop.exporting import FORMS
from runut.cli.sop.source import Found
from runut.formats import toml
from runut.formats.flowchart import draw
from runut.formats.printing.docx import print_docx
from runut.formats.printing.pdf import print_pdf
from runut.formats.printing.xlsx import print_xlsx
from tests.core.cast import SHIPPED, shipped
from tests.formats.bpmn_models import drawn

Run = Callable[..., tuple[int, str, str]]
SOP = str(SHIPPED)
TEXT = (
    "Nama SOP\tSurat masuk\nNo\tKegiatan\tLoket\tKepala\tKelengkapan\tWaktu\tOutput\n"
    "1\tMenerima surat\t√\t\tSurat\t10 menit\tAgenda\n2\tMendisposisi surat\t\t√\tSurat\t1 hari\tDisposisi\n"
    "3\tMengarsipkan surat\t\t\tSurat\tbila sempat\tArsip\n"
)


@pytest.fixture
def sop(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``runut sop ...`` in this process, in English unless told otherwise; return code, output and remarks."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(("sop", *arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = (part.decode(errors="replace") for part in capsysbinary.readouterr())
        assert "Traceback" not in out + err
        return code, out, err

    return run


def _faulty(folder: Path) -> str:
    path = folder / "faulty.toml"
    path.write_text('[procedure]\nname = "Contoh"\nday = "lunar"\n[[activity]]\nnumber = 1\ntext = "Bekerja"\nperformers = ["nobody"]\n')
    return str(path)


# import


def test_a_complete_sop_comes_out_as_toml_and_asks_nothing(sop: Run) -> None:
    code, out, err = sop("import", SOP)
    assert (code, err) == (Code.DONE, "")
    assert toml.load(out) == shipped()


def test_what_a_source_leaves_open_is_asked_and_ends_with_3(sop: Run, tmp_path: Path) -> None:
    path = tmp_path / "sop.txt"
    path.write_text(TEXT, encoding="utf-8")
    code, out, err = sop("import", str(path))
    assert code == Found.QUESTIONS
    procedure = toml.load(out)
    assert [one.name for one in procedure.performers] == ["Loket", "Kepala"]
    assert len(procedure.activities) == 3
    questions = [line for line in err.splitlines() if not line.startswith(" ")]
    assert questions
    assert all(": " in line for line in questions)
    code, _, err = sop("check", str(path))
    assert err.startswith(f"{len(questions)} question")


def test_a_procedure_file_that_breaks_rules_is_refused_with_every_fault(sop: Run, tmp_path: Path) -> None:
    code, out, err = sop("import", _faulty(tmp_path))
    assert (code, out) == (Code.REFUSED, "")
    assert "activity 1, performers: No performer has the key “nobody”." in err


def test_standard_input_is_a_file_too(sop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SHIPPED.read_bytes())))
    assert sop("import", "-")[1] == sop("import", SOP)[1]


@pytest.mark.parametrize("act", ["import", "check", "export --to toml", "draw"])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"not a procedure", b"[procedure]\na = 1" + b"[" * 100_000, b"%PDF-1.7"])
def test_what_holds_no_sop_is_one_sentence_and_2(sop: Run, tmp_path: Path, act: str, content: bytes | None) -> None:
    path = tmp_path / "file.toml"
    if content is not None:
        path.write_bytes(content)
    verb, *options = act.split()
    code, out, err = sop(verb, str(path), *options)
    assert (code, out) == (Found.UNREADABLE, "")
    assert err.count("\n") == 1


def test_a_model_that_no_sop_can_be_is_refused_with_every_reason_and_2(sop: Run, tmp_path: Path) -> None:
    path = tmp_path / "izin.bpmn"
    path.write_bytes(
        drawn('start -> a\n a "Memeriksa" -> g\n g "Bersama" <parallelGateway> -> b\n g -> c\n b "Satu" <subProcess>\n c "Dua"')
    )
    code, out, err = sop("import", str(path))
    assert (code, out) == (Found.UNREADABLE, "")
    assert ["“Bersama” (g) is a parallel gateway" in err, "“Satu” (b) holds a process of its own" in err, err.count("\n")] == [
        True,
        True,
        2,
    ]


def test_a_model_of_others_is_read_with_questions_and_3(sop: Run, tmp_path: Path) -> None:
    path = tmp_path / "izin.bpmn"
    path.write_bytes(drawn('lane Loket: a\n start -> a\n a "Memeriksa" -> end'))
    code, out, err = sop("import", str(path))
    assert code == Found.QUESTIONS
    assert toml.load(out).activity(1).text == "Memeriksa"
    assert "How long may activity 1 take?" in err


# check


def test_a_sop_that_can_be_run_has_warnings_and_hints_but_no_errors(sop: Run) -> None:
    code, out, err = sop("check", SOP)
    assert code == Code.DONE
    assert "Peraturan Pemerintah Nomor 71 Tahun 2019 stands in its place. [law_repealed]" in out
    assert err.startswith("0 errors, ")
    lines = out.splitlines()
    assert all(line.startswith(("warning: ", "hint: ")) and line.endswith("]") for line in lines)
    assert len(lines) == sum(int(number) for number in re.findall(r"\d+", err.partition(";")[0]))


def test_every_fault_is_told_with_its_place_in_both_languages(sop: Run, tmp_path: Path) -> None:
    code, out, _ = sop("check", _faulty(tmp_path))
    assert code == Code.REFUSED
    assert "error: procedure: “day” must be working or calendar. [procedure_type]" in out.splitlines()
    code, out, _ = sop("check", _faulty(tmp_path), "--language", "id")
    assert code == Code.REFUSED
    assert "kesalahan: prosedur: “day” harus berupa working atau calendar. [procedure_type]" in out.splitlines()


# export


def test_toml_exported_is_the_shipped_file_without_its_comments(sop: Run) -> None:
    code, out, _ = sop("export", SOP, "--to", "toml")
    assert code == Code.DONE
    assert out == toml.dump(shipped())


@pytest.mark.parametrize("form", FORMS)
def test_what_is_exported_is_read_back_as_the_same_sop(sop: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"sop.{form}"
    code, _, _ = sop("export", SOP, "--to", form, "-o", str(path))
    assert code == Code.DONE
    code, out, err = sop("import", str(path))
    assert (code, err) == (Code.DONE, "")
    assert toml.load(out) == shipped()


# draw


def test_the_drawing_is_an_svg_in_the_language_asked_for(sop: Run, tmp_path: Path) -> None:
    code, out, _ = sop("draw", SOP)
    assert code == Code.DONE
    assert out == draw(shipped())
    assert sop("draw", SOP, "-o", str(tmp_path / "sop.svg"), "--language", "en")[0] == Code.DONE
    assert (tmp_path / "sop.svg").read_text(encoding="utf-8") == draw(shipped(), language="en")


# print


def test_the_ending_of_the_name_says_how_the_form_is_printed(sop: Run, tmp_path: Path) -> None:
    code, out, _ = sop("print", SOP, "-o", str(tmp_path / "sop.docx"))
    assert code == Code.DONE
    assert (tmp_path / "sop.docx").read_bytes() == print_docx(shipped())
    assert f"{tmp_path / 'sop.docx'}: " in out
    assert sop("print", SOP, "-o", str(tmp_path / "sop.xlsx"))[0] == Code.DONE
    assert (tmp_path / "sop.xlsx").read_bytes() == print_xlsx(shipped())
    assert sop("print", SOP, "-o", str(tmp_path / "english.DOCX"), "--language", "en")[0] == Code.DONE
    assert (tmp_path / "english.DOCX").read_bytes() == print_docx(shipped(), language="en")
    assert sop("print", SOP, "-o", str(tmp_path / "sop.pdf"))[0] == Code.DONE
    assert (tmp_path / "sop.pdf").read_bytes() == print_pdf(shipped())
    code, _, err = sop("print", SOP, "-o", str(tmp_path / "sop.odt"))
    assert code == Code.USAGE
    assert "another ending than .pdf, .docx" in err


def test_what_no_font_has_is_told(sop: Run, tmp_path: Path) -> None:
    strange = tmp_path / "sop.toml"
    strange.write_text(
        Path(SOP).read_text(encoding="utf-8").replace("Membuat laporan hasil pekerjaan", "Membuat laporan 😀"), encoding="utf-8"
    )
    code, _, err = sop("print", str(strange), "-o", str(tmp_path / "sop.pdf"))
    assert code == Code.DONE
    assert "No font has these characters; □ stands for them: 😀" in err


# simulate


def test_the_shipped_sop_takes_18_working_days_and_its_schedule(sop: Run) -> None:
    code, out, err = sop("simulate", SOP)
    assert (code, err) == (Code.DONE, "")
    assert "working days without any loop: 18" in out
    assert "plus the schedule of activity 6" in out
    assert "“rejected” at 5, chance 0: 3, 4, 5 once more, 7 working days\n" in out
    assert "“rejected” at 9, chance 0: 6, 7, 8, 9 once more, 5 working days and the rework" in out
    assert sop("simulate", SOP, "--language", "id")[1].startswith("Pengembangan Aplikasi\n\nhari kerja tanpa pengulangan: 18\n")


def test_assumptions_change_what_is_expected_and_the_start_gives_dates(sop: Run) -> None:
    arguments = ("--chance", "5.rejected=0.4", "--scheduled", "40-80", "--rework", "10", "--start", "2026-11-30", "--seed", "7")
    code, out, _ = sop("simulate", SOP, *arguments)
    assert code == Code.DONE
    assert "expected: 82.67;" in out
    assert " 2027; holidays are not known here" in out
    assert "plus the schedule" not in out
    assert sop("simulate", SOP, *arguments)[1] == out


def test_the_figures_are_drawn_into_a_file(sop: Run, tmp_path: Path) -> None:
    drawing = tmp_path / "sop.svg"
    code, out, _ = sop("simulate", SOP, "--back", "0.5", "-o", str(drawing))
    assert code == Code.DONE
    assert "expected:" in out and "sop.svg:" in out
    assert "working days </tspan>" in drawing.read_text() and ">2 × 5 </tspan>" in drawing.read_text()
    assert sop("simulate", SOP, "-o", str(drawing))[0] == Code.REFUSED


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--back", "much"), Code.USAGE, "is not a chance"),
        (("--back", "1.5"), Code.USAGE, "is not a chance"),
        (("--back", "nan"), Code.USAGE, "is not a chance"),
        (("--back", "1"), Code.REFUSED, "must be below 1"),
        (("--start", "9999-12-31"), Code.REFUSED, "between the years 1900 and 2999"),
        (("--chance", "5=1"), Code.USAGE, "is not the chance of an outcome"),
        (("--chance", "5.maybe=0.1"), Code.REFUSED, "is not an outcome of activity 5"),
        (("--chance", "11.rejected=0.1"), Code.REFUSED, "no activity 11"),
        (("--chance", "5.rejected=1"), Code.REFUSED, "hardly ever end"),
        (("--scheduled", "inf"), Code.USAGE, "are no days"),
        (("--scheduled", "9-3"), Code.REFUSED, "two numbers in order"),
        (("--start", "2026-13-40"), Code.USAGE, "is not a date"),
        (("--runs", "0"), Code.USAGE, "is not a number of runs"),
    ],
)
def test_what_cannot_be_assumed_is_a_sentence(sop: Run, arguments: tuple[str, ...], code: Code, sentence: str) -> None:
    found, out, err = sop("simulate", SOP, *arguments)
    assert (found, out) == (code, "")
    assert sentence in err


# files that are written


def test_a_file_is_written_whole_and_never_over_another_unless_forced(sop: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.toml"
    arguments = ("export", SOP, "--to", "toml", "-o", str(target))
    assert sop(*arguments)[0] == Code.DONE
    target.write_text("mine")
    code, _, err = sop(*arguments)
    assert code == Code.REFUSED
    assert "exists already" in err
    assert target.read_text() == "mine"
    assert sop(*arguments, "--force")[0] == Code.DONE
    assert target.read_text() == toml.dump(shipped())
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_or_takes_nothing_is_a_sentence(sop: Run, tmp_path: Path) -> None:
    code, _, err = sop("export", SOP, "--to", "toml", "-o", str(tmp_path / "nowhere" / "x.toml"))
    assert code == Code.REFUSED
    assert "There is no folder" in err
    code, _, err = sop("export", SOP, "--to", "toml", "-o", str(tmp_path), "--force")
    assert code == Code.MACHINE
    assert "cannot be written" in err
    assert list(tmp_path.iterdir()) == []


def test_what_fails_on_the_way_leaves_nothing(sop: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("runut.cli.sop.target.os.fsync", full)
    code, _, err = sop("export", SOP, "--to", "toml", "-o", str(tmp_path / "x.toml"))
    assert code == Code.MACHINE
    assert "No space left" in err
    assert list(tmp_path.iterdir()) == []


# without the product


def test_no_act_needs_django_or_settings() -> None:
    program = f"""
import sys
from runut.cli import main
codes = [int(main(["sop", *arguments])) for arguments in (("check", {SOP!r}), ("import", {SOP!r}))]
print(codes, "django" in sys.modules, file=sys.stderr)
"""
    environment = {"RUNUT_DATABASE_URL": "nonsense", "PATH": ""}
    found = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert found.stderr.splitlines()[-1] == "[0, 0] False"


def test_a_fault_of_the_program_is_a_sentence_even_without_settings() -> None:
    program = "import sys; from runut.cli.faults import explain; sys.exit(explain(RuntimeError('broken')))"
    found = subprocess.run([sys.executable, "-c", program], env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert found.returncode == Code.FAULT
    assert "broken" in found.stderr
    assert "Traceback" not in found.stderr
