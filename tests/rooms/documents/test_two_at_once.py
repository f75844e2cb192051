"""Two people file at the same moment: both count, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from runut.cases.queries import events
from runut.core.ledger import verify
from runut.documents.queries import papers_of
from runut.documents.services import file_form
from tests.rooms.documents.office import MONDAY, Office, make_office

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    start, failed = threading.Barrier(len(acts)), list[Exception]()

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return failed


def numbers(office: Office) -> list[int]:
    (paper,) = papers_of(office.case_id)
    return [one.number for one in paper.versions]


@pytest.mark.parametrize("round_", range(3))
def test_two_files_of_the_same_paper_are_versions_1_and_2(round_: int) -> None:
    office = make_office()
    people = office.cast
    acts = [lambda by=by: office.upload("analysis_report", b"sama", by=by, title="Laporan") for by in (people.user, people.registrar)]
    assert at_once(*acts) == []
    assert numbers(office) == [2, 1]
    assert [one.data["version"] for one in events(case_id=office.case_id) if one.kind == "file"] == [1, 2]
    verify(events(case_id=office.case_id))


def test_eight_forms_at_once_are_eight_versions_in_a_whole_chain() -> None:
    office = make_office()
    who = office.cast.standing(office.cast.registrar)

    def act(number: int) -> Callable[[], object]:
        return lambda: file_form(
            case_id=office.case_id, key="development_mandate", name="Mandat", form="mandate", content={"n": number}, who=who, at=MONDAY
        )

    assert at_once(*(act(number) for number in range(8))) == []
    assert numbers(office) == list(range(8, 0, -1))
    verify(events(case_id=office.case_id))
