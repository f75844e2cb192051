"""`#12` in a commit's message leads to the task of that number, and the task to the commits that name it."""

from __future__ import annotations

import pytest

from runut.cases.mentions import Named, linked, named_in, namings, numbers_in
from runut.core.ledger import timestamp
from runut.planning.services.tasks import TaskText, add_task
from runut.repositories import git
from runut.repositories.models import Mention
from runut.repositories.queries import pushes
from runut.repositories.services import make_repository, note_pushes
from tests import gits
from tests.builders import Story

NONE = "0" * 40


@pytest.fixture
def repository(story: Story) -> int:
    who = story.cast.standing(story.cast.registrar)
    number = make_repository(case_id=story.case_id, title="Source code repository", who=who, at=story.at).pk
    story.to(3)
    for name in ("Halaman masuk", "Cetak <b>tiket</b>"):
        text = TaskText(name=name)
        add_task(case_id=story.case_id, text=text, who=story.cast.standing(story.cast.developer_one), at=story.at)
    return number


def push(repository: int, story: Story, *messages: str, branch: str = "main") -> list[str]:
    return gits.push(repository, *messages, user_id=story.cast.developer_one, at=story.at, branch=branch)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("#1", [1]),
        ("Perbaiki #12, lalu (#3) dan #12.", [12, 3]),
        ("#0 #01 #1234567 C#7 a#1 #12ab ##4 &#5; https://contoh.test/#6 #٣", []),
        ("", []),
    ],
)
def test_a_number_is_named_only_as_a_word_of_its_own(text: str, numbers: list[int]) -> None:
    assert numbers_in(text) == numbers


def test_what_is_no_task_stays_text_and_html_stays_harmless() -> None:
    known = {2: Named(number=2, title='"><script>', address="/tugas/2/")}
    said = str(linked("<img src=x onerror=alert(1)> #2 & #3", known))
    assert said == ('&lt;img src=x onerror=alert(1)&gt; <a href="/tugas/2/" title="&quot;&gt;&lt;script&gt;">#2</a> &amp; #3')


def test_names_are_found_in_one_case_alone(repository: int, story: Story) -> None:
    found = named_in(story.case_id, ["Selesai #2", "#9"])
    assert [(one.number, one.title) for one in found.values()] == [(2, "Cetak <b>tiket</b>")]
    assert named_in(story.case_id + 1, ["Selesai #2"]) == {}


def test_a_task_tells_the_commits_that_name_it(repository: int, story: Story) -> None:
    first, second = push(repository, story, "Halaman masuk, #1\n\nJuga menyentuh #2.", "Rapikan #2")
    told = namings(story.case_id, 2, who=story.cast.standing(story.cast.technical_one), at=story.at)
    assert {(one.title, one.label) for one in told} == {("Halaman masuk, #1", first[:8]), ("Rapikan #2", second[:8])}
    assert [one.label for one in namings(story.case_id, 1, who=story.cast.standing(story.cast.developer_one), at=story.at)] == [first[:8]]


def test_who_does_not_read_the_code_is_not_told_of_commits(repository: int, story: Story) -> None:
    push(repository, story, "Rapikan #2")
    assert namings(story.case_id, 2, who=story.cast.standing(story.cast.user), at=story.at) == []


def test_a_push_keeps_how_many_commits_came_and_their_first_lines(repository: int, story: Story) -> None:
    push(repository, story, *(f"Langkah {n}\n\nIsi" for n in range(8)))
    story.at = story.at.replace(minute=58)
    push(repository, story, "Sendiri", branch="cetak")
    own, main = pushes(repository_id=repository)
    assert (main.commits, main.lines) == (8, ("Langkah 7", "Langkah 6", "Langkah 5", "Langkah 4", "Langkah 3"))
    assert (own.ref, own.kind, own.commits, own.lines) == ("cetak", "made", 1, ("Sendiri",))


def test_a_hostile_message_is_noted_without_what_no_line_holds(repository: int, story: Story) -> None:
    push(repository, story, "Jahat \x1b[31m\u202emerah\x1f #2 " + "x" * 5000 + "\n" + " ".join(f"#{n}" for n in range(1, 500)))
    [pushed] = pushes(repository_id=repository)
    assert pushed.lines[0].startswith("Jahat [31mmerah #2 x") and len(pushed.lines[0]) == 200
    assert Mention.objects.count() == 20


def test_a_commit_that_is_not_there_brings_nothing(repository: int, story: Story) -> None:
    line = f"{timestamp(story.at)} {story.cast.developer_one} {NONE} {'a' * 40} refs/heads/main\n"
    (git.folder(repository) / "pushes-1").write_text(line)
    note_pushes(repository_id=repository)
    [pushed] = pushes(repository_id=repository)
    assert (pushed.commits, pushed.lines) == (0, ())
