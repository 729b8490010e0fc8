"""The only place that asks what time it is, so that rules stay pure and tests can turn the hands."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the current instant, aware, UTC, cut to milliseconds (what MongoDB keeps)."""
    instant = datetime.now(UTC)  # noqa: TID251 - this is the clock
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
