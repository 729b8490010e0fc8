"""Hypothesis at the two entries, JSON and document: every answer is proper, and no fault of ours is ever behind one."""

from typing import Any

import pytest
from graphql import DocumentNode, GraphQLError, parse
from hypothesis import example, given, settings

from hostile.door import OPEN, Door, codes
from hostile.fuzz import BODIES, DOCUMENTS, FUZZ, VALID, VARIABLES, as_bytes
from phone import document_id
from polyclinic_schema.limits.decide import Decider
from polyclinic_schema.limits.measure import measure
from polyclinic_schema.limits.walk import GIVE_UP
from polyclinic_schema.schema import build

pytestmark = pytest.mark.slow
SCHEMA = build()._schema
SHIPPED = [
    "SignIn",
    "RequestSignInCode",
    "RefreshSession",
    "SetLocale",
    "ClaimRecord",
    "Viewer",
    "Timeline",
    "Result",
    "Home",
]


@FUZZ
@given(body=BODIES)
@example(body=b'{"query":"{viewer{id}}","variables":{"":{"":[]}}}')
@example(body=b'{"documentId":"\\u0000"}')
async def test_any_body(door: Door, body: bytes) -> None:
    answer = await door.phone.post(body)
    assert codes(answer) or answer.json()["data"]


@FUZZ
@given(text=DOCUMENTS)
async def test_any_document(door: Door, text: str) -> None:
    answer = await door.phone.post(as_bytes({"query": text, "variables": {"n": 1}}))
    assert codes(answer) or answer.json()["data"]
    assert all(weighed.visited <= 2000 for weighed in door.weighed)


@OPEN
@FUZZ
@given(text=VALID, variables=VARIABLES)
async def test_any_valid_document_with_any_variables(door: Door, text: str, variables: dict[str, Any]) -> None:
    codes(await door.phone.post(as_bytes({"query": text, "variables": variables})))


@pytest.mark.parametrize("name", SHIPPED)
@settings(FUZZ, max_examples=30)
@given(variables=VARIABLES)
async def test_any_variables_of_a_shipped_operation(door: Door, name: str, variables: dict[str, Any]) -> None:
    given_person = {"patientId": door.patient_id, **variables}
    codes(await door.phone.post(as_bytes({"documentId": document_id(name), "variables": given_person})))


@settings(FUZZ, max_examples=400)
@given(text=DOCUMENTS)
def test_the_decision_is_a_yes_with_a_document_or_a_no_with_reasons(text: str) -> None:
    decision = Decider(SCHEMA).decide(text)
    assert (decision.document is None) == bool(decision.errors)


@settings(FUZZ, max_examples=200)
@given(text=DOCUMENTS)
def test_a_document_weighs_the_same_twice_and_no_less_than_its_parts(text: str) -> None:
    try:
        document = parse(text, max_lexical_tokens=1000)
    except GraphQLError:
        return
    found = measure(document, SCHEMA)
    assert measure(document, SCHEMA) == found
    if found.nesting > GIVE_UP:
        return
    parts = [measure(DocumentNode(definitions=(node,)), SCHEMA) for node in document.definitions]
    assert all(part.fields <= found.fields for part in parts)
    assert all(part.depth <= found.depth and part.aliases <= found.aliases for part in parts)
