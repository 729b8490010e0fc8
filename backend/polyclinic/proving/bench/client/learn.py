"""The first look at a server: every question once, each answer compared in meaning with what the data set says."""

import asyncio
from time import perf_counter

import orjson

from polyclinic.proving.bench.client.connection import Answered, Connection, request_bytes
from polyclinic.proving.bench.job import Learnt, Question, Target


class Known:
    """A target with its requests and, where an answer was right, the bytes every later one must equal."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.requests = [
            request_bytes(target.port, question.token, orjson.dumps(question.body)) for question in target.questions
        ]
        self.references: list[bytes | None] = [None] * len(self.requests)
        self.complaint: str | None = None

    async def learn(self, concurrency: int) -> Learnt:
        """Ask everything once over some connections."""
        left, finished = iter(range(len(self.requests))), asyncio.Semaphore(0)

        def go_on(connection: Connection) -> None:
            question = next(left, None) if connection.is_open else None
            if question is None:
                finished.release()
            else:
                connection.ask(question, self.requests[question], perf_counter())

        def answered(connection: Connection, ok: bool, body: bytes) -> None:
            self._keep(connection.question, ok=ok, body=body)
            go_on(connection)

        connections = [await connect(self.target.port, answered) for _ in range(concurrency)]
        for connection in connections:
            go_on(connection)
        for _ in connections:
            await finished.acquire()
        for connection in connections:
            connection.close()
        return self._learnt()

    def _keep(self, question: int, *, ok: bool, body: bytes) -> None:
        complaint = wrong(self.target.questions[question], ok=ok, body=body)
        if complaint is None:
            self.references[question] = body
        elif self.complaint is None:
            self.complaint = f"question {question}: {complaint}"

    def _learnt(self) -> Learnt:
        sizes = [len(body) for body in self.references if body is not None]
        mean = sum(sizes) // len(sizes) if sizes else 0
        return Learnt(len(sizes), len(self.references) - len(sizes), self.complaint, mean)


async def connect(port: int, answered: Answered) -> Connection:
    """Open one connection to a server on this machine."""
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(lambda: Connection(answered), "127.0.0.1", port)
    return connection


def wrong(question: Question, *, ok: bool, body: bytes) -> str | None:
    """Say what is wrong with an answer, in words that hold nothing of a patient; None when it is right."""
    if not ok:
        return "no HTTP 200"
    try:
        answer = orjson.loads(body)
    except ValueError:
        return "the body is not JSON"
    if not isinstance(answer, dict) or answer.get("errors"):
        return "the answer has errors"
    if question.expected is not None and answer.get("data") != question.expected:
        return "another answer than the data set gives"
    return None
