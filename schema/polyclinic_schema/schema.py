"""The schema as one value, and its text."""

from collections.abc import Iterator
from typing import cast

from graphql import GraphQLError
from strawberry import Schema
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import ExecutionContext

from polyclinic_schema.limits.decide import Decider
from polyclinic_schema.mutations.mutation import Mutation
from polyclinic_schema.query import Query
from polyclinic_schema.types.problem import Problem


class QuietSchema(Schema):
    """Strawberry logs what people wrote in a query when it fails; we log type and path in `errors.shown` alone."""

    decider: Decider

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Say nothing here."""


class Decided(SchemaExtension):
    """Hands Strawberry the decision in place of its own parsing and validation, so that nothing runs undecided."""

    def on_parse(self) -> Iterator[None]:
        """Give the document, or raise the first reason why there is none."""
        context = self.execution_context
        decider = cast("QuietSchema", context.schema).decider
        decision = decider.decide(context.query or "", context._provided_operation_name)  # noqa: SLF001
        if decision.errors:
            raise decision.errors[0]
        context.graphql_document = decision.document
        context.pre_execution_errors = []  # validated: an extension that sets this again would switch every limit off
        yield


def build(*, introspection: bool = True) -> QuietSchema:
    """Make the schema; `introspection` says whether it describes itself to whoever asks."""
    schema = QuietSchema(
        query=Query,
        mutation=Mutation,
        types=[Problem],
        config=StrawberryConfig(disable_field_suggestions=True),
        extensions=[Decided],
    )
    schema.decider = Decider(schema._schema, introspection=introspection)  # noqa: SLF001 - Strawberry shows it nowhere else
    return schema


def sdl() -> str:
    """Return the schema's text with a final newline, as it stands in `schema/schema.graphql`."""
    return build().as_str() + "\n"
