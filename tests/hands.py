"""A clock whose hands a test can turn. It starts in the future, so that MongoDB's own sweeping finds nothing to do."""

from datetime import UTC, datetime, timedelta

import pytest

from polyclinic.kit import clock

START = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)


class Hands:
    """Stands at `START` until told otherwise."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Replace the clock."""
    found = Hands()
    monkeypatch.setattr(clock, "now", found.now)
    return found
