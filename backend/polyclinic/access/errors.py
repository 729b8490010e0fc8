"""Refusals that access can give."""

from polyclinic.kit.errors import DomainError


class SessionEndedError(DomainError):
    """The refresh token is not good any more: unknown, expired, signed out, or used twice."""

    code = "SESSION_ENDED"

    def __init__(self) -> None:
        super().__init__("You have been signed out. Please sign in again.")
