"""The small picture of a version at its address: for who may see the version, made once, and never where there is none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from runut.documents import thumbnails
from runut.documents.services import file_upload
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_in
from tests.rooms.planning.conftest import AT
from tests.rooms.planning.gallery import PDF, png, staged

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tmp_path: Path, settings: Settings) -> Story:
    settings.FILES_FOLDER = tmp_path / "files"
    return begin(cast(AT), to=3)


def filed(story: Story, name: str, content: bytes) -> str:
    who = story.cast.standing(story.cast.developer_one)
    version = file_upload(case_id=story.case_id, key="mockups", title=name, upload=staged(content), filename=name, who=who, at=story.at)
    return reverse("documents:thumbnail", args=[version])


def test_it_is_made_once_for_who_may_see_the_version(story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = BytesIO()
    Image.effect_noise((1600, 1000), 80).save(made, "PNG")
    address = filed(story, "masuk.png", made.getvalue())
    client = client_in(story, "developer_one")
    first = client.get(address)
    assert first["Content-Type"] == "image/webp" and len(first.content) * 10 < len(made.getvalue())
    assert first["X-Content-Type-Options"] == "nosniff" and "private" in first["Cache-Control"]
    monkeypatch.setattr(thumbnails, "small_picture", None)  # would be called if it were made again
    assert client.get(address).content == first.content
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client_in(story, "outsider").get(address).status_code == 404
    assert [path.name for path in (tmp_path / "files" / "small").rglob("*") if path.is_file()] != []


def test_what_has_none_answers_with_a_blank_one_and_other_files_with_nothing(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_in(story, "developer_one")
    address = filed(story, "rusak.pdf", PDF)
    blank = client.get(address)
    assert blank["Content-Type"] == "image/webp" and Image.open(BytesIO(blank.content)).size == (4, 3)
    monkeypatch.setattr(thumbnails, "small_page", None)
    assert client.get(address).content == blank.content, "a file that is broken is not tried again"
    assert client.get(filed(story, "catatan.txt", b"Catatan rapat")).status_code == 404
    assert client.get(filed(story, "titik.png", png())).status_code == 200
