"""Typed refusals: every one has a code for programs and a sentence for people."""

from typing import Any

import strawberry

from polyclinic.access.errors import SessionEndedError
from polyclinic.kit.errors import DomainError, IdempotencyMismatchError, InvalidInputError, RateLimitedError
from polyclinic.people.errors import CodeExpiredError, InvalidActivationCodeError, WrongCodeError


@strawberry.interface(description="Something was refused: `code` for programs, `message` for people.")
class Problem:
    code: str
    message: str


@strawberry.type(description="INVALID_INPUT: `field` is wrong and the message says how.")
class InvalidInputProblem(Problem):
    field: str


@strawberry.type(description="RATE_LIMITED: too many tries; `retryAfter` is in seconds.")
class RateLimitedProblem(Problem):
    retry_after: int


@strawberry.type(description="IDEMPOTENCY_MISMATCH: the key was used for another input.")
class IdempotencyMismatchProblem(Problem):
    pass


@strawberry.type(description="WRONG_CODE: not the code we sent.")
class WrongCodeProblem(Problem):
    tries_left: int


@strawberry.type(description="CODE_EXPIRED: expired, used, out of tries, or never sent.")
class CodeExpiredProblem(Problem):
    pass


@strawberry.type(description="SESSION_ENDED: sign in again.")
class SessionEndedProblem(Problem):
    pass


@strawberry.type(description="INVALID_ACTIVATION_CODE: wrong, used or expired.")
class InvalidActivationCodeProblem(Problem):
    pass


TABLE: dict[type[DomainError], type[Problem]] = {
    InvalidInputError: InvalidInputProblem,
    RateLimitedError: RateLimitedProblem,
    IdempotencyMismatchError: IdempotencyMismatchProblem,
    WrongCodeError: WrongCodeProblem,
    CodeExpiredError: CodeExpiredProblem,
    SessionEndedError: SessionEndedProblem,
    InvalidActivationCodeError: InvalidActivationCodeProblem,
}
"""Every refusal that an operation promises in its result."""

_OWN = ("field", "retry_after", "tries_left")


def problem_of(refused: DomainError) -> Any:
    """Return the typed problem of a refusal; its union member, so Any."""
    own = {name: getattr(refused, name) for name in _OWN if hasattr(refused, name)}
    return TABLE[type(refused)](code=refused.code, message=refused.message, **own)
