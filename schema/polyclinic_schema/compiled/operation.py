"""A compiled operation and its runs."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import orjson
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    execute,
)
from graphql.execution.values import VariableValues
from strawberry import Schema
from strawberry.execution import optimized_is_awaitable
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types import ExecutionContext
from strawberry.types.graphql import OperationType as StrawberryOperationType
from strawberry.utils.await_maybe import await_maybe

from polyclinic_schema.compiled.batch import fill
from polyclinic_schema.compiled.plan import Plan
from polyclinic_schema.compiled.run import Run
from polyclinic_schema.compiled.spot import Select
from polyclinic_schema.compiled.variables import Variables

FormatError = Callable[[GraphQLError], Mapping[str, Any]]
_MOST_VARIANTS = 64


@dataclass(slots=True)
class Answer:
    """What one run gave: JSON bytes with `data` and, if there are any, `errors`; `data` is as orjson takes it."""

    body: bytes
    data: dict[str, Any] | None
    errors: list[GraphQLError] = field(default_factory=list)
    compiled: bool = True


def formatted(error: GraphQLError) -> Mapping[str, Any]:
    """Format an error as the specification says; a caller that masks errors gives its own function."""
    return cast("Mapping[str, Any]", error.formatted)


def answer_of(
    data: dict[str, Any] | None, errors: list[GraphQLError] | None, format_error: FormatError, *, compiled: bool = True
) -> Answer:
    """Write the JSON."""
    content: dict[str, Any] = {"data": data}
    if errors:
        content["errors"] = [format_error(error) for error in errors]
    return Answer(orjson.dumps(content), data, errors or [], compiled)


class CompiledOperation:
    """One operation, fit to be run any number of times and at once."""

    def __init__(
        self,
        schema: Schema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        conditions: tuple[str, ...],
        format_error: FormatError,
    ) -> None:
        self._schema, self._document, self._operation = schema, document, operation
        self._conditions, self._format_error = conditions, format_error
        self._variables = Variables(schema._schema, operation)  # noqa: SLF001
        self._serially = operation.operation is OperationType.MUTATION
        self._fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        # One set of functions for each combination of @skip and @include answers.
        self._variants: OrderedDict[tuple[bool, ...], tuple[Plan, list[Select]]] = OrderedDict()
        if not conditions:
            self._variant(())

    @property
    def type(self) -> StrawberryOperationType:
        """Whether it is a query or a mutation."""
        return StrawberryOperationType(self._operation.operation.value)

    @property
    def name(self) -> str | None:
        """The operation's name in its document."""
        return self._operation.name.value if self._operation.name else None

    async def run(
        self,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,
        root_value: Any = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> Answer:
        """Run it; errors of resolvers and variables are in the answer, nothing of theirs is raised."""
        try:
            data, errors = await self._result(variable_values or {}, context_value, root_value, operation_extensions)
        except Exception as fault:  # noqa: BLE001 - stock turns what is left into an error as well
            data, errors = None, [_as_error(fault)]
        if errors:
            self._schema._process_errors(errors, self._about(variable_values, context_value, root_value))  # noqa: SLF001
        return answer_of(data, errors, self._format_error)

    async def _result(
        self, given: dict[str, Any], context: Any, root: Any, extensions: dict[str, Any] | None
    ) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
        variables = self._variables.coerce(given)
        if isinstance(variables, list):
            return None, variables
        if self._conditions:
            truths = tuple(variables.coerced.get(name) for name in self._conditions)
            if not all(truth is True or truth is False for truth in truths):
                return await self._by_stock(given, context, root, extensions)
            plan, selects = self._variant(cast("tuple[bool, ...]", truths))
        else:
            plan, selects = self._variants[()]
        return await self._fill(Run(plan, variables, context, root, extensions), selects)

    async def _fill(self, run: Run, selects: list[Select]) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
        data: dict[str, Any] | None = {}
        try:
            for select in selects:
                part = select(run, run.root, None)
                if type(part) is not dict:
                    part = await part
                if len(selects) == 1:
                    data = part
                else:
                    data.update(part)  # type: ignore[union-attr]  # it became None only on the way out
                while run.waiting and data is not None:
                    data = await fill(run, data)
                if data is None:
                    break
        except GraphQLError as error:
            run.add(error, None)
            data = None
        return data, run.errors

    def _variant(self, truths: tuple[bool, ...]) -> tuple[Plan, list[Select]]:
        known = self._variants.get(truths)
        if known is not None:
            self._variants.move_to_end(truths)
            return known
        conditions = dict(zip(self._conditions, truths, strict=True))
        plan = Plan(self._schema, self._operation, self._fragments, conditions)
        made = self._variants[truths] = plan, plan.roots(serially=self._serially)
        if len(self._variants) > _MOST_VARIANTS:
            self._variants.popitem(last=False)
        return made

    async def _by_stock(
        self, given: dict[str, Any], context: Any, root: Any, extensions: dict[str, Any] | None
    ) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
        """Null where @skip or @include needs a boolean: graphql-core says at which fields that is an error."""
        result = await await_maybe(
            execute(
                self._schema._schema,  # noqa: SLF001
                self._document,
                root_value=root,
                variable_values=given,
                operation_name=self.name,
                context_value=context,
                is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]
                executor_class=StrawberryGraphQLCoreExecutionContext,
                operation_extensions=extensions,
            )
        )
        return result.data, result.errors or []

    def _about(self, given: dict[str, Any] | None, context: Any, root: Any) -> ExecutionContext:
        source = self._document.loc.source.body if self._document.loc else None
        return ExecutionContext(
            query=source,
            schema=self._schema,
            allowed_operations=(self.type,),
            context=context,
            variables=given,
            root_value=root,
            provided_operation_name=self.name,
            graphql_document=self._document,
        )


def _as_error(fault: Exception) -> GraphQLError:
    return fault if isinstance(fault, GraphQLError) else GraphQLError(str(fault), original_error=fault)


__all__ = ["Answer", "CompiledOperation", "FormatError", "VariableValues", "answer_of", "formatted"]
