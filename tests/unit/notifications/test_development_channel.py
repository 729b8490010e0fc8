"""The development channel: one JSON line a message."""

import asyncio
import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from polyclinic.inbox.model import Channel
from polyclinic.kit.settings import Environment, Settings
from polyclinic_notifications.channels.choose import NoChannelError, channel_for
from polyclinic_notifications.channels.development import DevelopmentChannel
from polyclinic_notifications.channels.port import ChannelError, Message, Receipt

AT = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)


def message(code: str | None = "042917", text: str = "042917 — код") -> Message:
    return Message(id="n1", kind="sign_in_code", channel=Channel.SMS, to="+79123456742", text=text, code=code, at=AT)


async def test_a_line(tmp_path: Path) -> None:
    file = tmp_path / "new" / "messages.jsonl"
    assert await DevelopmentChannel(file).send(message()) == Receipt()
    assert [json.loads(line) for line in file.read_text("utf8").splitlines()] == [
        {
            "at": "2031-03-03T10:00:00+00:00",
            "kind": "sign_in_code",
            "to": "+79123456742",
            "channel": "sms",
            "text": "042917 — код",
            "code": "042917",
        }
    ]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_only_a_sign_in_code_has_a_code(tmp_path: Path) -> None:
    await DevelopmentChannel(tmp_path / "m").send(message(code=None))
    assert sorted(json.loads((tmp_path / "m").read_text("utf8"))) == ["at", "channel", "kind", "text", "to"]


async def test_lines_stay_whole_however_many_write(tmp_path: Path) -> None:
    channels = [DevelopmentChannel(tmp_path / "m") for _ in range(4)]
    await asyncio.gather(*(channels[n % 4].send(message(text="x" * 3000)) for n in range(80)))
    lines = (tmp_path / "m").read_text("utf8").splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["x" * 3000] * 80


async def test_without_a_file_it_is_standard_error(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    await DevelopmentChannel(None).send(message())
    assert json.loads(capfdbinary.readouterr().err)["code"] == "042917"


async def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ChannelError) as refused:
        await DevelopmentChannel(tmp_path).send(message())
    assert refused.value.reason == "messages-file-not-writable"


def test_production_never_writes_codes_to_the_console() -> None:
    with pytest.raises(NoChannelError):
        channel_for(Settings(_env_file=None, environment=Environment.PRODUCTION))
    assert isinstance(
        channel_for(Settings(_env_file=None, environment=Environment.PRODUCTION, messages_file=Path("m"))),
        DevelopmentChannel,
    )


def test_a_message_does_not_print_what_it_says() -> None:
    assert repr(message()) == f"Message(id='n1', kind='sign_in_code', channel={Channel.SMS!r}, at={AT!r})"
