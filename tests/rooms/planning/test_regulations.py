"""The register of regulations: kept by its keeper, searched by everybody, chosen by cases with a warning where one was replaced."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused, RunutError
from runut.documents.queries import check_files, current_form, stored_files
from runut.formats import laws
from runut.planning.queries.regulations import (
    KINDS,
    RegulationSearch,
    known_missing,
    offered,
    regulation,
    regulation_list,
    regulations_export,
)
from runut.planning.services import regulations as services
from runut.planning.words import REGULATIONS
from tests.builders import begin
from tests.cast import Cast, cast
from tests.clients import client_of
from tests.rooms.planning.gallery import PDF, staged

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SPBE = {"kind": "perpres", "number": "95", "year": 2018, "title": "Sistem Pemerintahan Berbasis Elektronik"}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def people(db: None) -> Cast:
    return cast(AT)


def enter(people: Cast, by: int | None = None, **values: Any) -> int:
    return services.enter_regulation(values=SPBE | values, who=people.standing(by or people.registrar), at=AT)


def found(**search: str) -> list[str]:
    return [one.citation for one in regulation_list(search=RegulationSearch(**search)).rows]


def refusal(error: type[RunutError], code: str) -> Any:
    return pytest.raises(error, check=lambda raised: raised.code == code)


def test_the_keeper_and_administrators_keep_it_and_nobody_else(people: Cast) -> None:
    enter(people)
    enter(people, people.administrator, number="39", year=2019, title="Satu Data Indonesia")
    for other in (people.technical_one, people.division_head, people.developer_one, people.user, people.auditor):
        with refusal(NotPermitted, "regulations_only"):
            enter(people, other, number="1")
    assert found() == ["Perpres 39/2019", "Perpres 95/2018"]


def test_a_regulation_stands_there_once(people: Cast) -> None:
    enter(people)
    with refusal(Refused, "regulation_there"):
        enter(people, title="Judul lain")
    one = enter(people, kind="permen", issuer="PANRB", number="35", year=2012)
    enter(people, kind="permen", issuer="Kominfo", number="35", year=2012)
    with refusal(Refused, "regulation_there"):
        services.change_regulation(
            regulation_id=one, values=SPBE | {"kind": "permen", "issuer": "Kominfo", "number": "35", "year": 2012},
            who=people.standing(people.registrar), at=AT,
        )  # fmt: skip
    assert sorted(found()) == ["Permen Kominfo 35/2012", "Permen PANRB 35/2012", "Perpres 95/2018"]


@pytest.mark.parametrize("wrong", [{"number": " "}, {"title": ""}, {"kind": "hukum"}, {"year": 1800}, {"year": None}, {"year": "2018"}])
def test_an_entry_that_cannot_be_is_refused(people: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        enter(people, **wrong)
    assert found() == []


def test_it_is_found_by_words_of_its_title_by_its_citation_and_by_its_state(people: Cast) -> None:
    enter(people)
    enter(people, kind="pp", number="82", year=2012, title="Transaksi Elektronik", replaced=True, replaced_by="PP 71/2019")
    enter(people, kind="pp", number="71", year=2019, title="Transaksi Elektronik")
    assert found(q="elektronik") == ["PP 71/2019", "Perpres 95/2018", "PP 82/2012"]
    assert found(q="elektronik transaksi") == ["PP 71/2019", "PP 82/2012"]
    assert found(q="pp 71/2019") == found(q="71/2019") == ["PP 71/2019"]
    assert found(q="2012") == found(state="replaced") == ["PP 82/2012"]
    assert found(kind="perpres") == ["Perpres 95/2018"]
    assert found(q="tidak ada") == []


def test_what_replaced_it_is_said_only_of_what_no_longer_holds(people: Cast) -> None:
    one = regulation(enter(people, replaced=False, replaced_by="PP 1/2030"))
    assert (one.replaced, one.replaced_by) == (False, "")


def test_its_text_is_kept_in_the_store_and_proved_with_all_others(people: Cast) -> None:
    who = people.standing(people.registrar)
    number = services.enter_regulation(values=SPBE, upload=staged(PDF), filename="../perpres.pdf", who=who, at=AT)
    file = regulation(number).file
    assert file is not None
    assert (file.filename, file.media_type, file.size) == ("perpres.pdf", "application/pdf", len(PDF))
    assert list(stored_files()) == [file.sha256]
    assert [one.sound for one in check_files()] == [True]
    services.change_regulation(regulation_id=number, values=SPBE | {"title": "SPBE"}, who=who, at=AT)
    assert regulation(number).file == file, "without a new file it stays"


def test_one_that_is_not_there_cannot_be_read_or_changed(people: Cast) -> None:
    with pytest.raises(NotFound):
        regulation(7)
    with pytest.raises(NotFound):
        services.change_regulation(regulation_id=7, values=SPBE, who=people.standing(people.registrar), at=AT)


def test_what_the_product_knows_as_replaced_is_proposed_once(people: Cast) -> None:
    who = people.standing(people.registrar)
    count = services.enter_known_regulations(who=who, at=AT)
    assert count == len(laws.entries()), "every entry of the shipped table has its kind here"
    assert known_missing() == []
    rows = list(regulations_export(search=RegulationSearch()))
    assert all(one.replaced and one.replaced_by for one in rows)
    assert "PP 82/2012" in [one.citation for one in rows]
    with refusal(Refused, "regulations_known"):
        services.enter_known_regulations(who=who, at=AT)


def test_every_kind_has_its_word() -> None:
    assert tuple(REGULATIONS) == KINDS


def test_a_page_costs_the_same_for_one_and_for_thirty(people: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    enter(people)
    with django_assert_num_queries(1):
        regulation_list(search=RegulationSearch())
    for number in range(40):
        enter(people, number=f"A-{number}")
    with django_assert_num_queries(1):
        page = regulation_list(search=RegulationSearch())
    assert len(page.rows) == 30
    rest = regulation_list(search=RegulationSearch(), cursor=page.next_cursor)
    assert len({one.id for one in (*page.rows, *rest.rows)}) == 41


def test_what_is_chosen_already_is_offered_first_and_what_no_longer_holds_last(people: Cast) -> None:
    old = enter(people, number="1", year=2030, replaced=True)
    new = enter(people, number="2")
    chosen = enter(people, number="3", year=2001)
    assert [one.id for one in offered(q="", chosen=[chosen])] == [chosen, new, old]
    assert [one.id for one in offered(q="tidak ada", chosen=[chosen])] == [chosen]


def test_the_register_is_searched_exported_and_changed_on_its_pages(people: Cast) -> None:
    keeper = client_of(people.registrar)
    sent = {**{name: str(value) for name, value in SPBE.items()}, "upload": SimpleUploadedFile("p.pdf", PDF), "title": "=SPBE"}
    shown = keeper.post(reverse("planning:new_regulation"), sent, follow=True)
    assert "Perpres 95/2018" in shown.content.decode()
    again = keeper.post(reverse("planning:new_regulation"), {**sent, "upload": ""})
    assert again.status_code == 409
    reader = client_of(people.user)
    page = reader.get(reverse("planning:regulation_register"), {"q": "spbe"}).content.decode()
    assert "Perpres 95/2018" in page
    assert reverse("planning:new_regulation") not in page, "who does not keep it is not led to its form"
    (one,) = regulation_list(search=RegulationSearch()).rows
    text = reader.get(reverse("planning:regulation_file", args=[one.id]))
    assert b"".join(text.streaming_content) == PDF  # type: ignore[attr-defined]
    export = reader.get(reverse("planning:regulation_export")).getvalue().decode()
    assert "'=SPBE" in export, "no spreadsheet runs it"
    get_user_model().objects.filter(pk=people.user).update(language="en")
    english = reader.get(reverse("planning:regulation_export")).getvalue().decode()
    assert "in force" in english, "the language of the request holds until the last line is out"


def test_a_case_chooses_from_the_register_and_is_warned_of_what_no_longer_holds(db: None) -> None:
    story = begin(cast(AT), to=3)
    good = enter(story.cast)
    old = enter(story.cast, kind="pp", number="82", year=2012, title="PSTE", replaced=True, replaced_by="PP 71/2019")
    client = client_of(story.cast.developer_one)
    address = reverse("planning:regulations", args=[story.case_id, "regulations"])
    assert "tidak berlaku lagi: diganti oleh PP 71/2019" in client.get(address).content.decode()
    empty = {"regulations-TOTAL_FORMS": "1", "regulations-INITIAL_FORMS": "0", "base": "0"}
    refused = client.post(address, empty)
    assert refused.status_code == 422
    assert "Pilih sedikitnya satu peraturan" in refused.content.decode()

    searched = client.post(address, empty | {"find": "yes", "find_q": "82/2012", "chosen": [str(good)]})
    page = searched.content.decode()
    assert f'value="{good}"' in page, "what was ticked stays"
    assert page.count(" checked") == 1
    written = {"regulations-0-title": "SOP Keamanan Informasi", "regulations-0-address": ""}
    filed = client.post(address, empty | written | {"chosen": [str(good), str(old)], "note": "Simpan log"})
    assert filed.status_code == 302
    assert any("PP 82/2012 (PP 71/2019)" in str(one) for one in get_messages(filed.wsgi_request))
    kept = current_form(case_id=story.case_id, key="regulations", form="regulations")
    assert kept is not None
    assert [(one["citation"], one["replaced"]) for one in kept[1]["chosen"]] == [("Perpres 95/2018", False), ("PP 82/2012", True)]
    assert kept[1]["regulations"] == [{"title": "SOP Keamanan Informasi", "address": ""}]

    services.change_regulation(regulation_id=good, values=SPBE | {"title": "Lain"}, who=story.cast.standing(story.cast.registrar), at=AT)
    read = client.get(reverse("documents:version", args=[kept[0].id])).content.decode()
    assert "Sistem Pemerintahan Berbasis Elektronik" in read, "what was filed stays as it was"
    assert client.get(address).content.decode().count(" checked") == 2


def test_a_regulation_that_is_not_in_the_register_cannot_be_chosen(db: None) -> None:
    story = begin(cast(AT), to=3)
    address = reverse("planning:regulations", args=[story.case_id, "regulations"])
    sent = {"regulations-TOTAL_FORMS": "0", "regulations-INITIAL_FORMS": "0", "base": "0", "chosen": ["77", "x", "9" * 40]}
    assert client_of(story.cast.developer_one).post(address, sent).status_code == 422
