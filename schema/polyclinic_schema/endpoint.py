"""POST /graphql: a capped body, strict JSON, a trusted document (or text, where the settings allow it), one answer."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from graphql import GraphQLError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.types.graphql import OperationType

from polyclinic.kit.deadline import TookTooLongError, deadline
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.settings import Settings
from polyclinic_schema.compiled import CompilingExecutor
from polyclinic_schema.context import REFRESH_COOKIE, Context
from polyclinic_schema.documents import trusted
from polyclinic_schema.errors import shown
from polyclinic_schema.schema import QuietSchema, build
from polyclinic_schema.strict_json import NotStrictError, strict_object

MOST_BYTES = 64 * 1024
BODY_SECONDS = 10
_PATH = "/graphql"
_SameSite = Literal["strict"]


class Refused(Exception):  # noqa: N818 - it is an HTTP answer
    """A request that is answered before any resolver runs."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True, slots=True)
class Asked:
    """A decoded request."""

    text: str
    variables: dict[str, Any] | None
    operation: str | None
    document: str | None = None
    """The hash of a trusted document; None for text, whose hash nobody has checked."""


class Endpoint:
    """The ASGI application behind /graphql."""

    def __init__(self, *, settings: Settings, keys: HouseKeys) -> None:
        self.settings, self.keys = settings, keys
        self.schema: QuietSchema = build(introspection=settings.allows_introspection)
        self.documents = trusted(settings.documents_file)
        self.executor = CompilingExecutor(self.schema, stock=self.schema.execute, format_error=self._shown)
        for document, text in self.documents.items():
            self.executor.operation(text, None, document_id=document)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except Refused as refused:
            errors = [{"message": refused.message, "extensions": {"code": refused.code}}]
            response = _json({"data": None, "errors": errors}, refused.status)
        except ClientDisconnect:
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method != "POST":
            raise Refused(405, "METHOD_NOT_ALLOWED", "Send a POST request.")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise Refused(415, "UNSUPPORTED_MEDIA_TYPE", "Send application/json.")
        asked = self._decode(await _body(request))
        context = Context(headers=request.headers, cookies=request.cookies, settings=self.settings, keys=self.keys)
        return self._with_cookie(_response(await self._result(asked, context)), context)

    async def _result(self, asked: Asked, context: Context) -> bytes:
        decision = self.schema.decider.decide(asked.text, asked.operation)
        if decision.errors:
            return self._told(decision.errors)
        try:
            async with deadline(self.settings.operation_seconds):
                answer = await self.executor.execute(
                    asked.text,
                    asked.variables,
                    context,
                    operation_name=asked.operation,
                    allowed_operation_types=[OperationType.QUERY, OperationType.MUTATION],
                    document_id=asked.document,
                )
        except TookTooLongError as slow:
            return self._told([GraphQLError(slow.message, original_error=slow)])
        return answer.body

    def _told(self, errors: Iterable[GraphQLError]) -> bytes:
        return orjson.dumps({"data": None, "errors": [self._shown(error) for error in errors]})

    def _shown(self, error: GraphQLError) -> dict[str, Any]:
        return dict(shown(error, names=self.settings.allows_introspection).formatted)

    def _decode(self, body: bytes) -> Asked:
        try:
            asked = strict_object(body)
        except NotStrictError as strange:
            raise Refused(400, "MALFORMED_JSON", str(strange)) from strange
        variables, operation = asked.get("variables"), asked.get("operationName")
        if not isinstance(variables, dict | None) or not isinstance(operation, str | None):
            raise Refused(400, "MALFORMED_REQUEST", "`variables` must be an object and `operationName` a string.")
        document = asked.get("documentId")
        return Asked(self._text(asked), variables, operation, document if isinstance(document, str) else None)

    def _text(self, asked: dict[str, Any]) -> str:
        document, query = asked.get("documentId"), asked.get("query")
        if isinstance(document, str) and query is None:
            if document not in self.documents:
                raise Refused(400, "UNKNOWN_DOCUMENT", "This version of the app is too old. Please reload it.")
            return self.documents[document]
        if isinstance(query, str) and document is None:
            if not self.settings.accepts_free_queries:
                raise Refused(400, "FREE_QUERY_REFUSED", "Only trusted documents are accepted here: send `documentId`.")
            return query
        raise Refused(400, "MALFORMED_REQUEST", "Send either `documentId` or `query`, as a string.")

    def _with_cookie(self, response: Response, context: Context) -> Response:
        if context.set_refresh is not None:
            same_site: _SameSite = "strict"
            response.set_cookie(
                REFRESH_COOKIE,
                context.set_refresh,
                max_age=self.settings.session_days * 86400 if context.set_refresh else 0,
                path=_PATH,
                secure=self.settings.secure_cookies,
                httponly=True,
                samesite=same_site,
            )
        return response


async def _body(request: Request) -> bytes:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _counted(request)
    except TimeoutError:
        raise Refused(408, "TOO_SLOW", f"A request must arrive within {BODY_SECONDS} seconds.") from None


async def _counted(request: Request) -> bytes:
    # Chunked bodies carry no length, so the bytes themselves are counted.
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MOST_BYTES:
            raise Refused(413, "TOO_LARGE", f"A request may have {MOST_BYTES // 1024} kB at most.")
        chunks.append(chunk)
    return b"".join(chunks)


def _json(content: dict[str, Any], status: int) -> Response:
    return _response(orjson.dumps(content), status)


def _response(body: bytes, status: int = 200) -> Response:
    return Response(body, status_code=status, media_type="application/json", headers={"Cache-Control": "no-store"})
