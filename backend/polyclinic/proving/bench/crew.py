"""The driver as seen from outside: a child process that takes one order after another."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import msgspec

from polyclinic.proving.bench.job import Cell, Drive, Learn, Learnt, Target
from polyclinic.proving.bench.launch import BenchFailedError, ended

_LONGEST_LINE = 256 * 1024 * 1024
Report = TypeVar("Report", Learnt, Cell)


class Crew:
    """Gives orders to the driver process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def learn(self, target: Target, concurrency: int) -> Learnt:
        """Have every answer of a server checked once."""
        return await self._obeyed(Learn(target, concurrency), Learnt)

    async def drive(self, order: Drive) -> Cell:
        """Have one cell measured."""
        return await self._obeyed(order, Cell)

    async def _obeyed(self, order: Learn | Drive, kind: type[Report]) -> Report:
        process = self._process
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        await process.stdin.drain()
        line = await process.stdout.readline()
        if not line:
            raise BenchFailedError("The driver ended early; what it said stands above.")
        return msgspec.json.decode(line, type=kind)


@asynccontextmanager
async def crew() -> AsyncIterator[Crew]:
    """Run the driver for the length of a block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "polyclinic.proving.bench.drive",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_LONGEST_LINE,
    )  # fmt: skip
    try:
        yield Crew(process)
    finally:
        await ended(process)
