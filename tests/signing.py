"""A final report that heads sign: the paper, the keys of the office, and the signature of whoever has the turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from pytest_django import Settings

from runut.cases.services import Turn
from runut.documents.services import file_upload
from runut.documents.uploads import store_stream
from runut.formats.printing.letter import Letter, Signature, Text, print_letter
from runut.formats.signing import MARK
from runut.reports.sealing import make_demonstration
from runut.reports.services import sign_report
from runut.reports.signatures import signatures_of
from tests.builders import Story


@cache
def paper() -> bytes:
    """A report with a place for each head."""
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    places = [Signature(day="", position=one, name=one, link=f"https://x.test/{MARK}{one}") for one in ("division_head", "bureau_head")]
    return print_letter(
        Letter(language="id", title="Laporan", letterhead=(), parts=(Text(text="Selesai."),), signatures=tuple(places)), at=at
    )


def key_folder(settings: Settings, folder: Path) -> None:
    """Let the office have its keys in ``folder``."""
    settings.SIGNING_KEY, settings.SIGNING_ROOTS, settings.SIGNING_KEYS = (folder / one for one in ("s.p12", "roots.pem", "keys"))


def report(story: Story, content: bytes) -> None:
    """File the report as the team."""
    story.at += timedelta(minutes=1)
    who = story.cast.standing(story.cast.developer_one)
    upload = store_stream(BytesIO(content))
    file_upload(case_id=story.case_id, key="final_report", title="Laporan akhir", upload=upload, filename="l.pdf", who=who, at=story.at)


def to_heads(story: Story) -> Story:
    """Walk until the report waits for the first head; the heads have keys."""
    story.to(10)
    make_demonstration(at=story.at)
    report(story, paper())
    for _ in ("the team", "the Subbag"):
        story.step()
    return story


def signed(story: Story) -> Story:
    """Walk to the end with the signatures of both heads."""
    to_heads(story)
    while story.activity:
        story.at += timedelta(minutes=1)
        page = story.page(story.performer())
        assert page.saw is not None
        sign_report(
            case_id=story.case_id,
            saw=Turn(activity=page.saw.activity, round=page.saw.round, turn=page.saw.turn),
            seen=frozenset(page.seen),
            before=signatures_of(page).now,
            password="",
            note="",
            who=story.cast.standing(story.performer()),
            at=story.at,
        )
    return story
