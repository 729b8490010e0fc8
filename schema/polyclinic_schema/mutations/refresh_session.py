"""Go on with a session."""

from typing import Annotated

import strawberry

from polyclinic.access.errors import SessionEndedError
from polyclinic.access.refresh import refresh
from polyclinic_schema.context import Info
from polyclinic_schema.types.problem import SessionEndedProblem, problem_of
from polyclinic_schema.types.signed_in import SignedIn


@strawberry.input(description="The device; its refresh token comes in the cookie.")
class RefreshSessionInput:
    device_id: strawberry.ID


RefreshSessionResult = Annotated[SignedIn | SessionEndedProblem, strawberry.union("RefreshSessionResult")]


async def refresh_session(info: Info, input: RefreshSessionInput) -> RefreshSessionResult:  # noqa: A002
    """Exchange the refresh token for its successor and a new access token."""
    context = info.context
    try:
        given = await refresh(
            context.refresh_token, device_id=input.device_id, keys=context.keys, settings=context.settings
        )
    except SessionEndedError as refused:
        context.set_refresh = ""
        return problem_of(refused)
    return await SignedIn.of(given, context)
