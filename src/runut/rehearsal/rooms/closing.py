"""The final report of an example application, and the signatures of those who receive it."""

from __future__ import annotations

from datetime import datetime

from runut.cases.queries import Item, access_page
from runut.people.queries import Standing
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene
from runut.reports.filing import file_report
from runut.reports.sealing import keys
from runut.reports.services import sign_report
from runut.reports.signatures import offered, signatures_of


def report(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Write the report and file it, whole."""
    page = access_page(case_id=scene.case_id, who=who, at=at)
    file_report(page=page, key=item.key, name=item.name, content=example.texts["final_report"], who=who, at=at)


def signs(scene: Scene, at: datetime) -> bool:
    """Whether whose turn it is can sign the report at that moment: the office has a key for them that it may open, and it holds by then."""
    if offered(scene.page) is None or keys().asks(scene.page.actor.login):
        return False
    key = keys().signer(scene.page.actor.login)
    return key is not None and key.certificate.since <= at <= key.certificate.until


def sign(scene: Scene, note: str, who: Standing, at: datetime) -> None:
    """Sign the report as whose turn it is, and record the turn with it."""
    page = scene.page
    assert page.saw is not None
    sign_report(
        case_id=scene.case_id,
        saw=page.saw,
        seen=frozenset(page.seen),
        before=signatures_of(page).now,
        password="",
        note=note,
        who=who,
        at=at,
    )
