"""The whole of `ops.gen.ts`."""

import json
import re
from collections import Counter
from collections.abc import Iterable

from graphql import FragmentDefinitionNode, GraphQLEnumType, GraphQLSchema

from polyclinic_schema.generate.collect import Asked, Collector
from polyclinic_schema.generate.errors import OperationError
from polyclinic_schema.generate.inputs import Inputs
from polyclinic_schema.generate.operation import Operation
from polyclinic_schema.generate.output import Answers, Composite
from polyclinic_schema.generate.render import shape_text

HEADER = """\
// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};
"""


def typescript_of(schema: GraphQLSchema, operations: list[Operation]) -> str:
    """Return the TypeScript of all operations: enums, inputs, fragments, then one block per operation, by name."""
    enums: dict[str, GraphQLEnumType] = {}
    inputs = Inputs(schema, enums)
    blocks = [_operation(schema, operation, inputs, enums) for operation in operations]
    fragments = [_fragment(schema, operation, name, enums) for operation, name in _fragments(operations)]
    objects = inputs.objects()
    parts = [HEADER, *_enums(enums), *(f"{text}\n" for text in objects), *fragments, *blocks]
    _check_names(parts)
    return "\n".join(parts)


def _operation(schema: GraphQLSchema, operation: Operation, inputs: Inputs, enums: dict[str, GraphQLEnumType]) -> str:
    name = operation.name
    root = schema.get_root_type(operation.node.operation)
    if root is None:
        raise OperationError(f"operation {name}: the schema has no {operation.node.operation.value} type")
    answers = Answers(Collector(schema, operation.fragments), enums)
    data = shape_text(answers.composite(root, [Asked(operation.node.selection_set)]))
    return (
        f"export type {name}Data = {data};\n"
        f"export type {name}Variables = {inputs.variables(operation)};\n"
        f"export const {name}: Operation<{name}Data, {name}Variables> = {{\n"
        f"  name: {json.dumps(name)},\n"
        f"  id: {json.dumps(operation.id)},\n"
        f"  text: {json.dumps(operation.text, ensure_ascii=False)},\n"
        "};\n"
    )


def _fragments(operations: list[Operation]) -> list[tuple[Operation, str]]:
    users = {name: operation for operation in operations for name in operation.fragments}
    return [(users[name], name) for name in sorted(users)]


def _fragment(schema: GraphQLSchema, user: Operation, name: str, enums: dict[str, GraphQLEnumType]) -> str:
    node: FragmentDefinitionNode = user.fragments[name]
    kind = schema.type_map[node.type_condition.name.value]
    if not isinstance(kind, Composite):
        raise TypeError(str(kind))
    answers = Answers(Collector(schema, user.fragments), enums)
    text = shape_text(answers.composite(kind, [Asked(node.selection_set)]))
    return f"export type {name}Fragment ={'' if text.startswith(chr(10)) else ' '}{text};\n"


def _enums(enums: dict[str, GraphQLEnumType]) -> Iterable[str]:
    for name in sorted(enums):
        yield f"export type {name} = {' | '.join(json.dumps(value) for value in enums[name].values)};\n"


def _check_names(parts: list[str]) -> None:
    names = Counter(re.findall(r"^export type (\w+)", "\n".join(parts), re.MULTILINE))
    for name, count in names.items():
        if count > 1:
            raise OperationError(
                f"TypeScript type {name} would be exported {count} times; rename the operation or fragment"
            )
