"""The only place that asks what time it is, so that rules stay pure and tests can turn the hands."""

import zoneinfo
from datetime import UTC, datetime

# Zones come from the pinned tzdata package: a machine's own files may be years old, and a visit would be at the wrong hour.
zoneinfo.reset_tzpath(to=())


def now() -> datetime:
    """Return the current instant, aware, UTC, cut to milliseconds (what MongoDB keeps)."""
    instant = datetime.now(UTC)  # noqa: TID251 - this is the clock
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
