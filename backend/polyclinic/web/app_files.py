"""The built app: immutable assets, a shell for the app's own routes, and nothing for any other address."""

import mimetypes
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

STATIC = Path(__file__).with_name("static")
ROUTES = re.compile(r"^/(?:|sign-in|claim|home|records|results/[\w-]{1,64}|settings)$")
"""Addresses the app answers itself; anything else is not found, so that a mistyped link is never a blank page."""

_NOT_BUILT = """<!doctype html><html lang="en"><title>Polyclinic</title>
<h1>The app is not built</h1><p>Run <code>make app</code> and reload this page. The API works at <code>/graphql</code>.</p></html>"""
_IMMUTABLE = "public, max-age=31536000, immutable"


async def app_file(request: Request) -> Response:
    """Answer a GET for the app's shell or one of its files."""
    path = request.url.path
    if ROUTES.match(path):
        return _shell(request)
    found = _inside(path)
    if found is None or not found.is_file():
        return PlainTextResponse("Not found", 404)
    return _file(request, found, _IMMUTABLE if path.startswith("/assets/") else "no-cache")


def _shell(request: Request) -> Response:
    index = STATIC / "index.html"
    if not index.is_file():
        return HTMLResponse(_NOT_BUILT, 503)
    return _file(request, index, "no-cache")


def _inside(path: str) -> Path | None:
    found = (STATIC / path.lstrip("/")).resolve()
    return found if found.is_relative_to(STATIC.resolve()) else None


def _file(request: Request, found: Path, cache: str) -> Response:
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    if found.suffix == ".webmanifest":
        kind = "application/manifest+json"
    packed = found.with_name(found.name + ".gz")
    if packed.is_file() and "gzip" in request.headers.get("accept-encoding", ""):
        found = packed
        headers["Content-Encoding"] = "gzip"
    return FileResponse(found, headers=headers, media_type=kind)
