"""Counts, times and one log line per request: method, route, status, milliseconds, id. Never a query, a header or a body."""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polyclinic.kit.ids import new_id
from polyclinic.kit.log import logger

LOG = logger("web")
REGISTRY = CollectorRegistry()
REQUESTS = Counter("polyclinic_requests_total", "Requests by route and status.", ["route", "status"], registry=REGISTRY)
SECONDS = Histogram("polyclinic_request_seconds", "Time to the end of the answer.", ["route"], registry=REGISTRY)

_KNOWN = {"/graphql", "/healthz", "/readyz", "/metrics"}


class Measured:
    """Wraps the application; an unhandled fault becomes a 500 with an id and no detail."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            _note(scope, status, time.perf_counter() - started)


def _note(scope: Scope, status: int, seconds: float) -> None:
    # Only our own fixed routes are named: a path may hold an id.
    route = scope["path"] if scope["path"] in _KNOWN else "app"
    REQUESTS.labels(route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)
    if route in {"/graphql", "app"}:
        LOG.info(
            "request", id=new_id(), method=scope["method"], route=route, status=status, ms=round(seconds * 1000, 1)
        )


async def metrics(_: Request) -> Response:
    """The numbers in Prometheus' text format."""
    return Response(generate_latest(REGISTRY), media_type="text/plain; version=0.0.4")
