"""What a device gets when it signs in or goes on."""

from datetime import datetime
from typing import Self

import strawberry

from polyclinic.access.sessions import Credentials
from polyclinic.people.read import account_row
from polyclinic_schema.context import Context
from polyclinic_schema.types.viewer import Viewer


@strawberry.type(
    description="Signed in: the access token goes into the Authorization header; the refresh token is in a cookie."
)
class SignedIn:
    access_token: str
    expires_at: datetime
    viewer: Viewer

    @classmethod
    async def of(cls, given: Credentials, context: Context) -> Self:
        """Put the refresh token into the answer's cookie and make the rest readable; the request goes on as this viewer."""
        context.set_refresh = given.refresh_token
        context.become(given.viewer)
        return cls(
            access_token=given.access_token,
            expires_at=given.access_expires_at,
            viewer=Viewer.of(await account_row(given.viewer)),
        )
