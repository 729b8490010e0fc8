"""Start the demo in order, tell when it is ready, end it in reverse order."""

import asyncio
import contextlib
from pathlib import Path

from rich.console import Console

from polyclinic.kit.mongod import folder
from polyclinic.kit.settings import Settings
from polyclinic.main import server
from polyclinic.main.demo import messages, ready
from polyclinic.main.demo.worker_process import worker_of
from polyclinic.main.open import House, open_house
from polyclinic.proving.seed import seed


async def everything(settings: Settings, stop: asyncio.Event, options: ready.Options) -> int:
    """Run database, seed, worker and API until `stop`. Returns the exit code."""
    console = Console()
    if options.ready_file:
        options.ready_file.unlink(missing_ok=True)  # an old one must not look like this run's
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    console.print("Starting the database")
    async with open_house(settings, prepare=True) as house:
        await _run(house, stop, options, console)
        console.print("Ending")
    return 0


async def _run(house: House, stop: asyncio.Event, options: ready.Options, console: Console) -> None:
    with console.status("Inviting the city"):
        city = await seed(house.database, keys=house.keys, settings=house.settings, size=options.size)
    if stop.is_set():
        return
    port = _port(house.settings.data_dir, options.port)
    taken = server.bind(house.settings.model_copy(update={"port": port}))
    _keep_port(house.settings.data_dir, taken.getsockname()[1])
    written = house.settings.messages_file or house.settings.data_dir / "messages.jsonl"
    written.touch(mode=0o600)
    running = ready.Running(url=server.address(taken), mongodb_uri=house.uri, accounts=city.accounts, messages=written)

    async def tell() -> None:
        if options.ready_file:
            ready.write(options.ready_file, running)
        ready.show(console, running)

    async with worker_of(house):
        following = asyncio.create_task(_follow(console, written))
        try:
            await server.serve(house, taken, stop, ready=tell)
        finally:
            following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await following


async def _follow(console: Console, written: Path) -> None:
    async for message in messages.followed(written):
        ready.show_message(console, message)


def _port(data_dir: Path, asked: int | None) -> int:
    # The same address next time: a phone's saved copy and its installed app belong to one origin.
    if asked is not None:
        return asked
    kept = data_dir / "port"
    port = int(kept.read_text("ascii")) if kept.exists() else 0
    return port if port and folder.is_free(port) else 0


def _keep_port(data_dir: Path, port: int) -> None:
    (data_dir / "port").write_text(str(port), "ascii")
