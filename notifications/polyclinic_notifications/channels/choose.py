"""Which channel this deployment uses."""

from polyclinic.kit.errors import DomainError
from polyclinic.kit.settings import Environment, Settings
from polyclinic_notifications.channels.development import DevelopmentChannel
from polyclinic_notifications.channels.port import ChannelPort


class NoChannelError(DomainError):
    """Production without a way to reach people: the worker does not start."""

    code = "NO_CHANNEL"


def channel_for(settings: Settings) -> ChannelPort:
    """Return the channel of the settings; in production nothing is written to a console by accident."""
    if settings.environment is Environment.PRODUCTION and settings.messages_file is None:
        raise NoChannelError(
            "No way to send messages is configured. Set POLYCLINIC_MESSAGES_FILE to a file that your SMS gateway reads."
        )
    return DevelopmentChannel(settings.messages_file)
