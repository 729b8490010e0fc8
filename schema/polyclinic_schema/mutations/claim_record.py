"""Claim an imported record."""

from typing import Annotated

import strawberry

from polyclinic.kit.errors import IdempotencyMismatchError, RateLimitedError
from polyclinic.people.claim_record import claim_record as use_case
from polyclinic.people.errors import InvalidActivationCodeError
from polyclinic.people.read import people_of
from polyclinic_schema.context import Info
from polyclinic_schema.types.problem import (
    IdempotencyMismatchProblem,
    InvalidActivationCodeProblem,
    RateLimitedProblem,
    problem_of,
)
from polyclinic_schema.types.viewer import Person


@strawberry.input(description="The activation code that the clinic gave out.")
class ClaimRecordInput:
    activation_code: str
    idempotency_key: strawberry.ID


@strawberry.type(description="The record is now the viewer's own.")
class RecordClaimed:
    person: Person


ClaimRecordResult = Annotated[
    RecordClaimed | InvalidActivationCodeProblem | RateLimitedProblem | IdempotencyMismatchProblem,
    strawberry.union("ClaimRecordResult"),
]


async def claim_record(info: Info, input: ClaimRecordInput) -> ClaimRecordResult:  # noqa: A002
    """Claim a record with a one-time activation code."""
    viewer, shown = await info.context.viewer(), await info.context.shown()
    try:
        claimed = await use_case(
            viewer, input.activation_code, idempotency_key=input.idempotency_key, keys=info.context.keys, shown=shown
        )
    except (InvalidActivationCodeError, RateLimitedError, IdempotencyMismatchError) as refused:
        return problem_of(refused)
    found = next(person for person in await people_of(viewer, shown=shown) if person["patient_id"] == claimed)
    return RecordClaimed(person=Person.of(found, info.context.locale))
