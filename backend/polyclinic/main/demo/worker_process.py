"""The worker as a process of its own, that ends when we do, however we end."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from polyclinic.main.open import House

GRACE_SECONDS = 2


@asynccontextmanager
async def worker_of(house: House) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `polyclinic worker` on the same database; it watches its standard input, which closes even when we are killed."""
    settings = house.settings
    environment = {
        **os.environ,
        "POLYCLINIC_MONGODB_URI": house.uri,
        "POLYCLINIC_DATABASE": settings.database,
        "POLYCLINIC_DATA_DIR": str(settings.data_dir),
        "POLYCLINIC_KEY_FILE": str(settings.keys),
        "POLYCLINIC_MESSAGES_FILE": str(settings.messages_file or settings.data_dir / "messages.jsonl"),
        "POLYCLINIC_LOG_LEVEL": settings.log_level,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "polyclinic", "worker", "--with-parent",
        stdin=asyncio.subprocess.PIPE, env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        await _ended(process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
