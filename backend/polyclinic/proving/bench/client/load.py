"""A closed loop of random questions: each connection asks the next one as soon as it has its answer."""

import asyncio
from collections.abc import Sequence
from random import Random
from time import perf_counter

from polyclinic.proving.bench.client.connection import Connection

_LOOK_S = 0.01


class Load:
    """Counts right answers and their times (seconds) while it measures; a wrong answer counts at any time.

    An answer is right when it is HTTP 200 and equals its reference to the last byte. A lost connection is an error and
    stays lost, so that a server that hangs up cannot look fast.
    """

    def __init__(self, requests: Sequence[bytes], references: Sequence[bytes | None], chance: Random) -> None:
        self.times: list[float] = []
        self.errors = 0
        self.complaint: str | None = None
        self._requests, self._references, self._chance = requests, references, chance
        self._measuring = self._over = False

    def begin(self) -> None:
        """Measure from now on."""
        self._measuring = True

    def end(self) -> None:
        """Stop measuring and asking; answers still on their way are checked, not timed."""
        self._measuring, self._over = False, True

    def ask(self, connection: Connection) -> None:
        """Ask a random question."""
        question = int(self._chance.random() * len(self._requests))
        connection.ask(question, self._requests[question], perf_counter())

    def answered(self, connection: Connection, ok: bool, body: bytes) -> None:
        """Check an answer and go on."""
        now = perf_counter()
        if not ok or body != self._references[connection.question]:
            self._note(connection, ok=ok)
        elif self._measuring:
            self.times.append(now - connection.asked_at)
        if not self._over and connection.is_open:
            self.ask(connection)

    async def drained(self, connections: Sequence[Connection], patience: float) -> None:
        """Wait (seconds) for what is still on its way, count what never came, and hang up."""
        until = perf_counter() + patience
        while any(line.waiting for line in connections) and perf_counter() < until:  # noqa: ASYNC110 - an answer must stay cheap
            await asyncio.sleep(_LOOK_S)
        lost = sum(line.waiting for line in connections)
        self.errors += lost
        if lost and self.complaint is None:
            self.complaint = f"{lost} answers never came"
        for line in connections:
            line.waiting = False
            line.close()

    def _note(self, connection: Connection, *, ok: bool) -> None:
        self.errors += 1
        if self.complaint is None:
            what = "another body than the reference" if ok else "no HTTP 200, or the connection was lost"
            self.complaint = f"question {connection.question}: {what}"
