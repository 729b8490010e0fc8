"""Follow the file in which the development channel writes what it sends."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

LOOK_SECONDS = 0.2


async def followed(path: Path) -> AsyncIterator[dict[str, Any]]:
    """Yield each message written from now on; half a line waits for its end."""
    place, rest = (path.stat().st_size if path.exists() else 0), b""
    while True:
        if path.exists() and path.stat().st_size > place:
            with path.open("rb") as file:
                file.seek(place)
                rest += file.read()
                place = file.tell()
            *lines, rest = rest.split(b"\n")
            for line in lines:
                yield json.loads(line)
        await asyncio.sleep(LOOK_SECONDS)
