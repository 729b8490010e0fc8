"""Compiled where possible, stock where not, both counted."""

import hashlib
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from strawberry import Schema
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import DEFAULT_ALLOWED_OPERATION_TYPES
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from polyclinic_schema.compiled.aside import StandsAside
from polyclinic_schema.compiled.compiler import Compiler
from polyclinic_schema.compiled.operation import Answer, CompiledOperation, FormatError, answer_of, formatted

Stock = Callable[..., Awaitable[ExecutionResult]]


class CompilingExecutor:
    """Runs documents of one schema; keeps at most `size` compiled operations, the ones used last."""

    def __init__(
        self,
        schema: Schema,
        *,
        stock: Stock | None = None,
        format_error: FormatError = formatted,
        transparent: Collection[type[SchemaExtension]] = (),
        size: int = 256,
    ) -> None:
        self.compiler = Compiler(schema, format_error=format_error, transparent=transparent)
        self.compiled = 0
        self.fallbacks: Counter[str] = Counter()
        self._stock: Stock = schema.execute if stock is None else stock
        self._size = size
        self._known: OrderedDict[tuple[str | bytes, str | None], CompiledOperation | StandsAside] = OrderedDict()

    def operation(
        self, query: str, operation_name: str | None = None, *, document_id: str | None = None
    ) -> CompiledOperation | StandsAside:
        """Compile, or find what was compiled before; `document_id` is the text's hash where the caller knows it."""
        digest = document_id or hashlib.sha256(query.encode("utf8", "surrogatepass")).digest()
        key = (digest, operation_name)
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
            return found
        found = self._known[key] = self.compiler.compile(query, operation_name)
        if len(self._known) > self._size:
            self._known.popitem(last=False)
        return found

    async def execute(  # noqa: PLR0917 - the order is Schema.execute's own
        self,
        query: str,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,
        root_value: Any = None,
        operation_name: str | None = None,
        allowed_operation_types: Collection[OperationType] = DEFAULT_ALLOWED_OPERATION_TYPES,
        *,
        document_id: str | None = None,
    ) -> Answer:
        """Answer a request; what stock raises for a request that it cannot even begin is raised here too."""
        found = self.operation(query, operation_name, document_id=document_id)
        if isinstance(found, CompiledOperation) and found.type in allowed_operation_types:
            self.compiled += 1
            return await found.run(variable_values, context_value, root_value)
        self.fallbacks[found.reason if isinstance(found, StandsAside) else "operation type"] += 1
        result = await self._stock(
            query,
            variable_values=variable_values,
            context_value=context_value,
            root_value=root_value,
            operation_name=operation_name,
            allowed_operation_types=allowed_operation_types,
        )
        return answer_of(result.data, result.errors, self.compiler.format_error, compiled=False)
