"""Every sentence that the rules can say, each provoked once; the list below must be exactly the codes that stand in their source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from runut.core import flow, guards
from runut.core.assuming import Assumptions
from runut.core.errors import ChainBroken, ConcurrentChange, Invalid, NotFound, ProcedureInvalid, Refused, RunutError
from runut.core.ledger import verify
from runut.core.legible import check_legible
from runut.core.procedure import Procedure
from runut.core.remarks import Remark, answering
from runut.core.sentences import SENTENCES, Reason
from runut.core.simulation import simulate
from runut.formats.toml import load
from tests.core.cast import CAST, NOBODY, REGISTRAR, TECHNICIAN, Run, holder, shipped
from tests.core.said import SAID

CORE: Final = Path(__file__).parents[2] / "src/runut/core"
Reasons = Sequence[Reason]


def of(act: Callable[[], object]) -> Reasons:
    """The reasons of the error that ``act`` raises."""
    with pytest.raises(RunutError) as caught:
        act()
    return caught.value.reasons


def rows(activity: str = "", *, more: str = "", performers: str = '["a"]') -> str:
    """A procedure of one activity, with more lines in it and after it."""
    return f"""
        [procedure]
        name = "Kecil"
        [[performer]]
        key = "a"
        name = "A"
        [[performer]]
        key = "b"
        name = "B"
        [[activity]]
        number = 1
        text = "Buat"
        performers = {performers}
        {activity}
        {more}
    """


def file(activity: str = "", *, more: str = "", performers: str = '["a"]') -> Callable[[], Reasons]:
    return lambda: of(lambda: load(rows(activity, more=more, performers=performers)))


def text(toml: str) -> Callable[[], Reasons]:
    return lambda: of(lambda: load(toml))


def first(number: int, *, filed: bool = True, **act: object) -> Reasons:
    """What stands against certifying activity ``number`` with this act."""
    run = Run().walk_to(number)
    if filed:
        run.file_outputs()
    actor = act.pop("who", None) or CAST[run.position.turn(shipped()).key]
    return guards.certifying(shipped(), run.position, guards.Act(**act), run.facts, actor)  # type: ignore[arg-type]


def held() -> Run:
    run = Run()
    run.hold()
    return run


def ended() -> Run:
    run = Run()
    run.cancel()
    return run


def sent_back() -> Run:
    run = Run().walk_to(5)
    run.reject("Satu")
    return run


def answered(number: int, text: str = "x", change: str = "y") -> Reasons:
    return answering(sent_back().position, number=number, text=text, change=change)


def answered_twice() -> Reasons:
    run = sent_back()
    run.answer(1)
    return of(lambda: run.answer(1))


def without_deadline() -> Reasons:
    free = load(rows())
    run = Run(procedure=free)
    return of(lambda: run.extend())


def changed_since() -> Reasons:
    run = Run().walk_to(3)
    run.file_outputs()
    facts = replace(run.facts, unfiled=frozenset({"schedule"}))
    return guards.waiting_for(shipped(), run.position, facts)


def without_end_date() -> Reasons:
    run = Run().walk_to(3)
    run.file_outputs()
    run.filed["schedule"] = (replace(run.filed["schedule"][0], ends_on=None),)
    return of(run.certify)


def early() -> Reasons:
    run = Run()
    run.at -= timedelta(days=1)
    return of(run.hold)


def stale() -> Reasons:
    run = sent_back()
    run.pass_activity()
    return of(run.certify)


def chain(index: int, **changes: object) -> Reasons:
    run = Run()
    run.file("analysis_report")
    run.stored[index - 1] = replace(run.stored[index - 1], **changes)  # type: ignore[arg-type]
    return of(lambda: verify(run.stored))


def outlook(**assumed: Any) -> Reasons:
    return of(lambda: simulate(shipped(), Assumptions(**assumed)))


def toml_procedure(head: str = 'name = "x"', body: str = "") -> Callable[[], Reasons]:
    return text(f"[procedure]\n{head}\n{body}")


SECOND: Final = '[[activity]]\nnumber = 2\ntext = "Lagi"\nperformers = ["a"]'

REFUSALS: Final[dict[str, Callable[[], Reasons]]] = {
    "case_held": lambda: of(held().certify),
    "case_not_held": lambda: of(Run().resume),
    "case_ended": lambda: of(ended().cancel),
    "not_your_turn": lambda: first(1, who=NOBODY),
    "own_work": lambda: first(5, who=holder("technical_team", team=True)),
    "no_part": lambda: list(guards.filing_is_theirs(shipped(), Run().position, "", NOBODY)),
    "not_your_filing": lambda: list(guards.filing_is_theirs(shipped(), Run().position, "analysis_report", TECHNICIAN)),
    "requirement_missing": lambda: first(1, filed=False),
    "output_missing": lambda: first(10, filed=False),
    "output_stale": stale,
    "output_unfiled": changed_since,
    "end_date_missing": without_end_date,
    "outcome_missing": lambda: first(5),
    "outcome_unknown": lambda: first(5, outcome="maybe"),
    "outcome_not_asked": lambda: first(2, outcome="approved"),
    "reason_missing": lambda: of(lambda: Run().hold(why=" ")),
    "remark_missing": lambda: first(5, outcome="rejected", reason="x"),
    "must_fix_missing": lambda: first(5, outcome="rejected", reason="x", remarks=(Remark(text="a", weight="suggestion"),)),
    "must_fix_stands": lambda: first(5, outcome="approved", remarks=(Remark(text="a", weight="must"),)),
    "remark_reopened": lambda: first(5, outcome="approved", reopened={1: "x"}),
    "remark_unjudged": lambda: of(lambda: sent_back().certify(closed=frozenset({1}))),
    "remark_unanswered": lambda: of(sent_back().certify),
    "remark_unknown": lambda: answered(2),
    "remark_answered": answered_twice,
    "answer_missing": lambda: answered(1, text=" "),
    "change_missing": lambda: answered(1, change=" "),
    "heads_only": lambda: of(lambda: Run().cancel(who=REGISTRAR)),
    "heads_none": lambda: of(lambda: Run(procedure=load(rows())).cancel(who=REGISTRAR)),
    "register_only": lambda: of(lambda: Run().hold(who=TECHNICIAN)),
    "days_not_positive": lambda: of(lambda: Run().extend(0)),
    "days_too_many": lambda: of(lambda: Run().extend(flow.LONGEST_EXTENSION + 1)),
    "no_deadline": without_deadline,
    "activity_unknown": lambda: of(lambda: Run().deviate(11)),
    "version_same": lambda: of(lambda: Run().move_version(shipped(), 1)),
    "activity_same": lambda: of(lambda: Run().deviate(1)),
    "document_sealed": lambda: of(lambda: Run().walk_to(4).file("schedule")),
    "document_early": lambda: of(lambda: Run().file("schedule")),
    "document_seen_changed": lambda: first(5, outcome="approved", seen=frozenset()),
    "time_backwards": early,
    "not_found": lambda: NotFound().reasons,
    "changed_meanwhile": lambda: ConcurrentChange().reasons,
    "invalid": lambda: Invalid().reasons,
    "procedure_not_toml": text("= nothing"),
    "procedure_key_unknown": file('colour = "red"'),
    "procedure_key_missing": toml_procedure("", rows().replace("[procedure]", "[other]")),
    "procedure_type": file("note = 3"),
    "procedure_no_activity": toml_procedure(),
    "procedure_numbers": file(more=SECOND.replace("2", "3")),
    "performer_twice": file(more='[[performer]]\nkey = "a"\nname = "Lagi"'),
    "performer_unknown": file(performers='["z"]'),
    "performer_none": file(performers='[{ key = "a", part = "attends" }]'),
    "part_unknown": file(performers='[{ key = "a", part = "watches" }]'),
    "held_by_unknown": file(more='[[performer]]\nkey = "c"\nname = "C"\nheld_by = "nobody"'),
    "decider_missing": file('decision = { approved = "end", rejected = "end" }'),
    "decision_missing": file(performers='[{ key = "a", part = "decides" }]'),
    "deciders_many": file(performers='[{ key = "a", part = "decides" }, { key = "b", part = "decides" }]'),
    "decider_not_last": file(
        'decision = { approved = "end", rejected = "end" }',
        performers='[{ key = "a", part = "decides" }, { key = "b", part = "receives" }]',
    ),
    "decision_outcomes": file('decision = { approved = "end" }', performers='[{ key = "a", part = "decides" }]'),
    "target_unknown": file('decision = { approved = "end", rejected = 7 }', performers='[{ key = "a", part = "decides" }]'),
    "then_and_decision": file(
        'decision = { approved = "end", rejected = "end" }\nthen = 1', performers='[{ key = "a", part = "decides" }]'
    ),
    "then_unknown": file("then = 7"),
    "time_unit": file('time = { amount = 1, unit = "year" }'),
    "time_amount": file('time = { amount = 0, unit = "day" }'),
    "time_long": file('time = { amount = 1001, unit = "day" }'),
    "time_both": file('time = { amount = 1, as = "plan" }'),
    "time_as_unknown": file('time = { as = "plan" }'),
    "text_control": file('note = "\\u0007"'),
    "deliverable_twice": file('outputs = [{ key = "x", name = "X" }, { key = "x", name = "X" }]'),
    "key_form": file('outputs = [{ key = "Not a key", name = "X" }]'),
    "activity_unreachable": file(
        'decision = { approved = 3, rejected = "end" }',
        more=f"{SECOND}\n{SECOND.replace('2', '3')}",
        performers='[{ key = "a", part = "decides" }]',
    ),
    "activity_endless": file("decision = { approved = 1, rejected = 1 }", performers='[{ key = "a", part = "decides" }]'),
    "text_characters": lambda: of(lambda: check_legible("lurus", "Rp 1\u202e000")),
    "simulation_chance": lambda: outlook(back=1.0),
    "simulation_chances": lambda: outlook(chances={5: {"approved": 0.5, "rejected": 0.6}}),
    "simulation_days": lambda: outlook(scheduled=(9.0, 3.0)),
    "simulation_start": lambda: outlook(start=date(9999, 11, 30)),
    "simulation_endless": lambda: outlook(chances={5: {"rejected": 1.0}}),
    "chain_number": lambda: chain(2, number=7),
    "chain_previous": lambda: chain(2, previous="f" * 64),
    "chain_hash": lambda: chain(2, activity=5),
    "chain_head": lambda: of(lambda: verify([], head="f" * 64)),
}


def codes_in_source() -> set[str]:
    """Every code that a string of the rules names; those of findings and of questions are provoked where files are checked and read."""
    catalogues = {
        "sentences.py",
        "wording.py",
        "questions.py",
        "keeping.py",
        "proving.py",
        "responding.py",
        "accepting.py",
        "forging.py",
        "signing.py",
    }
    files = [path for path in CORE.glob("*.py") if path.name not in catalogues] + [CORE.parent / "formats/toml.py"]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    strings = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {code for code in SENTENCES if code in strings}


def test_every_code_that_the_rules_name_is_provoked_below() -> None:
    assert codes_in_source() == set(REFUSALS) == set(SAID)


@pytest.mark.parametrize("code", REFUSALS)
def test_every_refusal_says_its_sentence(code: str) -> None:
    said = [one for one in REFUSALS[code]() if one.code == code]
    assert said[0].english() == SAID[code]
    for one in said:
        sentence = one.english()
        assert "%" not in sentence
        assert sentence[-1] in ".:" or code == "procedure_not_toml"
        assert None not in one.params.values()
        assert set(one.params) == {gap.split(")")[0] for gap in one.template.split("%(")[1:]}


def test_a_code_without_sentence_cannot_be_said() -> None:
    with pytest.raises(ValueError, match="no sentence has the code 'nonsense'"):
        Reason(code="nonsense")


def test_an_error_without_reason_cannot_be_raised() -> None:
    with pytest.raises(ValueError, match=r"^an error needs at least one reason$"):
        RunutError(reasons=[])


def test_each_error_has_its_status_and_the_code_of_its_first_reason() -> None:
    with pytest.raises(ProcedureInvalid) as problem:
        load("x")
    found = [
        (NotFound().status, NotFound().code),
        (ConcurrentChange().status, ConcurrentChange().code),
        (Invalid().status, Invalid().code),
        (problem.value.status, problem.value.code),
        (RunutError.status, ChainBroken.status),
    ]
    assert found == [(404, "not_found"), (409, "changed_meanwhile"), (422, "invalid"), (422, "procedure_not_toml"), (500, 500)]
    assert str(NotFound()) == "There is nothing here that you can see."
    assert str(Refused(reasons=[Reason(code="sign_in"), Reason(code="no_part")])) == "Sign in first. You have no part in this case."


def test_a_deviation_and_an_extension_say_the_numbers() -> None:
    run = Run()
    assert [one.english() for one in of(lambda: run.deviate(0))] == ["The procedure has no activity 0."]
    assert [one.english() for one in of(lambda: run.deviate(1))] == ["The case already stands at activity 1."]
    assert [one.english() for one in of(lambda: run.extend(367))] == ["One extension moves the deadline by at most 366 days."]


def test_bad_input_says_what_fills_its_sentence() -> None:
    assert str(Invalid(code="remark_unknown", number=3)) == "This case has no remark 3."


def test_an_ended_case_takes_no_answer_no_paper_and_no_record() -> None:
    run = sent_back()
    run.cancel()
    assert [one.code for one in answering(run.position, number=1, text="x", change="y")] == ["case_ended"]
    assert [one.code for one in guards.filing(shipped(), run.position, "")] == ["case_ended"]
    assert [one.code for one in guards.waiting_for(shipped(), run.position, run.facts)] == ["case_ended"]
    answered = of(lambda: flow.answer(run.position, number=1, text="x", change="y", procedure=shipped(), actor=REGISTRAR, at=run.at))
    assert [one.code for one in answered] == ["case_ended"]


def test_a_remark_is_named_by_its_number() -> None:
    assert [one.english() for one in answered(2)] == ["This case has no remark 2."]
    assert [one.english() for one in answered_twice()] == ["Remark 1 has been answered already."]
    assert [one.english() for one in without_deadline()] == ["Activity 1 has no deadline that could be moved."]


def test_small_procedures_of_this_file_are_whole() -> None:
    assert isinstance(load(rows()), Procedure)
