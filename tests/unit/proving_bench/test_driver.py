"""The driver counts an answer as right only when it is: another patient, an error, a hang-up are errors."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import orjson
import pytest

from polyclinic.proving.bench.drive import Driver
from polyclinic.proving.bench.job import Cell, Drive, Learn, Learnt, Question, Target

Reply = Callable[[str, int], bytes | None]
"""Gives the answer for a patient's id and the number of the request; None hangs up."""


def http(content: object, status: str = "200 OK") -> bytes:
    body = orjson.dumps(content)
    return f"HTTP/1.1 {status}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body


def right(patient_id: str, _: int) -> bytes:
    return http({"data": {"patient": {"id": patient_id}}})


@asynccontextmanager
async def server(reply: Reply) -> AsyncIterator[int]:
    """A server on this machine that answers as it is told."""
    count = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal count
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                size = next(
                    int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length")
                )
                asked = orjson.loads(await reader.readexactly(size))
                count += 1
                answer = reply(asked["variables"]["id"], count)
                if answer is None:
                    break
                half = len(answer) // 2  # in two pieces, as networks do
                writer.write(answer[:half])
                await asyncio.sleep(0)
                writer.write(answer[half:])
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with listening:
        yield listening.sockets[0].getsockname()[1]


def target(port: int) -> Target:
    questions = [
        Question({"variables": {"id": name}}, "token", {"patient": {"id": name}}) for name in ("anna", "boris", "vera")
    ]
    return Target("peer", port, questions, server=[os.getpid()], database=[])


async def driven(reply: Reply) -> tuple[Learnt, Cell]:
    async with server(reply) as port:
        driver = Driver()
        learnt = await driver.obey(Learn(target(port), concurrency=2))
        cell = await driver.obey(Drive("peer", concurrency=2, seconds=0.1, warm_up=0.02))
    assert isinstance(learnt, Learnt)
    assert isinstance(cell, Cell)
    return learnt, cell


async def test_right_answers_are_counted_and_timed() -> None:
    learnt, cell = await driven(right)

    assert (learnt.right, learnt.wrong, learnt.complaint) == (3, 0, None)
    assert (cell.errors, cell.complaint) == (0, None)
    assert cell.answers > 10
    assert 0 < cell.p50_ms <= cell.p95_ms <= cell.p99_ms < 100
    assert cell.rps == pytest.approx(cell.answers / cell.seconds)


async def test_the_answer_of_another_patient_is_an_error() -> None:
    learnt, cell = await driven(lambda _, __: http({"data": {"patient": {"id": "anna"}}}))

    assert (learnt.right, learnt.wrong) == (1, 2)
    assert learnt.complaint is not None
    assert "another answer than the data set gives" in learnt.complaint
    assert cell.errors > 0
    assert cell.answers > 0


@pytest.mark.parametrize(
    ("reply", "complaint"),
    [
        (lambda name, _: http({"data": {"patient": {"id": name}}, "errors": [{"message": "no"}]}), "has errors"),
        (lambda _, __: http({"data": None, "errors": [{"message": "no"}]}), "has errors"),
        (lambda name, _: http({"data": {"patient": {"id": name}}}, "500 Oops"), "no HTTP 200"),
        (lambda _, __: b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nno!", "not JSON"),
        (lambda _, __: http([]), "has errors"),
        (lambda _, __: b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", "no HTTP 200"),
        (lambda _, __: None, "no HTTP 200"),
    ],
)
async def test_nothing_else_than_the_right_answer_counts(reply: Reply, complaint: str) -> None:
    learnt, cell = await driven(reply)

    assert (learnt.right, cell.answers) == (0, 0)
    assert learnt.complaint is not None
    assert complaint in learnt.complaint
    assert cell.errors > 0


async def test_a_server_that_errs_only_under_load_is_caught() -> None:
    def now_and_then(name: str, count: int) -> bytes:
        return http({"data": None, "errors": [{}]}) if count % 10 == 0 else right(name, count)

    learnt, cell = await driven(now_and_then)

    assert learnt.wrong == 0
    assert cell.errors > 0
    assert cell.complaint is not None
    assert "another body than the reference" in cell.complaint


async def test_a_lost_connection_is_an_error_and_stays_lost() -> None:
    learnt, cell = await driven(lambda name, count: None if count == 10 else right(name, count))

    assert learnt.wrong == 0
    assert cell.errors == 1
    assert cell.answers > 0
