"""What an import says of itself: per file, per type, per new patient."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MOST_ERRORS = 100
"""A file says its first hundred errors, and how many more there are."""


class Status(StrEnum):
    """How a file ended."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(slots=True)
class Counts:
    """Resources of one type."""

    read: int = 0
    imported: int = 0
    unchanged: int = 0
    skipped: int = 0

    def add(self, other: "Counts") -> None:
        """Add another count to this one."""
        self.read += other.read
        self.imported += other.imported
        self.unchanged += other.unchanged
        self.skipped += other.skipped


@dataclass(frozen=True, slots=True)
class EntryError:
    """What is wrong, and in which entry; `entry` is None when it is the file."""

    entry: str | None
    reason: str


class Errors:
    """The errors of one file."""

    def __init__(self) -> None:
        self.listed: list[EntryError] = []
        self.more = 0
        self.only_references = True

    def __bool__(self) -> bool:
        return bool(self.listed)

    def add(self, reason: str, entry: str | None = None, *, is_reference: bool = False) -> None:
        """Note an error."""
        self.only_references &= is_reference
        if len(self.listed) < MOST_ERRORS:
            self.listed.append(EntryError(entry, reason))
        else:
            self.more += 1

    def all(self) -> list[EntryError]:
        """Return the errors, and a last line that counts those left out."""
        return [*self.listed, EntryError(None, f"and {self.more} more errors")] if self.more else list(self.listed)


@dataclass(frozen=True, slots=True)
class NewPatient:
    """A patient who was not known before. The code is shown here and nowhere else."""

    id: str
    name: str
    activation_code: str | None = None


@dataclass(slots=True)
class FileReport:
    """One file."""

    path: str
    status: Status = Status.FAILED
    counts: dict[str, Counts] = field(default_factory=dict)
    errors: list[EntryError] = field(default_factory=list)
    patients: list[NewPatient] = field(default_factory=list)
    retry: bool = False

    def count(self, resource_type: str) -> Counts:
        """Return the counts of a type, to be added to."""
        return self.counts.setdefault(resource_type, Counts())


@dataclass(slots=True)
class ImportReport:
    """All files of one run. Time is in seconds, memory (the most resident at once) in megabytes."""

    files: list[FileReport] = field(default_factory=list)
    seconds: float = 0.0
    peak_rss_mb: float = 0.0

    @property
    def failed(self) -> bool:
        """Say whether any file failed."""
        return any(file.status is Status.FAILED for file in self.files)

    @property
    def patients(self) -> list[NewPatient]:
        """Return the new patients of all files."""
        return [patient for file in self.files for patient in file.patients]

    @property
    def totals(self) -> dict[str, Counts]:
        """Return the counts per type over all files."""
        sums: dict[str, Counts] = {}
        for file in self.files:
            for resource_type, counts in file.counts.items():
                sums.setdefault(resource_type, Counts()).add(counts)
        return dict(sorted(sums.items()))

    def as_json(self) -> dict[str, Any]:
        """Return the report as `import-fhir --json` prints it."""
        return {
            "files": [
                {
                    "path": file.path,
                    "status": file.status.value,
                    "counts": _counts(dict(sorted(file.counts.items()))),
                    "errors": [{"entry": error.entry, "reason": error.reason} for error in file.errors],
                }
                for file in self.files
            ],
            "patients": [
                {"id": found.id, "name": found.name, "activation_code": found.activation_code}
                for found in self.patients
            ],
            "totals": _counts(self.totals),
            "seconds": round(self.seconds, 3),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
        }


def _counts(found: dict[str, Counts]) -> dict[str, dict[str, int]]:
    return {
        name: {"read": row.read, "imported": row.imported, "unchanged": row.unchanged, "skipped": row.skipped}
        for name, row in found.items()
    }
