"""Fields of every row that stands for something imported."""

from polyclinic.kit.mongo import Row

SOURCE = "bench"


def origin(kind: str, source_id: str) -> Row:
    """Return the provenance of a settled row; nothing is sealed, so that no path reads bytes it does not need."""
    return {
        "source": SOURCE,
        "source_type": kind,
        "source_id": source_id,
        "identifiers": [],
        "version": 1,
        "content_hash": "",
        "sealed": b"",
        "import_id": None,
        "staged_by": None,
        "superseded_by": None,
        "replaces": None,
    }
