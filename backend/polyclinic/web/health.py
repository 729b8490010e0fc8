"""Is the process alive, and can it do its work?"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from polyclinic.kit.mongo import Database, is_ready


async def healthz(_: Request) -> Response:
    """Alive: the process answers."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """Ready: a database primary answers, else 503."""
    database: Database = request.app.state.database
    if await is_ready(database):
        return JSONResponse({"status": "ready"})
    return JSONResponse({"status": "no database primary"}, 503)
