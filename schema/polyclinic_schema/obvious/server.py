"""Strawberry's own ASGI view in front of the obvious schema, with and without caches."""

from typing import Any

import orjson
import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.settings import Settings
from polyclinic_schema.obvious.context import ObviousContext
from polyclinic_schema.obvious.query import Query


class _View(GraphQL[ObviousContext, None]):
    def __init__(self, schema: strawberry.Schema, *, keys: HouseKeys, settings: Settings) -> None:
        super().__init__(schema, graphql_ide=None)
        self._keys, self._settings = keys, settings

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> ObviousContext:  # noqa: ARG002
        """Give each request its own loaders."""
        return ObviousContext(request.headers, self._keys, self._settings)


class _FastJson(_View):
    def encode_json(self, data: object) -> str | bytes:
        """Encode with orjson."""
        return orjson.dumps(data)


def server(*, keys: HouseKeys, settings: Settings, caches: bool) -> Starlette:
    """Return the application: stock Strawberry, or the same with parser and validation caches and orjson."""
    extensions: list[Any] = [lambda: ParserCache(maxsize=100), lambda: ValidationCache(maxsize=100)] if caches else []
    schema = strawberry.Schema(query=Query, extensions=extensions)
    view = (_FastJson if caches else _View)(schema, keys=keys, settings=settings)
    return Starlette(routes=[Route("/graphql", view)])
