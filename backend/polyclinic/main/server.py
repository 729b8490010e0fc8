"""Run the API: uvicorn on a socket we bound ourselves, so that port 0 is known before the first request."""

import asyncio
import gc
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from polyclinic.kit.settings import Settings
from polyclinic.main.open import House
from polyclinic.web.site import site
from polyclinic_schema.endpoint import Endpoint

GRACE_SECONDS = 2


def build(house: House) -> Starlette:
    """Compose the whole application."""
    return site(
        graphql=Endpoint(settings=house.settings, keys=house.keys), database=house.database, settings=house.settings
    )


def settle() -> None:
    """Take what start-up made out of the garbage collector's rounds: a full one costs 0.1 s with it, in whoever's request."""
    gc.collect()
    gc.freeze()


def bind(settings: Settings) -> socket.socket:
    """Take the address of the settings."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind((settings.host, settings.port))
    return taken


def address(taken: socket.socket) -> str:
    """Return the address people open: localhost on loopback, because service workers and cookies know it as safe."""
    host, port = taken.getsockname()[:2]
    shown = "localhost" if host in {"127.0.0.1", "::1"} else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


class _Quiet(uvicorn.Server):
    """A uvicorn server that leaves signals to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


async def serve(
    house: House, taken: socket.socket, stop: asyncio.Event, *, ready: Callable[[], Awaitable[None]]
) -> None:
    """Answer requests until `stop`; call `ready` when the first one would succeed."""
    config = uvicorn.Config(
        build(house),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,  # uvicorn believes any local proxy; `web.brake` believes only those of the settings
        ws_max_size=64 * 1024,
        timeout_graceful_shutdown=GRACE_SECONDS,
        lifespan="off",
    )
    server = _Quiet(config)
    running = asyncio.create_task(server.serve(sockets=[taken]))
    while not server.started and not running.done():  # noqa: ASYNC110 - uvicorn offers a flag, no event
        await asyncio.sleep(0.01)
    if not running.done():
        settle()
        await ready()
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await running
