"""The ASGI application: plain HTTP routes around a GraphQL endpoint that is handed in."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp

from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings
from polyclinic.web.app_files import app_file
from polyclinic.web.brake import Brake
from polyclinic.web.health import healthz, readyz
from polyclinic.web.measured import Measured, metrics
from polyclinic.web.security_headers import SecurityHeaders


def site(*, graphql: ASGIApp, database: Database, settings: Settings) -> Starlette:
    """Compose the routes. The app's own routes come last: everything not known here is its shell, its file, or not found."""
    routes = [
        Route("/graphql", Brake(graphql, most=settings.requests_per_minute, trusted=settings.trusted_proxies)),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
        Route("/{path:path}", app_file, methods=["GET"]),
    ]
    middleware = [Middleware(Measured), Middleware(SecurityHeaders, https=settings.secure_cookies)]
    application = Starlette(routes=routes, middleware=middleware)
    application.state.database = database
    return application
