"""The running server, from outside: schemathesis on every field, and connections that are not what they should be."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
import structlog
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from factories import account, grant, patient, record, signed_in
from hostile.door import MODES, TRUSTED_ONLY, changed
from hostile.running import running
from polyclinic.main.open import House
from polyclinic.web.measured import REQUESTS

SCHEMA = Path(__file__).parents[2] / "schema" / "schema.graphql"
EXAMPLES = 15
LONGEST_S = 120


def answered(status: int) -> float:
    """How many answers of that status the endpoint has given so far."""
    return REQUESTS.labels("/graphql", str(status))._value.get()


async def schemathesis(port: int, token: str, folder: Path) -> tuple[int, str]:
    """Run schemathesis in a process of its own; return its exit code and what it said."""
    arguments = [
        str(SCHEMA), "--url", f"http://127.0.0.1:{port}/graphql", "--header", f"Authorization: Bearer {token}",
        "--max-examples", str(EXAMPLES), "--generation-deterministic", "--checks", "not_a_server_error", "--no-color",
        "--exclude-name", "Mutation.signOut",  # it would end the session that all the others need
    ]  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "schemathesis.cli", "run", *arguments,
        cwd=folder, env={**os.environ, "NO_PROXY": "*"}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(), LONGEST_S)
    finally:
        if process.returncode is None:
            process.kill()
    return process.returncode or 0, said.decode()


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
async def test_schemathesis_finds_no_server_error(house: House, mode: str, tmp_path: Path) -> None:
    owner, anna = await account(), await patient()
    await grant(owner, anna)
    await record(anna)
    token = (await signed_in(house, owner)).access_token
    taken, refused, failed = answered(200), answered(400), answered(500)
    with structlog.testing.capture_logs() as logged:
        async with running(changed(house, **MODES[mode])) as port:
            code, said = await schemathesis(port, token, tmp_path)
    assert code == 0, said
    assert "Tested: 7" in said, said
    assert answered(500) == failed
    assert (answered(400) if mode == TRUSTED_ONLY else answered(200)) >= (
        refused if mode == TRUSTED_ONLY else taken
    ) + 50
    assert [entry for entry in logged if entry["event"] == "fault"] == []


async def test_a_websocket_is_refused_and_the_server_goes_on(house: House) -> None:
    async with running(changed(house)) as port:
        for protocols in (None, ["graphql-transport-ws"], ["graphql-ws"]):
            with pytest.raises(InvalidStatus) as refused:
                async with connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=protocols, proxy=None):
                    pass
            assert refused.value.response.status_code == 403
        assert b"200" in await said_to(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"400"),  # TLS to a plain port
        (b"GET / HTTP/9.9\r\n\r\n", b"400"),
        (b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", b"400"),
        (b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnull", b"400"),
        (b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
    ],
)  # fmt: skip
async def test_bytes_that_are_no_request(house: House, sent: bytes, status: bytes) -> None:
    async with running(changed(house)) as port:
        answer = await said_to(port, sent)
        assert answer.split(b" ", 2)[1] == status
        assert b"200" in await said_to(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")


async def said_to(port: int, sent: bytes) -> bytes:
    """Send bytes and return all that comes back until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    try:
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()
