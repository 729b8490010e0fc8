"""Small limits for the proofs of large files."""

import pytest

from integration.interop.large import GRACE
from polyclinic.interop import import_file, settle, write_staged


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything above three resources is large, batches are tiny, and the grace is as long as our readers take at most."""
    monkeypatch.setattr(import_file, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(write_staged, "AT_ONCE", 4)
    monkeypatch.setattr(settle, "_AT_ONCE", 3)
    monkeypatch.setattr(settle, "GRACE", GRACE)
