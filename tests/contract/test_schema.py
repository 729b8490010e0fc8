"""The schema is a promise: its text is in the repository, it has one shape, and a promise cannot be broken unseen."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLObjectType,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    parse,
    validate,
    visit,
)

from polyclinic.kit import page
from polyclinic.kit.errors import DomainError, InvalidInputError
from polyclinic_schema.generate.documents import read_documents
from polyclinic_schema.generate.write import DOCUMENTS
from polyclinic_schema.schema import sdl
from polyclinic_schema.types.problem import TABLE, problem_of
from tests.contract import shape

ROOT = Path(__file__).resolve().parents[2]
SDL = (ROOT / "schema/schema.graphql").read_text("utf8")
SCHEMA = build_schema(SDL)
COPY = build_schema(SDL, assume_valid=True)
SHIPPED = {name: parse(document.text) for name, document in read_documents(ROOT / DOCUMENTS).items()}

Question = Callable[[GraphQLSchema], Iterator[str]]

QUESTIONS = (shape.undescribed, shape.misshapen_mutations, shape.misshapen_problems, shape.unbounded_connections)
SPOILT: tuple[tuple[Question, str, str, list[str]], ...] = (
    (shape.undescribed, '  """The signed-in person."""\n  viewer', "  viewer", ["Query.viewer"]),
    (shape.undescribed, '"""WRONG_CODE: not the code we sent."""\n', "", ["WrongCodeProblem"]),
    (shape.undescribed, '"""The language for messages and for names."""\n', "", ["SetLocaleInput"]),
    (
        shape.misshapen_mutations,
        "setLocale(input: SetLocaleInput!)",
        "setLocale(input: SetLocaleInput!, again: Int)",
        ["setLocale: takes ['input', 'again']"],
    ),
    (
        shape.misshapen_mutations,
        "setLocale(input: SetLocaleInput!)",
        "setLocale(input: SetLocaleInput)",
        ["setLocale: its input is SetLocaleInput"],
    ),
    (
        shape.misshapen_mutations,
        "  locale: Locale!\n  idempotencyKey: ID!\n}",
        "  locale: Locale!\n}",
        ["setLocale: idempotencyKey is missing, or stands there though it is listed as keyed otherwise"],
    ),
    (
        shape.misshapen_mutations,
        "  locale: Locale!\n  idempotencyKey: ID!\n}",
        "  locale: Locale!\n  idempotencyKey: ID\n}",
        ["setLocale: idempotencyKey is ID"],
    ),
    (shape.misshapen_mutations, "): SetLocaleResult!", "): LocaleSet!", ["setLocale: returns LocaleSet!"]),
    (
        shape.misshapen_mutations,
        "union SetLocaleResult = LocaleSet |",
        "union SetLocaleResult =",
        ["setLocale: succeeds in []"],
    ),
    (
        shape.misshapen_problems,
        "type WrongCodeProblem implements Problem {",
        "type WrongCodeProblem {",
        ["WrongCodeProblem is a Problem by name or by interface alone"],
    ),
    (
        shape.misshapen_problems,
        "type SessionEndedProblem implements Problem {\n  code: String!",
        "type SessionEndedProblem implements Problem {\n  code: String",
        ["SessionEndedProblem lacks code or message"],
    ),
    (
        shape.unbounded_connections,
        "conditions(first: Int! = 20, ",
        "conditions(first: Int! = 101, ",
        ["Patient.conditions gives 101 by default"],
    ),
    (
        shape.unbounded_connections,
        "conditions(first: Int! = 20, ",
        "conditions(",
        ["Patient.conditions has no first with a default"],
    ),
    (
        shape.unbounded_connections,
        "conditions(first: Int! = 20, after: String = null)",
        "conditions(first: Int! = 20)",
        ["Patient.conditions has no after"],
    ),
)
NEVER_A_RESULT = {
    "NOT_FOUND": "a missing or foreign patient is null, never a problem",
    "UNAUTHENTICATED": "stands in `errors`, so that every operation can meet it",
}
"""Codes of refusals that people meet and that are no member of a result, each with the reason."""


def test_the_text_in_the_repository_is_the_schema_that_answers() -> None:
    assert sdl() == SDL, "run `make sdl` and commit"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_the_schema_is_well_made(question: Question) -> None:
    assert list(question(SCHEMA)) == []


@pytest.mark.parametrize(("question", "good", "bad", "expected"), SPOILT)
def test_a_spoilt_schema_is_seen(question: Question, good: str, bad: str, expected: list[str]) -> None:
    assert SDL.count(good) == 1

    assert list(question(build_schema(SDL.replace(good, bad)))) == expected


def test_every_question_is_proven() -> None:
    assert {question for question, *_ in SPOILT} == set(QUESTIONS)


def test_what_is_keyed_otherwise_is_a_mutation() -> None:
    assert SCHEMA.mutation_type
    assert set(shape.KEYED_OTHERWISE) <= set(SCHEMA.mutation_type.fields)


def test_no_page_is_longer_than_a_hundred() -> None:
    assert page.MOST == shape.MOST
    assert page.checked(100) == 100
    for first in (0, -1, 101):
        with pytest.raises(InvalidInputError):
            page.checked(first)


def test_every_problem_has_its_refusal() -> None:
    assert {problem.__name__ for problem in TABLE.values()} == set(shape.problems_of(SCHEMA))
    assert len(set(TABLE.values())) == len(TABLE)


@pytest.mark.parametrize("error", TABLE, ids=lambda error: error.code)
def test_a_refusal_becomes_its_problem(error: type[DomainError]) -> None:
    takes = inspect.signature(error).parameters
    refused = cast(Callable[..., DomainError], error)(
        **{name: 7 if word.annotation is int else name for name, word in takes.items()}
    )
    problem = problem_of(refused)

    assert (type(problem), problem.code, problem.message) == (TABLE[error], error.code, str(refused))
    assert (shape.problems_of(SCHEMA)[type(problem).__name__].description or "").startswith(f"{error.code}: ")
    assert {name: getattr(problem, name) for name in takes if name != "message" and hasattr(problem, name)} == {
        name: getattr(refused, name) for name in takes if hasattr(refused, name) and name != "message"
    }


def test_what_people_can_meet_is_in_the_table_or_listed() -> None:
    met = {error.code for error in DomainError.__subclasses__() if error.__module__ == "polyclinic.kit.errors"}

    assert met == {error.code for error in TABLE if error.__module__ == "polyclinic.kit.errors"} | set(NEVER_A_RESULT)


class _Asked(Visitor):
    """Collects every field that an operation asks for, as (type, field)."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.found: set[tuple[str, str]] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent = self.types.get_parent_type()
        if parent and not node.name.value.startswith("__"):
            self.found.add((parent.name, node.name.value))


