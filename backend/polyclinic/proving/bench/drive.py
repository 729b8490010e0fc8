"""The driver, a process of its own: `python -m polyclinic.proving.bench.drive` takes orders as JSON lines and answers each."""

import asyncio
import os
import sys
from random import Random
from time import perf_counter

import msgspec
import uvloop

from polyclinic.proving.bench.client.learn import Known, connect
from polyclinic.proving.bench.client.load import Load
from polyclinic.proving.bench.job import Cell, Drive, Learn, Learnt, Order
from polyclinic.proving.bench.processes import Used, is_known, memory_mb, used
from polyclinic.proving.bench.statistics import percentile

PATIENCE_S = 15.0
"""How long after a cell an answer is waited for before it counts as lost."""


class Driver:
    """Holds the learnt targets between orders."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}

    async def obey(self, order: Order) -> Learnt | Cell:
        """Carry out one order."""
        if isinstance(order, Learn):
            known = self._known[order.target.name] = Known(order.target)
            return await known.learn(order.concurrency)
        return await _drive(order, self._known[order.name])


async def _drive(order: Drive, known: Known) -> Cell:
    target, load = known.target, Load(known.requests, known.references, Random(order.seed))
    connections = [await connect(target.port, load.answered) for _ in range(order.concurrency)]
    for connection in connections:
        load.ask(connection)
    await asyncio.sleep(order.warm_up)
    before, started = used(target.server, target.database), perf_counter()
    load.begin()
    await asyncio.sleep(order.seconds)
    load.end()
    seconds = perf_counter() - started
    spent = used(target.server, target.database).since(before)
    memory = memory_mb(target.server)
    await load.drained(connections, PATIENCE_S)
    return _cell(load, seconds, spent, memory)


def _cell(load: Load, seconds: float, spent: Used, memory: float | None) -> Cell:
    times, known = sorted(load.times), is_known()
    answers = max(len(times), 1)
    return Cell(
        answers=len(times),
        errors=load.errors,
        complaint=load.complaint,
        seconds=seconds,
        p50_ms=percentile(times, 0.50) * 1000,
        p95_ms=percentile(times, 0.95) * 1000,
        p99_ms=percentile(times, 0.99) * 1000,
        server_cpu_ms=spent.server * 1000 / answers if known else None,
        database_cpu_ms=spent.database * 1000 / answers if known else None,
        rss_mb=memory,
        others=spent.others / (seconds * (os.cpu_count() or 1)),
    )


def main() -> None:
    """Read orders from standard input until it closes."""
    decoder = msgspec.json.Decoder(Learn | Drive)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        driver = Driver()
        for line in sys.stdin.buffer:
            report = runner.run(driver.obey(decoder.decode(line)))
            sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
