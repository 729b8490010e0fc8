"""Sign in with the code."""

from typing import Annotated

import strawberry

from polyclinic.kit.errors import RateLimitedError
from polyclinic.people.errors import CodeExpiredError, WrongCodeError
from polyclinic.people.sign_in import sign_in as use_case
from polyclinic_schema.context import Info
from polyclinic_schema.types.problem import CodeExpiredProblem, RateLimitedProblem, WrongCodeProblem, problem_of
from polyclinic_schema.types.signed_in import SignedIn


@strawberry.input(
    description="The code that was sent. Keyed by challenge and device: a repetition gives the same session."
)
class SignInInput:
    challenge_id: strawberry.ID
    code: str
    device_id: strawberry.ID


SignInResult = Annotated[
    SignedIn | WrongCodeProblem | CodeExpiredProblem | RateLimitedProblem, strawberry.union("SignInResult")
]


async def sign_in(info: Info, input: SignInInput) -> SignInResult:  # noqa: A002
    """Exchange a code for a session on this device."""
    context = info.context
    try:
        given = await use_case(
            input.challenge_id, input.code, device_id=input.device_id, keys=context.keys, settings=context.settings
        )
    except (WrongCodeError, CodeExpiredError, RateLimitedError) as refused:
        return problem_of(refused)
    return await SignedIn.of(given, context)
