"""A case file taken into another installation: the same case there, or a refusal that leaves nothing."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from runut.cases import services
from runut.cases.checking import check_cases
from runut.cases.queries import access_case, find_case, remarks, team
from runut.core.errors import NotFound, Refused
from runut.documents.queries import check_files, papers_of
from runut.formats.casefile import Verified, verified
from runut.people import services as people
from runut.people.queries import find_user_by_login, person, standing
from runut.procedures.queries import procedures_in_force
from runut.procedures.services import install_shipped
from runut.reports.queries import AGENT
from runut.reports.services import import_case
from tests.builders import Story, another, begin
from tests.cast import cast
from tests.rooms.reports.conftest import AT, packed
from tests.signing import key_folder, signed

LATER = AT + timedelta(days=30)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("printed")]


class _GoneError(Exception):
    pass


@contextmanager
def elsewhere() -> Iterator[None]:
    """Another installation, which is gone afterwards."""
    try:
        with transaction.atomic():
            yield
            raise _GoneError
    except _GoneError:
        pass


def made(walk: Callable[[Story], object]) -> Verified:
    """The verified case file of a case that went as ``walk`` says, in an installation that is gone."""
    with elsewhere():
        story = begin(cast(AT))
        walk(story)
        content = packed(story.case_id)
    return verified(io.BytesIO(content), agent=AGENT)


def bytes_of(found: Verified) -> bytes:
    found.archive._file.seek(0)
    return found.archive._file.read()


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Callable[[], int]:
    """Found an office that has nothing but its administrator and the shipped SOP; its store is empty."""

    def found() -> int:
        settings.FILES_FOLDER = tmp_path / "files"
        pk = people.found_organisation(
            name="Biro Lain", region="", administrator="Lina Lain", email="lina@example.test", password=None, at=AT
        )
        install_shipped(at=AT)
        return pk

    return found


def rejected(story: Story) -> None:
    story.to(5).reject("Terlalu singkat", "Perbaiki jadwal", "Lengkapi mockup")
    story.to(7)


def eventful(story: Story) -> None:
    """Hold, resume, extension, another team, a lapse, a deviation, a paper taken out."""
    team_of, head = story.cast, story.cast.standing(story.cast.division_head)
    story.to(3)
    story.at += timedelta(hours=30)
    services.hold(case_id=story.case_id, why="Menunggu anggaran", who=head, at=story.at)
    story.at += timedelta(hours=30)
    services.resume(case_id=story.case_id, note="", who=head, at=story.at)
    services.extend(case_id=story.case_id, days=3, why="Libur", who=head, at=story.at)
    story.name_team(team_of.developer_one)
    story.name_team(team_of.developer_two, team_of.developer_one, until=date(2027, 6, 30))
    story.to(9).reject("Belum sesuai", "Perbaiki laporan")
    story.to(8)
    story.at += timedelta(days=9)
    services.deviate(case_id=story.case_id, target=10, why="Perintah tertulis", who=head, at=story.at)


@pytest.mark.parametrize("walk", [lambda story: story, rejected, eventful, signed], ids=["new", "rejected", "eventful", "signed"])
def test_it_is_the_same_case_there(office: Callable[[], int], walk: Callable[[Story], object], settings: Settings, tmp_path: Path) -> None:
    key_folder(settings, tmp_path)
    found = made(walk)
    office()
    case_id = import_case(found, who=None, at=LATER)
    assert [one.fault for one in check_cases()] == [None]
    assert all(one.sound for one in check_files())
    assert packed(case_id) == bytes_of(found)


def test_people_documents_remarks_and_team_come_with_it(office: Callable[[], int]) -> None:
    found = made(rejected)
    office()
    case_id = import_case(found, who=None, at=LATER)
    assert find_case("PA-2026-0001") == case_id
    assert [(one.text, bool(one.answer)) for one in remarks(case_id=case_id)] == [("Perbaiki jadwal", True), ("Lengkapi mockup", True)]
    assert [one.name for one in team(case_id=case_id)] == ["Dewi Contoh", "Dodi Contoh"]
    assert {version.filed_by for paper in papers_of(case_id) for version in paper.versions} >= {"Dewi Contoh", "Sari Contoh"}


def test_until_when_somebody_belongs_to_the_team_comes_with_it(office: Callable[[], int]) -> None:
    found = made(eventful)
    office()
    assert [one.to_on for one in team(case_id=import_case(found, who=None, at=LATER))] == [date(2027, 6, 30)] * 2


def test_nobody_can_sign_in_because_a_case_named_them(office: Callable[[], int]) -> None:
    found = made(rejected)
    office()
    case_id = import_case(found, who=None, at=LATER)
    assert find_user_by_login("subbag@example.test") is None
    made_of = {one.user_id for one in team(case_id=case_id)}
    assert [person(pk).is_active for pk in made_of] == [False, False]


def test_the_offices_own_numbers_go_on_behind_it() -> None:
    found = made(rejected)
    here = cast(AT)
    install_shipped(at=AT)
    import_case(found, who=None, at=LATER)
    story = another(here, title="Sistem lain").to(2)
    assert story.page().case.number == "PA-2026-0002"


def test_it_is_taken_in_once(office: Callable[[], int]) -> None:
    found = made(rejected)
    office()
    import_case(found, who=None, at=LATER)
    assert _refused(found) == "import_case_here"


def test_another_case_of_that_number_is_refused() -> None:
    found = made(rejected)
    begin(cast(AT), to=2)
    assert _refused(found) == "import_number_taken"


def test_somebody_else_with_that_address_is_refused_and_nothing_is_left(office: Callable[[], int]) -> None:
    found = made(rejected)
    office()
    people.create_user(email="kabid@example.test", name="Orang Lain", who=None, at=AT)
    assert _refused(found) == "import_person_differs"
    with pytest.raises(NotFound):
        find_case("PA-2026-0001")
    assert find_user_by_login("subbag@example.test") is None


def test_another_unit_with_that_code_is_refused(office: Callable[[], int]) -> None:
    found = made(rejected)
    office()
    people.create_unit(name="Unit lain sama sekali", code="DINAS-1", who=None, at=AT)
    assert _refused(found) == "import_unit_differs"


def test_a_text_that_only_came_with_a_case_holds_for_no_new_one(settings: Settings, tmp_path: Path) -> None:
    found = made(rejected)
    settings.FILES_FOLDER = tmp_path / "files"
    pk = people.found_organisation(name="Biro Lain", region="", administrator="Lina", email="lina@example.test", password=None, at=AT)
    case_id = import_case(found, who=None, at=LATER)
    assert procedures_in_force(on=LATER.date()) == []
    assert access_case(case_id=case_id, who=standing(user_id=pk, on=LATER.date())).number == "PA-2026-0001"


def _refused(found: Verified) -> str:
    with pytest.raises(Refused) as caught:
        import_case(found, who=None, at=LATER)
    return caught.value.code
