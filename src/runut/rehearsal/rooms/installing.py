"""The installation of an example application: the server's files held against the release, and the report of it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from runut.acceptance.builds import released
from runut.acceptance.queries import archives
from runut.acceptance.services import compare_build
from runut.cases.queries import Item
from runut.documents.services import file_form
from runut.documents.store import store
from runut.documents.uploads import store_stream
from runut.people.queries import Standing
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene


def compare(scene: Scene, example: Example) -> None:
    """Hold the list of the server's files against what was released; in an example a file of the server may be another."""
    told, at = example.round("installation", scene.item.round), scene.on(scene.clock.forward(scene.began_on, 1), minutes=120)
    who = scene.holder("technical_team", at=at)
    archive = archives(case_id=scene.case_id, who=who)[0]
    with store().open(archive.sha256) as file:
        there = released(file)
    there |= dict.fromkeys(told["changed"], "0" * 64)
    listed = "".join(f"{sha256}  ./{path}\n" for path, sha256 in sorted(there.items()) if path not in told["missing"])
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


def report(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """File the report on installation and testing."""
    told, day = example.round("installation", scene.item.round), scene.clock.forward(scene.began_on, 1)
    at = max(at, scene.on(day, minutes=400))
    content = {
        "installed_on": day.isoformat(),
        "server": told["server"],
        "build": told["build"],
        "installed_by": who.name,
        "followed_guide": told["followed_guide"],
        "guide_note": told["guide_note"],
        "conclusion": told["conclusion"],
        "items": [{"note": "", **one} for one in told["items"]],
    }
    file_form(case_id=scene.case_id, key=item.key, name=item.name, form="installation", content=content, who=who, at=at)
