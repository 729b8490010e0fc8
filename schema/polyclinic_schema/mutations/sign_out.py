"""End the session of this device."""

from datetime import datetime
from typing import Annotated

import strawberry

from polyclinic.people.sign_out import sign_out as use_case
from polyclinic_schema.context import Info


@strawberry.input(description="The device that signs out.")
class SignOutInput:
    device_id: strawberry.ID


@strawberry.type(description="The session has ended; its tokens no longer work.")
class SignedOut:
    at: datetime


SignOutResult = Annotated[SignedOut, strawberry.union("SignOutResult")]


async def sign_out(info: Info, input: SignOutInput) -> SignOutResult:  # noqa: A002, ARG001 - the session names the device
    """End this session and clear its cookie."""
    ended = await use_case(await info.context.viewer())
    info.context.set_refresh = ""
    return SignedOut(at=ended)
