"""What an answer or a log must never tell: names of the schema, words of an exception, what a person wrote."""

import logging
import re
from typing import Any

import pytest
import structlog

from hostile.door import MODES, OPEN, Door, codes
from polyclinic_schema import query
from polyclinic_schema.schema import build

PHONE, CODE, NAME = "+79031234567", "483920", "Анна-Мария"
SECRET = "mongodb://root:hunter2@db.internal"
NAMES = re.compile(r"^\s*(?:type|input|interface|union|enum|scalar)? *(\w+)", re.MULTILINE)
MASKED = "This request does not fit what can be asked here."

PROBES = [  # as clairvoyance and its like ask: near misses of fields, arguments, types, values and input fields
    "{viewr{id}}",
    "{viewer{ide phon peple{nam}}}",
    '{patient(idd:"x"){id}}',
    "{patient{id}}",
    "{viewer}",
    '{patient(id:"x"){conditons{edges{node{id}}}}}',
    '{patient(id:"x"){conditions(frist:1){edges{node{id}}}}}',
    '{patient(id:"x"){timeline(kinds:[VISTI]){edges{cursor}}}}',
    '{patient(id:"x"){results(first:"a"){edges{cursor}}}}',
    "mutation{signin{__typename}}",
    "mutation{signIn(input:{}){__typename}}",
    'mutation{signIn(input:{challengId:"1"}){__typename}}',
    'mutation{signIn(input:{challengeId:"1",code:"1",deviceId:"1",extra:1}){__typename}}',
    "mutation{setLocale(input:{locale:EM,idempotencyKey:1}){__typename}}",
    "{viewer{...on Patien{id}}}",
    "query($a:Patien){viewer{id}}",
    "query($a:Strin){viewer{id}}",
    "{...F} fragment F on Viewr{id}",
    "{viewer{id @inclde(if:true)}}",
    "{viewer{id @include(iff:true)}}",
]


def schema_names() -> set[str]:
    """Every name of the schema that says something about it (`id` and the like stand in any text)."""
    schema = build()._schema
    types = [kind for name, kind in schema.type_map.items() if not name.startswith("__")]
    fields = {name for kind in types for name in getattr(kind, "fields", {})}
    arguments = {
        name for kind in types for field in getattr(kind, "fields", {}).values() for name in getattr(field, "args", {})
    }
    values = {name for kind in types for name in getattr(kind, "values", {})}
    names = {kind.name for kind in types} | fields | arguments | values
    return {name for name in names if len(name) > 2}


KNOWN = schema_names()


def told(answer: str, asked: str) -> set[str]:
    """Names of the schema in an answer that the asker had not written."""
    return (set(re.findall(r"\w+", answer)) & KNOWN) - set(re.findall(r"\w+", asked))


def test_there_are_names_to_keep() -> None:
    assert {"viewer", "SignInInput", "challengeId", "VISIT", "kinds"} <= KNOWN


async def test_a_misspelt_name_is_not_put_right(door: Door, subtests: pytest.Subtests) -> None:
    for probe in PROBES:
        with subtests.test(probe):
            answer = await door.phone.post({"query": probe})
            messages = [error["message"] for error in answer.json()["errors"]]
            assert codes(answer)
            assert "Did you mean" not in " ".join(messages)
            # A developer may ask the schema itself; nobody else is told a name.
            assert door.describes or told(" ".join(messages).replace(MASKED, ""), "") == set()
            assert door.mode != "production, open to text" or set(messages) == {MASKED}
    assert door.executed == 0


@pytest.mark.parametrize("door", [mode for mode in MODES if mode != "development"], indirect=True)
@pytest.mark.parametrize(
    "variables",
    [{}, {"input": None}, {"input": {}}, {"input": {"challengId": "1"}}, {"input": [1]}, {"input": {"code": {}}}, {"inptu": 1}],
)  # fmt: skip
async def test_wrong_variables_of_a_trusted_document_tell_nothing(door: Door, variables: dict[str, Any]) -> None:
    from phone import document_id

    answer = await door.phone.post({"documentId": document_id("SignIn"), "variables": variables})
    assert {error["message"] for error in answer.json()["errors"]} == {MASKED}
    assert codes(answer) == ["INVALID_OPERATION"] * len(answer.json()["errors"])


@OPEN
@pytest.mark.parametrize("raised", [RuntimeError, KeyError, ValueError, TimeoutError, RecursionError])
async def test_the_words_of_an_exception_stay_here(
    door: Door, raised: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> Any:
        raise raised(f"{SECRET} says {NAME}")

    monkeypatch.setattr(query, "account_row", broken)
    with structlog.testing.capture_logs() as logged:
        answer = await door.phone.post({"query": "{viewer{id}}"})
    [error] = answer.json()["errors"]
    assert set(error) == {"message", "path", "locations", "extensions"}
    assert error["extensions"]["code"] == ("TIMEOUT" if raised is TimeoutError else "INTERNAL")
    [fault] = [entry for entry in logged if entry["event"] == "fault"]
    assert (fault["type"], fault["id"]) == (raised.__name__, error["extensions"]["id"])
    for place in (answer.text, str(logged)):
        assert "hunter2" not in place
        assert NAME not in place


@pytest.mark.parametrize(
    "text",
    [
        f'mutation{{signIn(input:{{challengeId:"c",code:"{CODE}",deviceId:"{PHONE}"}}){{__typename}}}}',
        f'mutation{{signIn(input:{{challengeId:"c",code:"{CODE}",phone:"{PHONE}"}}){{__typename}}}}',
        f'mutation{{requestSignInCode(input:{{phone:"{PHONE}",locale:RU,deviceId:"{NAME}",idempotencyKey:"{CODE}"}}){{__typename}}}}',
        f'{{patient(id:"{PHONE}"){{id name(x:"{NAME}"){{text}}}}}}',
        f'{{patient(id:"{PHONE} {NAME} {CODE}"){{id}}}}',
        f'{{"{PHONE}" {NAME} {CODE}',
        f'{{viewer{{id @aa(x:"{PHONE} {NAME} {CODE}")}}}}',
    ],
)  # fmt: skip
async def test_nothing_a_person_wrote_is_in_a_log(
    door: Door, text: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), structlog.testing.capture_logs() as logged:
        await door.codes(text)
        await door.phone.post({"query": "query($x:Int){viewer{id}}", "variables": {"x": f"{PHONE} {NAME} {CODE}"}})
        await door.phone.client.post("/graphql", params={"phone": PHONE}, json={"query": text})
    assert [entry["event"] for entry in logged].count("request") == 3
    ours = [str(entry.__dict__) for entry in caplog.records if not entry.name.startswith("pymongo")]
    said = " ".join([str(logged), *capsys.readouterr(), *ours])
    for word in (PHONE, CODE, NAME):
        assert word not in said
