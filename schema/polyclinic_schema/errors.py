"""One door for faults: refusals keep their code and sentence, everything else is masked with an id and logged by type and path."""

from typing import Any

from graphql import GraphQLError

from polyclinic.kit.deadline import TookTooLongError, is_timeout
from polyclinic.kit.errors import DomainError
from polyclinic.kit.ids import new_id
from polyclinic.kit.log import logger

LOG = logger("schema")

_MISFIT = "This request does not fit what can be asked here."


def shown(error: GraphQLError, *, names: bool = True) -> GraphQLError:
    """Return what the client is told of an error: a refusal as it is, a fault as a sentence with an id.

    Without `names`, an operation that does not fit is told so without a word of the schema.
    """
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if cause is None or isinstance(cause, GraphQLError):
        return _misfit(error, names=names)
    if isinstance(cause, DomainError):
        return _located(error, cause.message, {"code": cause.code})
    return _fault(error, cause)


def _misfit(error: GraphQLError, *, names: bool) -> GraphQLError:
    code = (error.extensions or {}).get("code")
    if code is not None:  # one of our limits: its sentence names no field
        return _located(error, error.message, {"code": code})
    # A suggestion tells a stranger the schema name by name; Strawberry's own switch covers one message of many.
    message = error.message.split(" Did you mean")[0] if names else _MISFIT
    return _located(error, message, {"code": "INVALID_OPERATION"})


def _fault(error: GraphQLError, cause: BaseException) -> GraphQLError:
    fault, slow = new_id(), is_timeout(cause)
    LOG.error("fault", id=fault, type=type(cause).__name__, path=error.path)
    message = TookTooLongError().message if slow else "Something went wrong on our side. Please try again."
    return _located(error, message, {"code": TookTooLongError.code if slow else "INTERNAL", "id": fault})


def _located(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )
