"""A server's list is filed with what it says beside the release; the page says why not."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from runut.acceptance.queries import archives, compared_build
from runut.documents.queries import papers_of
from runut.documents.services import file_upload
from runut.documents.store import store
from tests.builders import Story
from tests.rooms.acceptance.test_builds import FILES, HASHES, tar


@pytest.fixture
def released(story: Story) -> Story:
    """A case in activity 6 with the archive of its application."""
    story.to(6)
    staged = store().stage()
    staged.write(tar(FILES).getvalue())
    who = story.cast.standing(story.cast.developer_one)
    file_upload(
        case_id=story.case_id, key="application", title="Arsip", upload=staged.finish(), filename="antrean-1.0.tar.gz", who=who, at=story.at
    )
    return story


def sent(story: Story, client: Client, text: str, **more: str) -> object:
    client.force_login(get_user_model().objects.get(pk=story.cast.technical_one))
    (archive,) = archives(case_id=story.case_id, who=story.cast.standing(story.cast.technical_one))
    data = {"archive": str(archive.id), "server": "srv-1:/srv/aplikasi", "leave_out": "", **more}
    upload = SimpleUploadedFile("daftar.txt", text.encode())
    return client.post(reverse("acceptance:build", args=[story.case_id]), {**data, "upload": upload})


def listed(hashes: dict[str, str]) -> str:
    return "".join(f"{sha256}  ./{path}\n" for path, sha256 in hashes.items())


def test_the_same_build_is_said_to_be_the_same_and_both_papers_are_filed(released: Story, client: Client) -> None:
    answer = sent(released, client, listed(HASHES))
    assert answer.status_code == HTTPStatus.FOUND  # type: ignore[attr-defined]
    _version, content = compared_build(case_id=released.case_id) or (None, {})
    assert (content["is_same"], content["same"], content["server"]) == (True, 3, "srv-1:/srv/aplikasi")
    titles = {one.title: one.current.sha256 for one in papers_of(released.case_id) if not one.key}
    assert content["list_sha256"] == titles["Daftar berkas di peladen"]
    page = client.get(answer.headers["Location"]).content.decode()  # type: ignore[attr-defined]
    assert "Kesemua 3 berkas yang dirilis ada di peladen tanpa perubahan." in page
    assert "Kesemua 3 berkas" in client.get(reverse("acceptance:build", args=[released.case_id])).content.decode()


def test_another_build_names_what_differs(released: Story, client: Client) -> None:
    sent(released, client, listed({**HASHES, "README.md": "0" * 64, "tmp/x": "1" * 64}), leave_out="tmp/*\n\ntmp/*")
    version, content = compared_build(case_id=released.case_id) or (None, {})
    assert version is not None
    assert (content["is_same"], content["differs"], content["leave_out"], content["left_out"]) == (False, ["README.md"], ["tmp/*"], 1)
    page = client.get(reverse("documents:version", args=[version.id])).content.decode()
    assert "Isi peladen bukan yang dirilis." in page
    assert "<code>README.md</code>" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [("halo", "Baris 1 bukan baris daftar hash"), ("\n", "tidak menyebut satu berkas pun"), ("\x00" * 9000, "Baris 1")],
)
def test_nonsense_is_refused_and_nothing_is_filed(text: str, said: str, released: Story, client: Client) -> None:
    answer = sent(released, client, text)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert said in page
    assert "srv-1:/srv/aplikasi" in page  # what was typed is still there
    assert compared_build(case_id=released.case_id) is None
    assert not [one for one in papers_of(released.case_id) if not one.key]


def test_an_archive_of_another_case_is_not_there(released: Story, client: Client) -> None:
    answer = sent(released, client, listed(HASHES), archive="999999")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY  # type: ignore[attr-defined]
    assert compared_build(case_id=released.case_id) is None


def test_without_an_archive_the_page_says_what_to_do(story: Story, client: Client) -> None:
    client.force_login(get_user_model().objects.get(pk=story.cast.technical_one))
    page = client.get(reverse("acceptance:build", args=[story.case_id])).content.decode()
    assert "Belum ada arsip aplikasi" in page


def test_the_script_is_given_out_as_a_file(story: Story, client: Client) -> None:
    client.force_login(get_user_model().objects.get(pk=story.cast.technical_one))
    answer = client.get(reverse("acceptance:script", args=[story.case_id]))
    assert answer.content.startswith(b"#!/bin/sh\n")
    assert "runut-list.sh" in answer.headers["Content-Disposition"]