def asked() -> dict[tuple[str, str], list[DocumentNode]]:
    """Every field that a shipped operation asks for, with the operations that do."""
    found: dict[tuple[str, str], list[DocumentNode]] = {}
    for document in SHIPPED.values():
        types = TypeInfo(SCHEMA)
        collector = _Asked(types)
        visit(document, TypeInfoVisitor(types, collector))
        for place in sorted(collector.found):
            found.setdefault(place, []).append(document)
    return found


@contextmanager
def without(kind: str, field: str) -> Iterator[GraphQLSchema]:
    """A copy of the schema with one field taken away."""
    owner = COPY.type_map[kind]
    assert isinstance(owner, GraphQLObjectType)
    taken = owner.fields.pop(field)
    yield COPY
    owner.fields[field] = taken


def test_a_field_that_the_app_asks_for_cannot_go_unseen() -> None:
    fields, unseen = asked(), []
    for place, documents in fields.items():
        with without(*place) as less:
            unseen += [place] if not validate(less, documents[0], max_errors=1) else []

    assert {("Query", "viewer"), ("Mutation", "signIn"), ("WrongCodeProblem", "triesLeft")} <= set(fields)
    assert unseen == []


def test_the_text_without_a_field_is_seen_too() -> None:
    less = build_schema(SDL.replace("  triesLeft: Int!\n", ""))

    assert any("'triesLeft'" in error.message for text in SHIPPED.values() for error in validate(less, text))


def test_a_field_that_nobody_asks_for_may_go() -> None:
    spared = ("HumanName", "given")

    assert spared not in asked()
    with without(*spared) as less:
        assert [error for document in SHIPPED.values() for error in validate(less, document)] == []
