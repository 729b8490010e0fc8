"""Trusted documents: what the app asks, by SHA-256. Written by `polyclinic_schema.generate`."""

from pathlib import Path

from polyclinic.kit import clock
from polyclinic_schema.generate.documents import answered_on, read_documents

LISTED = Path(__file__).with_name("documents.json")


def trusted(more: Path | None = None) -> dict[str, str]:
    """Return the text of every operation that a phone may still hold, by its hash; `more` is an operator's own list.

    Raises FileNotFoundError when that list is not there: an empty one in its place would refuse phones one by one.
    """
    listed = read_documents(LISTED) | (read_documents(more.resolve(strict=True)) if more else {})
    return answered_on(listed, clock.now().date())
