"""Documents that are meant to hurt: decided before a resolver runs, with work that grows with their text alone."""

import pytest
from graphql import get_introspection_query

from hostile.door import OPEN, Door
from phone import Phone
from polyclinic.main.open import House
from polyclinic.proving.bench.hostile_documents import bomb, documents, in_patient
from polyclinic_schema.documents import LISTED, trusted
from polyclinic_schema.generate.documents import read_documents
from polyclinic_schema.limits.decide import Decider
from polyclinic_schema.schema import build

HOSTILE = {name: case for name, case in documents().items() if case.code != "UNAUTHENTICATED"}
LARGER = {
    "5000 duplicate fields": ("{" + "viewer{id} " * 5000 + "}", "TOO_MANY_TOKENS"),
    "1000 aliases": ("{" + "".join(f"a{i}:viewer{{id}} " for i in range(1000)) + "}", "TOO_MANY_TOKENS"),
    "a number of 50,000 digits": (in_patient("results(first:" + "9" * 50_000 + "){edges{cursor}}"), "INVALID_OPERATION"),
    "60 kB of braces": ("{" * 60_000, "INVALID_OPERATION"),
    "60 kB of comments": ("#" * 60_000 + "\n{", "INVALID_OPERATION"),
}  # fmt: skip


async def test_a_hostile_document_is_refused_before_a_resolver_runs(door: Door, subtests: pytest.Subtests) -> None:
    for name, case in HOSTILE.items():
        with subtests.test(name):
            door.weighed.clear()
            found = await door.codes(case.text)
            if door.takes_text:
                assert case.code in found
                assert [weighed.visited <= 1000 for weighed in door.weighed] == [True]  # no document has more tokens
            else:
                assert (found, door.weighed) == (["FREE_QUERY_REFUSED"], [])
    assert door.executed == 0


async def test_a_larger_one_too(door: Door, subtests: pytest.Subtests) -> None:
    for name, (text, code) in LARGER.items():
        with subtests.test(name):
            assert (await door.codes(text))[0] == (code if door.takes_text else "FREE_QUERY_REFUSED")
    assert door.executed == 0


@pytest.mark.parametrize("levels", range(15, 39))
def test_a_bomb_is_walked_once(levels: int) -> None:
    decision = build().decider.decide(bomb(levels))
    assert decision.measured.visited <= 2 * levels + 3
    assert decision.errors


@OPEN
async def test_15_aliases_pass_and_16_do_not(door: Door) -> None:
    many = ["{" + "".join(f"a{i}:viewer{{id}} " for i in range(count)) + "}" for count in (15, 16)]
    assert await door.codes(many[0]) == []
    assert await door.codes(many[1]) == ["TOO_MANY_ALIASES"]
    assert door.executed == 1


@pytest.mark.parametrize("count", [10, 490])
async def test_directives(door: Door, count: int) -> None:
    found = await door.codes("{viewer{id " + "@aa" * count + "}}")
    expected = "INVALID_OPERATION" if count == 10 else "TOO_MANY_DIRECTIVES"
    assert set(found) == {expected if door.takes_text else "FREE_QUERY_REFUSED"}
    assert len(found) <= 6  # not one error for each
    assert door.executed == 0


@OPEN
@pytest.mark.parametrize("first", ["200000", "-100000", "0", "101", "2147483647"])
async def test_no_page_is_longer_than_100(door: Door, first: str) -> None:
    rows = "{edges{node{id}}}"
    literal = f'{{patient(id:"{door.patient_id}"){{conditions(first:{first}){rows}}}}}'
    default = f'query($n:Int!={first}){{patient(id:"{door.patient_id}"){{conditions(first:$n){rows}}}}}'
    variable = f'query($n:Int!){{patient(id:"{door.patient_id}"){{conditions(first:$n){rows}}}}}'
    assert await door.codes(literal) == ["INVALID_INPUT"]
    assert await door.codes(default) == ["INVALID_INPUT"]
    assert await door.codes(variable, variables={"n": int(first)}) == ["INVALID_INPUT"]
    honest = await door.phone.query(literal.replace(f"first:{first}", "first:100"))
    assert len(honest["data"]["patient"]["conditions"]["edges"]) == 1


@pytest.mark.parametrize("first", ["100", "-100000", "200000", "$n"])
async def test_pages_in_pages_are_counted_as_full_whatever_is_written(door: Door, first: str) -> None:
    trend = f"results(first:{first}){{edges{{node{{observations{{trend(last:100){{points{{id}}}}}}}}}}}}"
    text = f'query($n:Int!=1){{patient(id:"{door.patient_id}"){{{trend} id}}}}'
    found = await door.codes(text if first == "$n" else text.replace("($n:Int!=1)", ""))
    assert found == ["TOO_COSTLY" if door.takes_text else "FREE_QUERY_REFUSED"]
    assert door.executed == 0


async def test_an_operation_that_the_document_has_not(door: Door) -> None:
    for more in ({"operationName": "Other"}, {"operationName": ""}):
        expected = "UNKNOWN_OPERATION" if door.takes_text else "FREE_QUERY_REFUSED"
        assert await door.codes("query Q {viewer{id}}", **more) == [expected]
    for empty in ("", " ", "#", "fragment F on Query{viewer{id}}", "type Query{a:Int}", "subscription{viewer{id}}"):
        assert await door.codes(empty) != []
    assert door.executed == 0


async def test_the_schema_describes_itself_only_in_development(door: Door) -> None:
    for text in (get_introspection_query(), "{__schema{types{name}}}", '{viewer{id} __type(name:"Query"){name}}'):
        answer = await door.phone.post({"query": text})
        if door.describes:
            assert "errors" not in answer.json()
        else:
            expected = "INTROSPECTION_OFF" if door.takes_text else "FREE_QUERY_REFUSED"
            assert [error["extensions"]["code"] for error in answer.json()["errors"]] == [expected]
            assert answer.json()["data"] is None
    circle = "{__schema{types{" + "fields{type{" * 4 + "name" + "}}" * 4 + "}}}"
    assert await door.codes(circle) != []


def test_every_shipped_operation_is_within_the_limits() -> None:
    decider = build(introspection=False).decider
    texts = [document.text for document in read_documents(LISTED).values()]
    assert len(texts) >= 10
    assert [decider.decide(text).errors for text in texts] == [()] * len(texts)
    assert set(trusted().values()) <= set(texts)


def test_the_limits_hold_for_whoever_executes_through_the_schema() -> None:
    assert [type(found).__name__ for found in build().get_extensions()] == ["Decided"]
    result = build().execute_sync(bomb(20))
    assert result.data is None
    assert [error.extensions["code"] for error in result.errors or ()] == ["TOO_MANY_FIELDS"]


async def test_a_refused_document_is_not_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, kept = Phone(house), []
    monkeypatch.setattr(Decider, "_remember", lambda *given: kept.append(given[2].document))
    await phone.query(bomb(20))
    assert kept == [None]


def test_the_documents_of_the_benchmark_are_all_here() -> None:
    assert len(documents()) == 51
