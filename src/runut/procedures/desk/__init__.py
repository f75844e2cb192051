"""A draft as the editor shows it: every field with its value, and beside each row what is to be looked at there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from runut.base.sentences import place as spoken_place
from runut.base.sentences import word
from runut.core.findings import Finding, review
from runut.core.procedure import HeldBy
from runut.formats import laws
from runut.people.queries import Office
from runut.procedures import fulfilment, words
from runut.procedures.desk.answers import answer_words, time_fields
from runut.procedures.desk.clashes import anchor
from runut.procedures.desk.identity import identity_fields
from runut.procedures.desk.values import Asked, Cell, Column, Desk, Kept, Named, Note, Outcome, Row
from runut.procedures.drafting.content import DATES, LISTS, Content, deliverables
from runut.procedures.drafting.keys import wording
from runut.procedures.queries import DraftView, calendar

SPARE_OUTCOMES: Final = 2
"""Empty lines for outcomes where a decision has none yet."""


def desk(view: DraftView, *, offices: Sequence[Office]) -> Desk:
    """Return the editor of a draft. Queries: 1 or 2, for the calendar."""
    content = view.content
    tools = {key: _(name) for key, name in fulfilment.tools().items()}
    notes = tuple(_note(one, content) for one in review(view.data, laws=laws.known(), calendar=calendar()))
    asked = tuple(_asked(index, name, view, index_of) for index_of, (index, name, _q) in enumerate(view.questions))
    rows = tuple(_row(place, view, notes, tools) for place in range(len(content["rows"])))
    last = len(content["columns"]) - 1
    return Desk(
        view=view,
        identity=tuple(identity_fields(content["identity"])),
        columns=tuple(
            Column(id=one["id"], name=one["name"], held=_held(one), first=place == 0, last=place == last)
            for place, one in enumerate(content["columns"])
        ),
        rows=rows,
        deliverables=tuple(_kept(content, tools)),
        targets=format_html_join("", '<option value="{}">{}</option>', ((row.id, f"{row.number}. {row.text[:40]}") for row in rows)),
        notes=notes,
        asked=asked,
        holders=tuple(_holders(offices, content)),
        procedure=view.procedure(),
        sketch=view.sketch(),
    )


def _row(place: int, view: DraftView, notes: Iterable[Note], tools: Mapping[str, str]) -> Row:
    content = view.content
    row, own = content["rows"][place], f"row-{content['rows'][place]['id']}-"
    turns = [one["column"] for one in row["parts"] if one["part"] != "attends"]
    asked = frozenset(name.removeprefix(f"row.{row['id']}.") for _i, name, _q in view.questions if name.startswith(f"row.{row['id']}."))
    parts = {one["column"]: one["part"] for one in row["parts"]}
    amount, unit = time_fields(row["time"])
    spare = SPARE_OUTCOMES if not row["decision"] else 1
    lines = [*row["decision"], *({"outcome": "", "to": 0} for _spare in range(spare))]
    return Row(
        id=row["id"],
        number=place + 1,
        text=row["text"],
        note=row["note"],
        cells=tuple(
            Cell(
                column=one["id"],
                name=one["name"],
                part=parts.get(one["id"], ""),
                turn=turns.index(one["id"]) + 1 if one["id"] in turns else 0,
                asked="part" in asked,
            )
            for one in content["columns"]
        ),
        requirements=tuple(_named(row["requirements"], tools)),
        outputs=tuple(_named(row["outputs"], tools)),
        amount=amount,
        unit=unit,
        outcomes=tuple(Outcome(index=index, said=word(one["outcome"]), to=one["to"]) for index, one in enumerate(lines)),
        then=row.get("then", 0),
        notes=tuple(one for one in notes if f"{one.anchor}-".startswith(own)),
        asked=asked,
        first=place == 0,
        last=place == len(content["rows"]) - 1,
    )


def _named(some: Iterable[Mapping[str, str]], tools: Mapping[str, str]) -> Iterable[Named]:
    return (Named(key=one["key"], name=one["name"], tool=tools.get(one["key"], "")) for one in some)


def _held(column: Mapping[str, str]) -> str:
    return f"office:{column['key']}" if column["held_by"] == "office" else column["held_by"]


def _holders(offices: Sequence[Office], content: Content) -> Iterable[tuple[str, str]]:
    """Yield who can stand behind a performer: an office that is there, one that approval makes, the requesting unit, the case's team."""
    there = {one.key for one in offices}
    for one in offices:
        who = ", ".join(holder.name for holder in one.holders) or _("nobody holds it yet")
        yield f"office:{one.key}", f"{one.name} ({who})"
    for column in content["columns"]:
        if column["held_by"] == "office" and column["key"] not in there:
            yield f"office:{column['key']}", _("a new office “%(name)s”") % {"name": column["name"] or column["key"]}
    yield "office:", _("a new office of this name")
    yield "unit", str(words.HELD_BY[HeldBy.UNIT])
    yield "team", str(words.HELD_BY[HeldBy.TEAM])


def _kept(content: Content, tools: Mapping[str, str]) -> Iterable[Kept]:
    names: dict[str, list[str]] = {}
    for one in deliverables(content):
        names.setdefault(one["key"], []).append(one["name"])
    for key, said in names.items():
        where = {
            name: tuple(number for number, row in enumerate(content["rows"], 1) if any(one["key"] == key for one in row[name]))
            for name in ("requirements", "outputs")
        }
        yield Kept(
            key=key,
            names=tuple(dict.fromkeys(said)),
            made_in=where["outputs"],
            needed_in=where["requirements"],
            tool=tools.get(key, ""),
            choices=tuple(_fulfilments(key, said[0], names, tools)),
        )


def _fulfilments(key: str, name: str, names: Mapping[str, list[str]], tools: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    yield key, tools.get(key) or _("a file")
    if key in tools:
        yield f"{'_'.join(wording(name).split())[:56] or 'deliverable'}_file", _("a file only")
    yield from ((other, tool) for other, tool in tools.items() if other not in names)
    yield from ((other, _("the same as “%(name)s”") % {"name": said[0]}) for other, said in names.items() if other != key)


def _note(finding: Finding, content: Content) -> Note:
    return Note(
        anchor=_anchor(finding.place, content),
        where=spoken_place(finding.place),
        text=words.said(finding.reason),
        level=str(finding.level),
        code=finding.reason.code,
    )


def _anchor(place: str, content: Content) -> str:
    """Return the id on the page of a place in the file (``activity 5, performers``)."""
    head, _comma, part = place.partition(", ")
    kind, _blank, number = head.partition(" ")
    part = part.split(", ")[0].split(" ")[0]
    if kind == "activity" and number.isdigit() and int(number) <= len(content["rows"]):
        row = content["rows"][int(number) - 1]["id"]
        return f"row-{row}-{ {'performers': 'part', '': 'text'}.get(part, part) }"
    if kind == "performer":
        return "columns"
    return f"identity-{part.replace('_', '-')}" if part in {*LISTS, *DATES, "name", "number", "approved_by"} else "identity"


def _asked(index: int, name: str, view: DraftView, at: int) -> Asked:
    question = view.questions[at][2]
    procedure = view.procedure()
    offered = question.choices or (question.guess,)
    return Asked(
        index=index,
        anchor=anchor(name),
        where=spoken_place(question.place),
        asks=question.asks,
        because=question.because,
        guess=answer_words(question.guess, view.content, procedure),
        choices=tuple((place, answer_words(one, view.content, procedure), one == question.guess) for place, one in enumerate(offered)),
    )
