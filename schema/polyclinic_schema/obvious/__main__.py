"""`python -m polyclinic_schema.obvious --path stock|cached|raw|raw-unsigned [--content FILE]`, settings from the environment."""

import argparse
import asyncio
import json
import socket
import sys
from contextlib import AsyncExitStack
from pathlib import Path as File

import uvicorn
import uvloop

from polyclinic.access import model as access
from polyclinic.booking import model as booking
from polyclinic.clinics import model as clinics
from polyclinic.kit import mongo
from polyclinic.kit.keys import read_keys
from polyclinic.kit.settings import Settings
from polyclinic.people import model as people
from polyclinic.records import model as records
from polyclinic_schema.obvious.paths import Ground, Path, application

DOCUMENTS = (*access.DOCUMENTS, *people.DOCUMENTS, *clinics.DOCUMENTS, *booking.DOCUMENTS, *records.DOCUMENTS)


def main(arguments: list[str]) -> None:
    """Serve one path on a free port of this machine; the address is the first line of standard error."""
    parser = argparse.ArgumentParser(prog="python -m polyclinic_schema.obvious")
    parser.add_argument("--path", type=Path, choices=list(Path), required=True)
    parser.add_argument("--content", type=File, help="JSON: the constant answer of the raw paths")
    given = parser.parse_args(arguments)
    settings = Settings()
    keys = read_keys(settings.keys, may_make=False)
    content = json.loads(given.content.read_text("utf8")) if given.content else None
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(given.path, Ground(keys=keys, settings=settings, content=content)))


async def _serve(path: Path, ground: Ground) -> None:
    async with AsyncExitStack() as stack:
        if path in {Path.STOCK, Path.CACHED}:
            uri = ground.settings.mongodb_uri
            if uri is None:
                sys.exit("Set POLYCLINIC_MONGODB_URI: this server starts no database of its own.")
            await stack.enter_async_context(mongo.opened(uri.get_secret_value(), ground.settings.database, DOCUMENTS))
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        sys.stderr.write(json.dumps({"event": "ready", "url": f"http://127.0.0.1:{listening.getsockname()[1]}"}) + "\n")
        sys.stderr.flush()
        config = uvicorn.Config(
            application(path, ground), log_config=None, access_log=False, http="httptools", lifespan="off"
        )
        await uvicorn.Server(config).serve(sockets=[listening])


if __name__ == "__main__":
    main(sys.argv[1:])
