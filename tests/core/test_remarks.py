"""What a remark leaves in the event of its decision, and which verdicts on answers make sense."""

from __future__ import annotations

from runut.core.remarks import MUST, Remark, verdicts_are_of_answers
from runut.core.sentences import Reason
from tests.core.cast import Run


def said(run: Run, *, reopened: dict[int, str] | None = None, closed: frozenset[int] = frozenset()) -> list[tuple[str, object]]:
    found: list[Reason] = list(verdicts_are_of_answers(run.position, reopened or {}, closed))
    return [(one.code, one.params.get("number")) for one in found]


def answered() -> Run:
    """A case whose first remark has an answer and whose second has none."""
    run = Run().walk_to(5)
    run.reject("Satu", "Dua")
    run.answer(1)
    return run


def test_a_remark_leaves_what_was_said_and_nothing_else() -> None:
    assert Remark(text=" Jadwal ").record(3) == {"number": 3, "text": "Jadwal"}
    about = {"kind": "task", "key": "t1", "label": "Analisis"}
    full = Remark(text="Jadwal", weight=MUST, about=about, by="Dewi").record(1)
    assert full == {"number": 1, "text": "Jadwal", "weight": "must", "about": about, "by": "Dewi"}


def test_only_an_answer_is_closed_or_reopened() -> None:
    run = answered()
    assert said(run, closed=frozenset({1})) == said(run, reopened={1: "Belum cukup"}) == []
    assert said(run, closed=frozenset({2})) == said(run, reopened={2: "Belum cukup"}) == [("remark_unjudged", 2)]
    assert said(run, closed=frozenset({3}), reopened={0: "x"}) == [("remark_unknown", 0), ("remark_unknown", 3)]


def test_reopening_needs_a_reason() -> None:
    assert said(answered(), reopened={1: " "}) == [("reason_missing", None)]
