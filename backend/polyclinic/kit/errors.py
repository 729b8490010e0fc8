"""Refusals a person can meet.

DomainError
├── InvalidInputError          INVALID_INPUT            the field is wrong and the sentence says how
├── NotFoundError              NOT_FOUND                missing, or somebody else's: the same answer
├── NotSignedInError           UNAUTHENTICATED          no session, or it has ended
├── RateLimitedError           RATE_LIMITED             too often; `retry_after` seconds
└── IdempotencyMismatchError   IDEMPOTENCY_MISMATCH     the key was used for another input
Rooms add their own beside the code that raises them.
"""

from typing import ClassVar


class DomainError(Exception):
    """An expected refusal: a code for programs and a sentence for people. Never logged as an error."""

    code: ClassVar[str] = "REFUSED"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidInputError(DomainError):
    """The caller wrote something we cannot take; `field` names it."""

    code = "INVALID_INPUT"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class NotFoundError(DomainError):
    """Nothing there, or nothing there for this viewer."""

    code = "NOT_FOUND"

    def __init__(self, message: str = "We could not find that.") -> None:
        super().__init__(message)


class NotSignedInError(DomainError):
    """No session, an expired token, or a session that has been ended."""

    code = "UNAUTHENTICATED"

    def __init__(self, message: str = "Please sign in.") -> None:
        super().__init__(message)


class RateLimitedError(DomainError):
    """Asked too often. `retry_after` is in seconds."""

    code = "RATE_LIMITED"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many tries. Please wait {retry_after} seconds and try again.")
        self.retry_after = retry_after


class IdempotencyMismatchError(DomainError):
    """The same idempotency key came with another input."""

    code = "IDEMPOTENCY_MISMATCH"

    def __init__(self) -> None:
        super().__init__("This request was already sent with other details. Please start again.")
