"""One door for faults: refusals keep their code and sentence, everything else is masked with an id and logged by type and path."""

from typing import Any

from graphql import GraphQLError

from polyclinic.kit.errors import DomainError
from polyclinic.kit.ids import new_id
from polyclinic.kit.log import logger

LOG = logger("schema")


def shown(error: GraphQLError) -> GraphQLError:
    """Return what the client is told of an error: a refusal as it is, a fault as a sentence with an id."""
    cause = error.original_error
    if cause is None:
        return _located(error, error.message, {"code": "INVALID_OPERATION"})
    if isinstance(cause, DomainError):
        return _located(error, cause.message, {"code": cause.code})
    fault = new_id()
    LOG.error("fault", id=fault, type=type(cause).__name__, path=error.path)
    return _located(error, "Something went wrong on our side. Please try again.", {"code": "INTERNAL", "id": fault})


def _located(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )
