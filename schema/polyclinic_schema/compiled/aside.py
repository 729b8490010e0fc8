"""What the compiled executor leaves to the stock one, each with its reason."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    OperationType,
    Visitor,
    visit,
)
from strawberry import Schema
from strawberry.extensions import AddValidationRules, MaxTokensLimiter, SchemaExtension
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

# These hooks change parsing and validation alone, which happen once, when an operation is compiled.
_QUIET_HOOKS = (AddValidationRules.on_operation, MaxTokensLimiter.on_operation)


@dataclass(frozen=True, slots=True)
class StandsAside:
    """The stock executor must run this operation; `reason` is a short fixed phrase, fit to be counted."""

    reason: str


class Aside(Exception):  # noqa: N818 - not a failure, the way out of compiling
    """Raised while compiling; becomes a StandsAside."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_schema(schema: Schema, transparent: Collection[type[SchemaExtension]]) -> None:
    """Raise Aside when nothing of this schema may be compiled; `transparent` extensions are promised to change no answer."""
    if schema.execution_context_class is not StrawberryGraphQLCoreExecutionContext:
        raise Aside("execution context class")
    if schema.directives:
        raise Aside("operation directives")
    for extension in schema.get_extensions(sync=True):
        kind = type(extension)
        if kind in transparent:
            continue
        if kind.resolve is not SchemaExtension.resolve:
            raise Aside("middleware")
        if any(_speaks(kind, hook) for hook in ("on_operation", "on_execute", "get_results")):
            raise Aside("schema extension")


def check_document(document: DocumentNode, operation: OperationDefinitionNode) -> None:
    """Raise Aside when the operation, or a fragment beside it, asks for what is not compiled."""
    if operation.operation is OperationType.SUBSCRIPTION:
        raise Aside("subscription")
    for definition in document.definitions:
        if definition is operation or isinstance(definition, FragmentDefinitionNode):
            for reason in _foreign(definition):
                raise Aside(reason)


def _speaks(kind: type[SchemaExtension], hook: str) -> bool:
    own = getattr(kind, hook)
    return own is not getattr(SchemaExtension, hook) and own not in _QUIET_HOOKS


def _foreign(definition: OperationDefinitionNode | FragmentDefinitionNode) -> Iterator[str]:
    if isinstance(definition, FragmentDefinitionNode) and definition.variable_definitions:
        yield "fragment variables"
    finder = _Finder()
    visit(definition, finder)
    yield from finder.reasons


class _Finder(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.reasons: list[str] = []

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        if node.name.value not in ("skip", "include"):
            self.reasons.append("directive")

    def enter_field(self, node: FieldNode, *_: object) -> None:
        if node.name.value in ("__schema", "__type"):
            self.reasons.append("introspection")
