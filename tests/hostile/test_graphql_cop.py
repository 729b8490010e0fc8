"""The twelve checks of graphql-cop (dolevf, MIT) and the one it has switched off, by their names, as tests of ours."""

from typing import Any

import pytest
from graphql import get_introspection_query

from hostile.door import OPEN, Door

Answer = dict[str, Any]


async def errors(door: Door, query: str) -> list[Answer]:
    found: list[Answer] = (await door.phone.query(query)).get("errors", [])
    return found


@OPEN
async def test_field_suggestions(door: Door) -> None:
    assert all("Did you mean" not in error["message"] for error in await errors(door, "query cop { viewr }"))


@OPEN
async def test_introspection(door: Door) -> None:
    data = (await door.phone.query("query cop { __schema { types { name fields { name } } } }"))["data"]
    assert (data is not None) == door.describes


@OPEN
async def test_circular_introspection(door: Door) -> None:
    inner = "name"
    for _ in range(5):
        inner = f"fields {{ type {{ {inner} }} }}"
    answer = await door.phone.query(f"query cop {{ __schema {{ types {{ {inner} }} }} }}")
    assert answer["data"] is None


@pytest.mark.parametrize(
    "path",
    ["/", "/graphql", "/graphiql", "/playground", "/console", "/altair", "/graphql/console", "/graphql-explorer"],
)
async def test_ide(door: Door, path: str) -> None:
    answer = await door.phone.client.get(path, headers={"Accept": "text/html"})
    words = ("graphiql", "graphql playground", "altair", "subscriptions-transport")
    assert not any(word in answer.text.lower() for word in words)


async def test_get_query(door: Door) -> None:
    assert (await door.phone.client.get("/graphql", params={"query": "query cop {__typename}"})).status_code == 405


async def test_get_mutation(door: Door) -> None:
    assert (await door.phone.client.get("/graphql", params={"query": "mutation cop {__typename}"})).status_code == 405


async def test_post_urlencoded(door: Door) -> None:
    answer = await door.phone.client.post("/graphql", data={"query": "query cop {__typename}"})
    assert answer.status_code == 415


async def test_array_batch(door: Door) -> None:
    answer = await door.phone.post([{"query": "query cop {__typename}"}] * 10)
    assert answer.status_code == 400


@OPEN
async def test_101_aliases(door: Door) -> None:
    text = "query cop {" + " ".join(f"alias{i}:__typename" for i in range(101)) + "}"
    assert [error["extensions"]["code"] for error in await errors(door, text)] == ["TOO_MANY_ALIASES"]


@OPEN
async def test_directive_overload(door: Door) -> None:
    found = await errors(door, "query cop {__typename " + "@aa" * 10 + "}")
    assert 1 <= len(found) < 10  # the check counts exactly ten errors


@OPEN
async def test_500_duplicate_fields(door: Door) -> None:
    found = await errors(door, "query cop {" + "__typename " * 500 + "}")
    assert [error["extensions"]["code"] for error in found] == ["TOO_MANY_FIELDS"]


@OPEN
async def test_tracing(door: Door) -> None:
    answer = await door.phone.query("query cop {__typename}")
    assert answer == {"data": {"__typename": "Query"}}


@OPEN
async def test_unhandled_error(door: Door) -> None:
    for text in ("qwerty cop {abc}", "{", '{patient(id:{a:{b:"\\u0000"}}){id}}'):
        found = await errors(door, text)
        assert all("exception" not in str(error).lower() and "traceback" not in str(error).lower() for error in found)
        assert {error["extensions"]["code"] for error in found} == {"INVALID_OPERATION"}


async def test_production_answers_none_of_them(door: Door) -> None:
    if door.takes_text:
        return
    for text in ("{__typename}", "query cop { viewr }", get_introspection_query(), "mutation{__typename}"):
        answer = await door.phone.post({"query": text})
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "FREE_QUERY_REFUSED")
    assert door.weighed == []
