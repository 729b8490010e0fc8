"""What cannot be generated is an error that names the culprit, never `any`."""

import pytest
from graphql import Source, build_schema, graphql_sync

from polyclinic_schema.generate.errors import OperationError
from polyclinic_schema.generate.operation import operations_of
from polyclinic_schema.generate.read import definitions_of

from .generated import operations_from, typescript_from

SDL = "type Query { at: Moment! id: ID! } scalar Moment"


@pytest.mark.parametrize(
    ("operations", "words"),
    [
        ("query At { at }", "scalar Moment has no TypeScript type; add it to generate/scalars.py"),
        (
            "query At($at: Moment) { id @include(if: true) ...A } fragment A on Query { id }",
            "Variable '$at' is never used",
        ),
        ("{ id }", "operations.graphql: an anonymous operation; give it a name"),
        ("query A { id } query A { id }", "operations.graphql: operation A has the name of another one"),
        (
            "query A { ...F } fragment F on Query { id } fragment F on Query { id }",
            "operations.graphql: fragment F has the name of another one in operations.graphql",
        ),
        ("query A { id } fragment Lost on Query { id }", "fragment Lost is used by no operation; delete it"),
        ("query A { ...Nowhere }", "operation A: Unknown fragment 'Nowhere'"),
        ("query A { name }", "Cannot query field 'name' on type 'Query'"),
        ("query A { ...F } fragment F on Query { ...F }", "Cannot spread fragment 'F' within itself"),
        ("query A { id ", "operations.graphql:1:14"),
        ("type A { id: ID! }", "only operations and fragments belong here, found object_type_definition"),
        ("query A { id } query B { id } fragment AData on Query { id }", "fragment AData is used by no operation"),
    ],
)
def test_a_wrong_operation_is_refused_by_name(operations: str, words: str) -> None:
    with pytest.raises(OperationError) as refusal:
        typescript_from(SDL, operations)

    assert words in str(refusal.value)


def test_an_unknown_scalar_is_refused_in_variables_and_inputs_too() -> None:
    sdl = "scalar Moment input In { at: Moment } type Query { a(at: Moment): ID b(in: In): ID }"

    for operation in ("query A($at: Moment) { a(at: $at) }", "query B($in: In) { b(in: $in) }"):
        with pytest.raises(OperationError, match="scalar Moment has no TypeScript type"):
            typescript_from(sdl, operation)


def test_a_one_of_input_is_refused() -> None:
    sdl = "input In @oneOf { id: ID name: String } type Query { a(in: In!): ID }"

    with pytest.raises(OperationError, match="input In is @oneOf"):
        typescript_from(sdl, "query A($in: In!) { a(in: $in) }")


def test_two_types_of_one_name_are_refused() -> None:
    sdl = "input FindData { id: ID } type Query { find(by: FindData): ID }"

    with pytest.raises(OperationError, match="FindData would be exported 2 times"):
        typescript_from(sdl, "query Find($by: FindData) { find(by: $by) }")


def test_a_name_repeated_in_another_file_names_both_files() -> None:
    sources = [Source("query A { id }", "a.graphql"), Source("query A { id }", "b/c.graphql")]

    with pytest.raises(OperationError, match=r"b/c\.graphql: operation A has the name of another one in a\.graphql"):
        definitions_of(sources)


def test_a_fragment_may_live_in_another_file() -> None:
    sources = [Source("query A { ...F }", "a.graphql"), Source("fragment F on Query { id }", "b.graphql")]

    made = operations_of(build_schema(SDL), definitions_of(sources))

    assert [operation.text for operation in made] == ["query A{...F}fragment F on Query{id}"]


def test_only_the_fragments_an_operation_needs_ship_with_it() -> None:
    operations = "query A { ...F } query B { id } fragment F on Query { ...G } fragment G on Query { id }"

    made = operations_from(SDL, operations)

    assert [operation.text for operation in made] == [
        "query A{...F}fragment F on Query{...G}fragment G on Query{id}",
        "query B{id}",
    ]


def test_the_shipped_text_really_answers_the_typename() -> None:
    sdl = "type A { id: ID! } type B { name: ID! } union U = A | B type Query { u: U! }"
    (operation,) = operations_from(sdl, "query Q { u { ... on A { id } } }")

    answer = graphql_sync(build_schema(sdl), operation.text, {"u": {"__typename": "A", "id": "1"}})

    assert answer.data == {"u": {"__typename": "A", "id": "1"}}


def test_the_order_of_definitions_changes_no_byte() -> None:
    parts = ["query B { ...F }", "query A { ...G ...F }", "fragment F on Query { id }", "fragment G on Query { id }"]

    assert typescript_from(SDL, " ".join(parts)) == typescript_from(SDL, " ".join(reversed(parts)))
