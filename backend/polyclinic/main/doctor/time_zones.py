"""The clock and the zone rules: a visit's wall time is only as right as both."""

import zoneinfo
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module, metadata
from pathlib import Path

from polyclinic.kit import clock
from polyclinic.main.doctor.finding import Finding, ok, warn, wrong

UPDATE = "Update the zone rules: pip install --upgrade tzdata"


def clock_against_rules(now: datetime, tzdata_version: str) -> Finding:
    """Check that the clock is not before the year of the zone rules, nor the rules years behind the clock."""
    year, _, _ = tzdata_version.partition(".")
    found = f"{now:%Y-%m-%d %H:%M} UTC, zone rules {tzdata_version}"
    if now.year < int(year):
        return wrong("clock", found, "The clock is before the zone rules were made: set it (timedatectl set-ntp true).")
    if now.year > int(year) + 1:
        return warn("clock", found, UPDATE)
    return ok("clock", found)


def zones(package: str, system: str | None, path: Sequence[str]) -> Finding:
    """Check that Python reads the zones of the `tzdata` package: a directory in `path` (zoneinfo.TZPATH) comes before it."""
    if not path or system in {None, package}:
        return ok("time zones", f"tzdata {package}")
    found = f"Python reads the system's zones {system} before tzdata {package}"
    return warn(
        "time zones", found, "Set PYTHONTZPATH to an empty value, so that all processes share the package's rules."
    )


def system_version(path: Sequence[str]) -> str | None:
    """Read which IANA release the system's zone files are; "unknown" when they do not say, None when there are none."""
    folder = next((Path(place) for place in path if (Path(place) / "UTC").exists()), None)
    if folder is None:
        return None
    try:
        with (folder / "tzdata.zi").open(encoding="ascii") as file:
            return file.readline().removeprefix("# version").strip() or "unknown"
    except OSError:
        return "unknown"


def look() -> list[Finding]:
    """Look at this machine's clock and zones."""
    package = str(import_module("tzdata").IANA_VERSION)
    return [
        clock_against_rules(clock.now(), metadata.version("tzdata")),
        zones(package, system_version(zoneinfo.TZPATH), zoneinfo.TZPATH),
    ]
