"""Wall time and instants: zones come from the tzdata package, never from the machine."""

from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from zoneinfo import ZoneInfo


@cache
def zone(name: str) -> ZoneInfo:
    """Return an IANA zone as the installed tzdata package has it."""
    with files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as raw:
        return ZoneInfo.from_file(raw, name)


def tzdata_version() -> str:
    """Return the version of the zone rules in use, such as `2026.6`."""
    return version("tzdata")


def instant(wall: datetime, name: str) -> datetime:
    """Return the UTC instant at which the clock on the wall shows `wall` (naive)."""
    return wall.replace(tzinfo=zone(name)).astimezone(UTC)


def exists(wall: datetime, name: str) -> bool:
    """Say whether the clock on the wall ever shows this time; an hour is skipped when summer time begins."""
    return instant(wall, name).astimezone(zone(name)).replace(tzinfo=None) == wall
