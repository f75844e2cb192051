"""The feature list: who writes it and when, its order, its numbers, and that what was filed is what is approved."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.documents.queries import current_form
from runut.people.queries import Standing
from runut.planning import services
from runut.planning.queries import feature, features, part_state, removed_features
from runut.planning.services import FeatureText
from runut.planning.services.features import MOST
from tests.builders import Story

KEY = "analysis_document"


def dev(story: Story) -> Standing:
    return story.cast.standing(story.cast.developer_one)


def add(story: Story, name: str, **more: str) -> int:
    return services.add_feature(case_id=story.case_id, text=FeatureText(name=name, **more), who=dev(story), at=story.at)


def names(story: Story) -> list[str]:
    return [one.name for one in features(case_id=story.case_id)]


def file(story: Story) -> int:
    return services.file_features(case_id=story.case_id, name="Dokumen analisis", who=dev(story), at=story.at)


def state(story: Story, key: str = KEY) -> str:
    return next(one.state for one in story.page().items if one.key == key)


def test_features_are_numbered_and_a_number_is_never_given_twice(story: Story) -> None:
    assert [add(story, "Masuk"), add(story, "Daftar")] == [1, 2]
    services.remove_feature(case_id=story.case_id, number=2, who=dev(story), at=story.at)
    assert add(story, "Rekap") == 3
    assert names(story) == ["Masuk", "Rekap"]
    assert [one.name for one in removed_features(case_id=story.case_id)] == ["Daftar"]


def test_a_removed_feature_comes_back_to_its_place(story: Story) -> None:
    for name in ("A", "B", "C"):
        add(story, name)
    services.remove_feature(case_id=story.case_id, number=2, who=dev(story), at=story.at)
    services.restore_feature(case_id=story.case_id, number=2, who=dev(story), at=story.at)
    assert names(story) == ["A", "B", "C"]
    with pytest.raises(NotFound):
        services.restore_feature(case_id=story.case_id, number=2, who=dev(story), at=story.at)


@pytest.mark.parametrize(
    ("move", "order"),
    [
        ({"number": 3, "step": -1}, "ACBD"),
        ({"number": 1, "step": -1}, "ABCD"),
        ({"number": 4, "step": 1}, "ABCD"),
        ({"number": 1, "step": 1}, "BACD"),
        ({"number": 4, "before": 1}, "DABC"),
        ({"number": 1, "before": 0}, "BCDA"),
        ({"number": 2, "before": 99}, "ACDB"),
    ],
)
def test_features_are_put_in_order(story: Story, move: dict[str, int], order: str) -> None:
    for name in "ABCD":
        add(story, name)
    services.move_feature(case_id=story.case_id, who=dev(story), at=story.at, **move)
    assert "".join(names(story)) == order
    assert [one.number for one in features(case_id=story.case_id) if one.name == "C"] == [3]


def test_of_two_who_change_one_feature_the_second_is_told_who_was_first(story: Story) -> None:
    add(story, "Masuk")
    seen = feature(case_id=story.case_id, number=1).version
    other = story.cast.standing(story.cast.developer_two)
    services.change_feature(
        case_id=story.case_id, number=1, text=FeatureText(name="Masuk dengan NIP"), version=seen, who=other, at=story.at
    )
    with pytest.raises(Refused) as refused:
        services.change_feature(case_id=story.case_id, number=1, text=FeatureText(name="Log in"), version=seen, who=dev(story), at=story.at)
    assert refused.value.code == "plan_changed" and refused.value.reasons[0].params == {"name": "Dodi Contoh"}
    assert names(story) == ["Masuk dengan NIP"]


@pytest.mark.parametrize("person", ["registrar", "technical_one", "user", "division_head", "administrator"])
def test_only_the_team_writes_it(story: Story, person: str) -> None:
    who = story.cast.standing(getattr(story.cast, person))
    with pytest.raises(NotPermitted):
        services.add_feature(case_id=story.case_id, text=FeatureText(name="Masuk"), who=who, at=story.at)
    assert names(story) == []


def test_who_does_not_see_the_case_finds_nothing(story: Story) -> None:
    with pytest.raises(NotFound):
        services.add_feature(
            case_id=story.case_id, text=FeatureText(name="Masuk"), who=story.cast.standing(story.cast.outsider), at=story.at
        )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FeatureText(name="  "), "text_missing"),
        (FeatureText(name="x" * 201), "text_too_long"),
        (FeatureText(name="Masuk", criteria="x" * 4001), "text_too_long"),
        (FeatureText(name="Masuk", priority="urgent"), "priority_unknown"),
        (FeatureText(name="Ma\x00suk"), "text_characters"),
    ],
)
def test_what_no_feature_can_say_is_refused(story: Story, text: FeatureText, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        services.add_feature(case_id=story.case_id, text=text, who=dev(story), at=story.at)
    assert refused.value.code == code


def test_filing_the_list_fulfils_the_deliverable_with_what_stands_in_it(story: Story) -> None:
    add(story, "Masuk", purpose="Petugas masuk dengan NIP.", priority="must", criteria="Petugas melihat daftarnya.")
    add(story, "Rekap", priority="could")
    file(story)
    version, content = current_form(case_id=story.case_id, key=KEY, form="features") or (None, {})
    assert version is not None and version.number == 1
    assert content == {
        "features": [
            {
                "number": 1,
                "name": "Masuk",
                "purpose": "Petugas masuk dengan NIP.",
                "priority": "must",
                "criteria": "Petugas melihat daftarnya.",
            },
            {"number": 2, "name": "Rekap", "purpose": "", "priority": "could", "criteria": ""},
        ]
    }
    assert state(story) == "filed"


def test_an_empty_list_is_not_filed(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        file(story)
    assert refused.value.code == "feature_none"
    assert state(story) == "missing"


def test_a_list_that_was_changed_after_it_was_filed_holds_the_activity_until_it_is_filed_again(story: Story) -> None:
    add(story, "Masuk")
    file(story)
    story.supply()
    add(story, "Rekap")
    assert state(story) == "unfiled"
    with pytest.raises(Refused) as refused:
        story.certify()
    assert [one.code for one in refused.value.reasons] == ["output_unfiled"]
    file(story)
    assert part_state(case_id=story.case_id, key=KEY).unfiled is False
    story.certify()
    assert story.activity == 4


def test_a_file_in_its_place_is_accepted_though_features_were_begun(story: Story) -> None:
    add(story, "Masuk")
    story.to(4)
    assert story.activity == 4


def test_it_is_frozen_when_its_activity_is_complete_and_opens_again_in_the_next_round(story: Story) -> None:
    add(story, "Masuk")
    file(story)
    story.to(4)
    with pytest.raises(Refused) as refused:
        add(story, "Rekap")
    assert refused.value.code == "document_sealed"
    story.to(5)
    story.reject("Belum lengkap", "Tambah rekap")
    assert add(story, "Rekap") == 2


def test_a_file_writes_all_of_its_rows_or_none(story: Story) -> None:
    add(story, "Masuk")
    add(story, "Rekap")
    rows = [(1, FeatureText(name="Masuk dengan NIP")), (2, FeatureText(name="Rekap")), (None, FeatureText(name="Unduh"))]
    assert services.import_features(case_id=story.case_id, rows=rows, who=dev(story), at=story.at) == (1, 1)
    assert names(story) == ["Masuk dengan NIP", "Rekap", "Unduh"]
    with pytest.raises(Invalid) as refused:
        services.import_features(
            case_id=story.case_id, rows=[(None, FeatureText(name="Lain")), (9, FeatureText(name="Hilang"))], who=dev(story), at=story.at
        )
    assert refused.value.code == "feature_number_unknown"
    assert names(story) == ["Masuk dengan NIP", "Rekap", "Unduh"]


def test_a_list_has_its_bound(story: Story) -> None:
    rows = [(None, FeatureText(name=f"Fitur {one}")) for one in range(MOST)]
    services.import_features(case_id=story.case_id, rows=rows, who=dev(story), at=story.at)
    with pytest.raises(Invalid) as refused:
        add(story, "Satu lagi")
    assert refused.value.code == "features_many"
    assert len(names(story)) == MOST


def test_reading_and_adding_take_as_many_statements_for_many_features(story: Story) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            features(case_id=story.case_id)
            add(story, "Fitur")
        counts.append(len(asked.captured_queries))
        rows = [(None, FeatureText(name=f"Fitur {one}")) for one in range(30)]
        services.import_features(case_id=story.case_id, rows=rows, who=dev(story), at=story.at)
    # The first change of a case's list makes the row that counts its changes.
    assert counts[1] <= counts[0]
