"""The plan of an example application: mandate, board, regulations, features, schedule, mockups, business flow."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

import typst
from django.conf import settings

from runut.base.sheets import read_table
from runut.cases.queries import Item, team
from runut.documents.queries import papers_of
from runut.documents.services import file_form, refile
from runut.documents.uploads import store_stream
from runut.formats import bpmn, toml
from runut.formats.printing.pdf.typesetter import load
from runut.people.queries import Standing
from runut.planning.exchange.features import read_features
from runut.planning.exchange.tasks import Bounds, read_tasks
from runut.planning.queries.regulations import RegulationSearch, as_filed, regulation_list
from runut.planning.queries.schedule import task_rows
from runut.planning.queries.screens import screens_of
from runut.planning.services import FeatureText, add_feature, features, file_features, flows, import_features, screens, tasks
from runut.planning.services.board import use_board
from runut.planning.services.regulations import enter_known_regulations, enter_regulation
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene

_MENU: Final = ("application", "who", "title", "lead", "here")
_LISTS: Final = ("menu", "fields", "heads", "rows", "bars", "acts")
REGULATIONS: Final = (
    ("uu", "", "25", 2009, "Pelayanan Publik", ""),
    ("uu", "", "30", 2014, "Administrasi Pemerintahan", ""),
    ("uu", "", "27", 2022, "Pelindungan Data Pribadi", ""),
    ("pp", "", "71", 2019, "Penyelenggaraan Sistem dan Transaksi Elektronik", ""),
    ("perpres", "", "95", 2018, "Sistem Pemerintahan Berbasis Elektronik", ""),
    ("permen", "PANRB", "35", 2012, "Pedoman Penyusunan Standar Operasional Prosedur Administrasi Pemerintahan", ""),
)


def enter_regulations(*, who: Standing, at: datetime) -> None:
    """Enter into the office's register what its applications must keep to."""
    for kind, issuer, number, year, title, by in REGULATIONS:
        values = {"kind": kind, "issuer": issuer, "number": number, "year": year, "title": title}
        enter_regulation(values={**values, "address": "", "replaced": bool(by), "replaced_by": by}, who=who, at=at)
    enter_known_regulations(who=who, at=at)


