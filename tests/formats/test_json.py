"""A procedure as JSON: the same data as its TOML, and back."""

from __future__ import annotations

import json as plain_json

import pytest
from hypothesis import given

from runut.core.errors import ProcedureInvalid
from runut.core.procedure import Procedure
from runut.formats import json, toml
from tests.core.cast import shipped
from tests.formats.procedures import procedures


@given(procedures())
def test_toml_to_json_to_toml_is_the_identity(procedure: Procedure) -> None:
    text = json.dump(procedure)
    assert json.load(text) == procedure
    assert toml.dump(json.load(text)) == toml.dump(procedure)
    assert json.dump(json.load(text)) == text


def test_the_shipped_sop_is_readable_json() -> None:
    found = plain_json.loads(json.dump(shipped()))
    assert found["procedure"]["created_on"] == "2021-04-12"
    assert found["activity"][4]["decision"] == {"approved": 6, "rejected": 3}
    assert json.load(json.dump(shipped())) == shipped()


@pytest.mark.parametrize("text", ["", "{", "[]", "1", "[" * 100_000, '{"a": ' * 50_000, "9" * 5_000, "nul", "\x00"])
def test_what_is_no_json_gets_one_sentence(text: str) -> None:
    with pytest.raises(ProcedureInvalid) as caught:
        json.load(text)
    assert [one.code for one in caught.value.reasons] == ["procedure_not_json"]
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"procedure": {"name": "x", "created_on": "12-04-2021"}}', "procedure_type"),
        ('{"procedure": {"name": "x", "created_on": 20210412}}', "procedure_type"),
        ('{"procedure": {"name": "a\\ud800b"}}', "text_control"),
        ('{"procedure": [1], "activity": {}}', "procedure_type"),
        ('{"activity": [{"number": 1, "time": {"amount": NaN, "unit": "day"}}]}', "time_amount"),
    ],
)
def test_a_fault_of_the_content_has_its_place(text: str, code: str) -> None:
    with pytest.raises(ProcedureInvalid) as caught:
        json.load(text)
    assert code in [one.code for one in caught.value.reasons]
