"""Drafts of business flows: returned to what was, renamed, thrown away; two at once overwrite nothing, and what gives way is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.planning.queries.flows import earlier_drafts, flow, flow_bytes, flows
from runut.planning.services.flow_drafts import discard_flow, rename_flow, return_draft
from runut.planning.services.flows import SAVES, begin_flow, file_flow, save_flow
from tests.builders import Story
from tests.clients import client_of
from tests.formats.test_bpmn_diagram import FLOW

CHANGED = FLOW.replace(b'name="Lengkap?"', b'name="Syarat lengkap?"').replace(b'name="Catatan"', b"")


def team(story: Story, by: int | None = None, *, after: int = 2) -> dict[str, Any]:
    story.at += timedelta(minutes=after)
    return {"case_id": story.case_id, "who": story.cast.standing(by or story.cast.developer_one), "at": story.at}


@pytest.fixture
def filed(story: Story) -> int:
    """A diagram that was filed once and drawn on since."""
    made = begin_flow(name="Pendaftaran", data=FLOW, **team(story))
    file_flow(flow_id=made, **team(story))
    save_flow(flow_id=made, data=CHANGED, revision=1, **team(story))
    return made


def shown(story: Story, flow_id: int) -> bytes:
    return flow_bytes(flow(case_id=story.case_id, flow_id=flow_id))


def test_a_draft_returns_to_what_was_filed_and_back_again(story: Story, filed: int) -> None:
    drawn = shown(story, filed)
    assert return_draft(flow_id=filed, revision=2, version=1, **team(story)) == 3
    one = flow(case_id=story.case_id, flow_id=filed)
    assert one.filed and flow_bytes(one) == flow_bytes(one, one.versions[0]), "nothing is left to file"
    assert [each.revision for each in earlier_drafts(one)] == [2, 1]
    return_draft(flow_id=filed, revision=3, save=2, **team(story))
    assert shown(story, filed) == drawn and not flow(case_id=story.case_id, flow_id=filed).filed


def test_somebody_who_saves_meanwhile_is_not_overwritten(story: Story, filed: int) -> None:
    save_flow(flow_id=filed, data=FLOW, revision=2, **team(story, story.cast.developer_two))
    with pytest.raises(Refused) as refused:
        return_draft(flow_id=filed, revision=2, version=1, **team(story))
    assert refused.value.code == "flow_newer"
    wrongs: list[dict[str, Any]] = [{"version": 2}, {"save": 77}, {}]
    for wrong in wrongs:
        with pytest.raises(NotFound):
            return_draft(flow_id=filed, revision=3, **wrong, **team(story))


def test_the_last_drafts_are_kept_and_the_moments_of_one_drawer_are_one(story: Story, filed: int) -> None:
    for revision in range(2, 12):
        save_flow(flow_id=filed, data=FLOW, revision=revision, **team(story, after=0))
    kept = [each.revision for each in earlier_drafts(flow(case_id=story.case_id, flow_id=filed))]
    assert kept == [2, 1], "the same minute"
    for revision in range(12, 12 + SAVES + 3):
        save_flow(flow_id=filed, data=FLOW, revision=revision, **team(story))
    kept = [each.revision for each in earlier_drafts(flow(case_id=story.case_id, flow_id=filed))]
    assert len(kept) == SAVES and kept[0] == 11 + SAVES + 3
    save_flow(flow_id=filed, data=FLOW, revision=12 + SAVES + 3, **team(story, story.cast.developer_two, after=0))
    save_flow(flow_id=filed, data=FLOW, revision=13 + SAVES + 3, **team(story, after=0))
    newest = earlier_drafts(flow(case_id=story.case_id, flow_id=filed))[0]
    assert newest.revision == 13 + SAVES + 3, "another's is always kept"


def test_a_diagram_is_renamed_but_not_like_another(story: Story, filed: int) -> None:
    begin_flow(name="Pengaduan", data=FLOW, **team(story))
    rename_flow(flow_id=filed, name=" Pendaftaran antrean ", **team(story))
    one = flow(case_id=story.case_id, flow_id=filed)
    assert (one.name, one.versions[0].title) == ("Pendaftaran antrean", "Pendaftaran"), "the paper keeps its title"
    with pytest.raises(Refused) as refused:
        rename_flow(flow_id=filed, name="Pengaduan", **team(story))
    assert refused.value.code == "flow_name_taken"
    with pytest.raises(Invalid):
        rename_flow(flow_id=filed, name="  ", **team(story))


def test_only_what_was_never_filed_is_thrown_away(story: Story, filed: int) -> None:
    with pytest.raises(Refused) as refused:
        discard_flow(flow_id=filed, revision=2, **team(story))
    assert refused.value.code == "flow_was_filed"
    made = begin_flow(name="Coba", data=FLOW, **team(story))
    save_flow(flow_id=made, data=CHANGED, revision=1, **team(story))
    with pytest.raises(Refused) as refused:
        discard_flow(flow_id=made, revision=1, **team(story))
    assert refused.value.code == "flow_newer"
    discard_flow(flow_id=made, revision=2, **team(story))
    assert [one.id for one in flows(story.case_id)[0]] == [filed]


def test_only_the_team_does_so_and_only_while_the_plan_is_drawn_up(story: Story, filed: int) -> None:
    with pytest.raises(NotPermitted):
        rename_flow(flow_id=filed, name="Lain", **team(story, story.cast.technical_one))
    file_flow(flow_id=filed, **team(story))
    story.to(5)
    acts: list[Any] = [
        lambda: return_draft(flow_id=filed, revision=2, version=1, **team(story)),
        lambda: rename_flow(flow_id=filed, name="Lain", **team(story)),
        lambda: discard_flow(flow_id=filed, revision=2, **team(story)),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "document_sealed"


def test_the_pages_tell_what_is_lost_before_it_is(story: Story, filed: int) -> None:
    client = client_of(story.cast.developer_one)
    here = reverse("planning:flow", args=[story.case_id, filed])
    page = client.get(here).content.decode()
    assert f"{here}return/?version=1" in page and f"{here}discard/" not in page
    confirm = client.get(f"{here}return/?version=1").content.decode()
    assert "Syarat lengkap?" in confirm and 'name="revision" value="2"' in confirm
    assert client.post(f"{here}return/?version=1", {"revision": "1"}).status_code == 409
    assert client.post(f"{here}return/?version=1", {"revision": "2"}).status_code == 302
    assert client.post(f"{here}rename/", {"name": ""}).status_code == 422
    assert client.post(f"{here}rename/", {"name": "Antrean"}).status_code == 302
    assert "sudah disimpan" in client.post(f"{here}discard/", {"revision": "3"}).content.decode()
    made = begin_flow(name="Coba", data=FLOW, **team(story))
    away = reverse("planning:flow_discard", args=[story.case_id, made])
    assert "Warga datang" in client.get(away).content.decode()
    assert client.post(away, {"revision": "1"}).status_code == 302
    assert client.get(away).status_code == 404
