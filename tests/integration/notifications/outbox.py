"""What the worker tests share: a channel that remembers, and a turn of the worker."""

import asyncio

from polyclinic.kit.keys import HouseKeys
from polyclinic_notifications.channels.port import Message, Receipt
from polyclinic_notifications.worker import drain


class Remembering:
    """A channel that keeps what it was given, and can be told to fail."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.fail: BaseException | None = None
        self.after: BaseException | None = None

    async def send(self, message: Message) -> Receipt:
        if self.fail is not None:
            raise self.fail
        self.sent.append(message)
        if self.after is not None:
            raise self.after
        return Receipt(f"provider-{len(self.sent)}")


class Crash(BaseException):
    """The process is gone: nothing may catch this."""


async def turn(channel: Remembering, keys: HouseKeys) -> int:
    """Tell everything that is due now."""
    return await drain(channel=channel, keys=keys, stop=asyncio.Event())