def mandate(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Write the mandate."""
    file_form(case_id=scene.case_id, key=item.key, name=item.name, form="mandate", content=example.texts["mandate"], who=who, at=at)


def board(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Name the product's own board."""
    address = f"{settings.ADDRESS}/cases/{scene.case_id}/cards/"
    use_board(case_id=scene.case_id, name=item.name, address=address, keeper=who.name, who=who, at=at)


def regulations(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Choose regulations from the office's register."""
    numbers = {f"{number}/{year}" for _kind, _issuer, number, year, *_ in REGULATIONS}
    rows = regulation_list(search=RegulationSearch(state="in_force"), size=100).rows
    chosen = [as_filed(one) for one in rows if f"{one.number}/{one.year}" in numbers]
    content = {"chosen": chosen, "note": example.texts["regulations_note"], "regulations": []}
    file_form(case_id=scene.case_id, key=item.key, name=item.name, form="regulations", content=content, who=who, at=at)


def write(scene: Scene, example: Example) -> None:
    """Bring features and tasks as tables; in a later round change what the remarks ask for. The tasks begin when the development will."""
    case_id, at = scene.case_id, scene.on(scene.began_on, minutes=90)
    who = scene.member(at=at)
    if scene.item.round == 1:
        _import_features(case_id, example, who, at)
        _import_tasks(case_id, example, who, at)
    else:
        for one in example.texts.get("features_added", ()):
            add_feature(case_id=case_id, text=FeatureText(**one), who=who, at=at)
        for number, days in example.texts.get("tasks_changed", ()):
            change_days(case_id=case_id, number=number, days=days, who=who, at=at)
    tasks.begin_on(case_id=case_id, day=_development_begins(scene), who=who, at=at)


def feature_list(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """File the feature list."""
    file_features(case_id=scene.case_id, name=item.name, who=who, at=at)


def schedule(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """File the schedule."""
    tasks.file_schedule(case_id=scene.case_id, name=item.name, who=who, at=at)


def _import_features(case_id: int, example: Example, who: Standing, at: datetime) -> None:
    table = read_table("features.csv", example.read("features.csv"))
    lines, _faults = read_features(table, known=(), name_limit=features.NAME, text_limit=features.TEXT)
    rows = [(None, FeatureText(name=one.name, purpose=one.purpose, priority=one.priority, criteria=one.criteria)) for one in lines]
    import_features(case_id=case_id, rows=rows, who=who, at=at)


def change_days(*, case_id: int, number: int, days: int, who: Standing, at: datetime) -> None:
    """Give a task so many working days."""
    row = next(one for one in task_rows(case_id=case_id) if one.number == number)
    text = tasks.TaskText(
        name=row.name, note=row.note, milestone=row.milestone, days=days, after=row.after, feature=row.feature, expert=row.expert_id
    )
    tasks.change_task(case_id=case_id, number=number, text=text, version=row.version, who=who, at=at)


def _import_tasks(case_id: int, example: Example, who: Standing, at: datetime) -> None:
    bounds = Bounds(name=tasks.NAME, note=tasks.NOTE, days=tasks.MOST_DAYS, lag=tasks.MOST_LAG)
    lines, _faults = read_tasks(read_table("tasks.csv", example.read("tasks.csv")), bounds)
    people = [one.user_id for one in team(case_id=case_id)]
    rows = [
        tasks.TaskText(
            number=one.number,
            name=one.name,
            note=one.note,
            days=one.days,
            milestone=one.days == 0,
            after=one.after,
            feature=one.feature,
            # The example names its experts by number, whoever they are.
            expert=people[(int(one.expert) - 1) % len(people)] if one.expert else None,
        )
        for one in lines
    ]
    tasks.import_tasks(case_id=case_id, rows=rows, who=who, at=at)


def _development_begins(scene: Scene) -> date:
    """Return the day on which the tasks begin, when this round is approved: after what is left of activities 3 to 5."""
    before = sum(scene.pace(number) for number in (3, 4, 5))
    return scene.clock.forward(scene.began_on, before + 1)


def mockups(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Bring the pictures of the screens; in a later round those that were drawn anew."""
    case_id, drawn = scene.case_id, example.texts["screens"]
    if scene.item.round == 1:
        pictures = [(store_stream(BytesIO(draw(example, one))), f"{one['name']}.png") for one in drawn]
        screens.add_screens(case_id=case_id, files=pictures, who=who, at=at)
        return
    known = {one.name: one.id for one in screens_of(case_id)}
    anew = [one for one in drawn if "revised" in one]
    for one in anew:
        picture = store_stream(BytesIO(draw(example, {**one, **one["revised"]})))
        screens.add_version(
            case_id=case_id, document_id=known[one["name"]], upload=picture, filename=f"{one['name']}.png", note=one["note"], who=who, at=at
        )


def draw(example: Example, screen: Mapping[str, Any]) -> bytes:
    """Return the picture of a screen."""
    template = files("runut.rehearsal.rooms").joinpath("screen.typ").read_bytes()
    fonts = load(str(files("runut.formats.printing.pdf").joinpath("fonts")))
    told = {**dict.fromkeys(_MENU, ""), **{one: [] for one in _LISTS}, **example.texts["look"], **screen}
    made = typst.compile(template, format="png", ppi=96.0, font_paths=fonts, sys_inputs={"data": json.dumps(told, ensure_ascii=False)})
    assert isinstance(made, bytes)
    return made


def comment_on_screens(scene: Scene, example: Example) -> None:
    """Let the technical team say something about spots of the pictures, and the team answer."""
    at, case_id = scene.on(scene.began_on, minutes=240), scene.case_id
    by_name = {one.name: one for one in screens_of(case_id)}
    for place, one in enumerate(example.texts.get("screen_comments", ())):
        screen, who = by_name[one["screen"]], scene.holder("technical_team", place, at=at)
        x, y = Decimal(one["x"]), Decimal(one["y"])
        number = screens.comment_screen(
            case_id=case_id, document_id=screen.id, version=screen.current.number, text=one["text"], x=x, y=y, who=who, at=at
        )
        if one.get("reply"):
            who = scene.member(at=at)
            screens.reply_to_comment(
                case_id=case_id, document_id=screen.id, number=number, kind="resolve", text=one["reply"], who=who, at=at
            )


def business_flow(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Draw the business flow; in a later round file it again as it is."""
    case_id = scene.case_id
    if scene.item.round == 1:
        drawn = toml.load(example.read("flow.toml").decode())
        flow = flows.begin_flow(case_id=case_id, name=drawn.identity.name, data=bpmn.dump(drawn), who=who, at=at)
        flows.file_flow(case_id=case_id, flow_id=flow, who=who, at=at)
        return
    for paper in papers_of(case_id):
        if paper.key == item.key and paper.removed_at is None:
            refile(version_id=paper.current.id, who=who, at=at)
