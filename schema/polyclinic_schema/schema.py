"""The schema as one value, and its text."""

from graphql import GraphQLError
from strawberry import Schema
from strawberry.extensions import MaxTokensLimiter, ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.types.execution import ExecutionContext

from polyclinic_schema.mutations.mutation import Mutation
from polyclinic_schema.query import Query
from polyclinic_schema.types.problem import Problem

MOST_TOKENS = 1000


class QuietSchema(Schema):
    """Strawberry logs what people wrote in a query when it fails; we log type and path in `errors.shown` alone."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Say nothing here."""


def build() -> QuietSchema:
    """Make the schema."""
    return QuietSchema(
        query=Query,
        mutation=Mutation,
        types=[Problem],
        config=StrawberryConfig(disable_field_suggestions=True),
        extensions=[
            lambda: MaxTokensLimiter(max_token_count=MOST_TOKENS),
            lambda: ParserCache(maxsize=256),
            lambda: ValidationCache(maxsize=256),
        ],
    )


def sdl() -> str:
    """Return the schema's text with a final newline, as it stands in `schema/schema.graphql`."""
    return build().as_str() + "\n"
