"""The port to the outside world: what a provider is given and what it answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from polyclinic.inbox.model import Channel


class ChannelError(Exception):
    """The provider did not take the message; `reason` is a word for the record, without address or text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address. `id` is the notice: a provider or device that has seen it drops the second copy."""

    id: str
    kind: str
    channel: Channel
    to: str = field(repr=False)
    text: str = field(repr=False)
    code: str | None = field(default=None, repr=False)
    at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """The provider took the message, under its own id when it names one."""

    provider_id: str | None = None


class ChannelPort(Protocol):
    """Anything that can carry a message."""

    async def send(self, message: Message) -> Receipt:
        """Hand the message over, or raise ChannelError."""
        ...
