"""Ask for a sign-in code."""

from datetime import datetime
from typing import Annotated

import strawberry

from polyclinic.kit.errors import IdempotencyMismatchError, InvalidInputError, RateLimitedError
from polyclinic.kit.locale import Locale
from polyclinic.people.request_code import request_code
from polyclinic_schema.context import Info
from polyclinic_schema.types.problem import (
    IdempotencyMismatchProblem,
    InvalidInputProblem,
    RateLimitedProblem,
    problem_of,
)


@strawberry.input(description="A phone number as people write it, and the device that asks.")
class RequestSignInCodeInput:
    phone: str
    locale: Locale
    device_id: strawberry.ID
    idempotency_key: strawberry.ID


@strawberry.type(description="A code is on its way, whether or not we know the phone.")
class SignInCodeRequested:
    challenge_id: strawberry.ID
    expires_at: datetime
    resend_at: datetime


RequestSignInCodeResult = Annotated[
    SignInCodeRequested | InvalidInputProblem | RateLimitedProblem | IdempotencyMismatchProblem,
    strawberry.union("RequestSignInCodeResult"),
]


async def request_sign_in_code(info: Info, input: RequestSignInCodeInput) -> RequestSignInCodeResult:  # noqa: A002
    """Send a one-time code to a phone."""
    try:
        found = await request_code(
            input.phone,
            locale=input.locale,
            device_id=input.device_id,
            idempotency_key=input.idempotency_key,
            keys=info.context.keys,
            settings=info.context.settings,
        )
    except (InvalidInputError, RateLimitedError, IdempotencyMismatchError) as refused:
        return problem_of(refused)
    return SignInCodeRequested(
        challenge_id=strawberry.ID(found.challenge_id), expires_at=found.expires_at, resend_at=found.resend_at
    )
