"""From a document to a compiled operation, or to the reason why not."""

from collections.abc import Collection

from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)
from strawberry import Schema
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import (
    DEFAULT_ALLOWED_OPERATION_TYPES,
    _parse_operation_document,
    _run_validation,
)
from strawberry.types import ExecutionContext

from polyclinic_schema.compiled.aside import Aside, StandsAside, check_document, check_schema
from polyclinic_schema.compiled.operation import CompiledOperation, FormatError, formatted

_MOST_CONDITIONS = 12


class Compiler:
    """Compiles operations of one schema.

    `format_error` writes an error for clients (mask here). `transparent` names schema extensions that are promised to
    change no answer, so that they may be passed by; ParserCache, ValidationCache and MaxTokensLimiter are known.
    """

    def __init__(
        self,
        schema: Schema,
        *,
        format_error: FormatError = formatted,
        transparent: Collection[type[SchemaExtension]] = (),
    ) -> None:
        self.schema, self.format_error = schema, format_error
        self._transparent = frozenset(transparent)
        try:
            check_schema(schema, self._transparent)
            self._aside: StandsAside | None = None
        except Aside as aside:
            self._aside = StandsAside(aside.reason)

    def compile(
        self, document: str | DocumentNode, operation_name: str | None = None
    ) -> CompiledOperation | StandsAside:
        """Parse, validate and compile; a parsed document is taken as valid already."""
        if self._aside is not None:
            return self._aside
        try:
            parsed = self._validated(document, operation_name) if isinstance(document, str) else document
            operation = _operation(parsed, operation_name)
            check_document(parsed, operation)
            conditions = _conditions(parsed, operation)
            return CompiledOperation(self.schema, parsed, operation, conditions, self.format_error)
        except Aside as aside:
            return StandsAside(aside.reason)
        except RecursionError:
            return StandsAside("nested too deeply")
        except Exception:  # noqa: BLE001 - what cannot be compiled is still answered, and counted under this reason
            return StandsAside("compiler fault")

    def _validated(self, text: str, name: str | None) -> DocumentNode:
        """Go through the schema's own parsing and validation with its extensions, silently: stock tells the errors."""
        context = ExecutionContext(
            query=text,
            schema=self.schema,
            allowed_operations=DEFAULT_ALLOWED_OPERATION_TYPES,
            provided_operation_name=name,
        )
        extensions = self.schema.get_extensions(sync=True)
        for extension in extensions:
            extension.execution_context = context
        runner = self.schema.create_extensions_runner(context, extensions)
        try:
            with runner.operation():
                with runner.parsing():
                    _parse_operation_document(context)
                with runner.validation():
                    _run_validation(context)
        except RecursionError:
            raise
        except Exception as fault:
            raise Aside("invalid document") from fault
        if context.pre_execution_errors or context.graphql_document is None:
            raise Aside("invalid document")
        return context.graphql_document


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if name is None and operations and operations[0].name:
        name = operations[0].name.value  # as Strawberry does
    if name is None and len(operations) == 1:
        return operations[0]
    for one in operations:
        if one.name and one.name.value == name:
            return one
    raise Aside("no such operation")


def _conditions(document: DocumentNode, operation: OperationDefinitionNode) -> tuple[str, ...]:
    finder = _Conditions()
    for one in document.definitions:
        if one is operation or isinstance(one, FragmentDefinitionNode):
            visit(one, finder)
    declared = [node.variable.name.value for node in operation.variable_definitions or ()]
    found = tuple(name for name in declared if name in finder.names)
    if len(found) > _MOST_CONDITIONS:
        raise Aside("too many conditions")
    return found


class _Conditions(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                self.names.add(argument.value.name.value)
