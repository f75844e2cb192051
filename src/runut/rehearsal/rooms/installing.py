"""The installation of an example application: the guide carried out, the files held against the release, every claim judged, the report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from runut.acceptance.builds import released
from runut.acceptance.queries import archives, claims_of, comparison, run_sheet
from runut.acceptance.services import (
    Carried,
    Shown,
    add_step,
    change_step,
    compare_build,
    file_comparison,
    file_report,
    file_run_sheet,
    judge,
    take_guide,
)
from runut.cases.queries import Item
from runut.documents.store import store
from runut.documents.uploads import store_stream
from runut.people.queries import Standing
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene


def install(scene: Scene, example: Example) -> None:
    """Carry the guide out on the day after the presentation, then compare files and claims."""
    told, day = example.round("installation", scene.item.round), scene.clock.forward(scene.began_on, 1)
    at = scene.on(day, minutes=60)
    who = scene.parts.of(scene.page.position.performer(scene.page.procedure), at) or scene.holder("technical_team", at=at)
    _carry_out(scene, told, who=who, at=at)
    _compare_files(scene, told, who=who, at=scene.on(day, minutes=200))
    _judge_claims(scene, told, who=who, at=scene.on(day, minutes=320))


def _carry_out(scene: Scene, told: Mapping[str, Any], *, who: Standing, at: datetime) -> None:
    """Take the steps of the guide, say what came of each, and file the sheet."""
    case_id, item_id = scene.case_id, _item(scene)
    take_guide(case_id=case_id, who=who, at=at)
    other = {one["step"]: one for one in told["steps"]}
    for step in run_sheet(case_id=case_id, item_id=item_id).steps:
        said = other.get(step.number, {})
        carried = Carried(
            text=step.text,
            expected=step.expected,
            result=said.get("result", "done"),
            observed=said.get("observed", ""),
            minutes=said.get("minutes", 2 + step.number % 4),
        )
        change_step(case_id=case_id, number=step.number, carried=carried, version=step.version, shown=Shown(), who=who, at=at)
    for one in told["silent"]:
        carried = Carried(text=one["text"], result="silent", observed=one["observed"], minutes=one["minutes"])
        add_step(case_id=case_id, carried=carried, shown=Shown(), who=who, at=at)
    file_run_sheet(case_id=case_id, who=who, at=at)


def _compare_files(scene: Scene, told: Mapping[str, Any], *, who: Standing, at: datetime) -> None:
    """Hold the list of the server's files against what was released; in an example a file of the server may be another."""
    archive = archives(case_id=scene.case_id, who=who)[0]
    with store().open(archive.sha256) as file:
        there = released(file)
    there |= dict.fromkeys(told["changed"], "0" * 64)
    listed = "".join(f"{sha256}  ./{path}\n" for path, sha256 in sorted(there.items()))
    compare_build(
        case_id=scene.case_id,
        archive_id=archive.id,
        upload=store_stream(BytesIO(listed.encode())),
        filename=f"daftar-berkas-{scene.item.round}.txt",
        server=told["server"],
        leave_out=told["leave_out"],
        who=who,
        at=at,
    )


def _judge_claims(scene: Scene, told: Mapping[str, Any], *, who: Standing, at: datetime) -> None:
    """Judge every claim that waits for it: as promised, or as the example says of it."""
    case_id, other = scene.case_id, {one["key"]: one for one in told["claims"]}
    claims = claims_of(case_id=case_id, procedure=scene.page.procedure)
    for line in comparison(case_id=case_id, item_id=_item(scene), claims=claims).lines:
        if line.verdict:
            continue
        said = other.get(line.key, {})
        judge(
            case_id=case_id,
            key=line.key,
            verdict=said.get("verdict", "matches"),
            installed=said.get("installed", ""),
            version=line.version,
            shown=Shown(),
            who=who,
            at=at,
        )
    file_comparison(case_id=case_id, who=who, at=at)


def _item(scene: Scene) -> int:
    assert scene.page.item_id is not None
    return scene.page.item_id


def report(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Write the report on installation and testing; sheet and comparison stand in it by themselves."""
    told, day = example.round("installation", scene.item.round), scene.clock.forward(scene.began_on, 1)
    at = max(at, scene.on(day, minutes=400))
    written = {
        "installed_on": day.isoformat(),
        "server": told["server"],
        "build": told["build"],
        "installed_by": who.name,
        "followed_guide": told["followed_guide"],
        "guide_note": told["guide_note"],
        "conclusion": told["conclusion"],
    }
    file_report(case_id=scene.case_id, name=item.name, written=written, loaded_from=None, who=who, at=at)
