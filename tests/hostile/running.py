"""The server as it runs in production, on a loopback port, in this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from polyclinic.main import server
from polyclinic.main.open import House


@asynccontextmanager
async def running(house: House) -> AsyncIterator[int]:
    """Serve for the length of a block; the value is the port."""
    taken, stop, ready = server.bind(house.settings), asyncio.Event(), asyncio.Event()

    async def tell() -> None:
        ready.set()

    serving = asyncio.create_task(server.serve(house, taken, stop, ready=tell))
    try:
        await ready.wait()
        yield taken.getsockname()[1]
    finally:
        stop.set()
        await serving
