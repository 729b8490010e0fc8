"""What a resolver is given: the viewer (looked up once a request), the reader's language, the device's cookie, batch sources."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import strawberry
from strawberry.dataloader import DataLoader

from polyclinic.access.authenticate import authenticate
from polyclinic.access.scope import Scope, Viewer
from polyclinic.kit import page
from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import locale_of
from polyclinic.kit.settings import Settings
from polyclinic.records import read
from polyclinic.records.visible import shown_imports

Row = Mapping[str, Any]
TrendKey = tuple[Scope, str | None, str, int]

REFRESH_COOKIE = "polyclinic_refresh"


class Context:
    """One request's surroundings. `set_refresh` holds what the answer's cookie becomes: a token, "" to clear it, None to leave it."""

    def __init__(
        self, *, headers: Mapping[str, str], cookies: Mapping[str, str], settings: Settings, keys: HouseKeys
    ) -> None:
        self.settings = settings
        self.keys = keys
        self.locale = locale_of(headers.get("accept-language"))
        self.refresh_token = cookies.get(REFRESH_COOKIE, "")
        self.set_refresh: str | None = None
        self._authorization = headers.get("authorization", "")
        self._viewer: asyncio.Task[Viewer] | None = None
        self._shown: asyncio.Task[list[str]] | None = None
        self._trends: DataLoader[TrendKey, list[Row]] = DataLoader(load_fn=self._load_trends)

    async def viewer(self) -> Viewer:
        """Return who asks; the session is read once for the whole request. Raises NotSignedInError."""
        if self._viewer is None:
            self._viewer = asyncio.ensure_future(self._authenticate())
        return await self._viewer

    def become(self, viewer: Viewer) -> None:
        """Go on as the person who has just signed in."""
        self._viewer = asyncio.ensure_future(_given(viewer))

    async def shown(self) -> list[str]:
        """Return the imports that are visible though not yet settled; read once for the whole request."""
        if self._shown is None:
            self._shown = asyncio.ensure_future(shown_imports())
        return await self._shown

    async def trend(self, scope: Scope, observation: Row, last: int) -> list[Row]:
        """Return the newest values of the observation's measurement in every unit; one round trip for all of a request."""
        code = observation["title"].get("code")
        if code is None:
            return []
        return await self._trends.load((scope, observation["title"].get("system"), code, page.checked(last)))

    async def _authenticate(self) -> Viewer:
        scheme, _, token = self._authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotSignedInError
        return await authenticate(token, keys=self.keys, settings=self.settings)

    async def _load_trends(self, keys: Sequence[TrendKey]) -> list[list[Row]]:
        groups: dict[tuple[Scope, int], set[tuple[str | None, str]]] = {}
        for scope, system, code, last in keys:
            groups.setdefault((scope, last), set()).add((system, code))
        shown = await self.shown()
        found = {group: await read.trends(group[0], shown, codes, last=group[1]) for group, codes in groups.items()}
        return [list(found[scope, last][system, code]) for scope, system, code, last in keys]


Info = strawberry.Info[Context, None]


async def _given(viewer: Viewer) -> Viewer:
    return viewer
