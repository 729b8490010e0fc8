"""Refusals of an import.

DomainError
├── ImportUnderWayError    IMPORT_UNDER_WAY    another import of this source is being written
├── ImportTakenOverError   IMPORT_TAKEN_OVER   this import was silent for too long and another process cleaned it up
└── FileError              FILE_UNREADABLE     a file cannot be taken; `entry` says where when it is one entry
    └── BrokenReferenceError  BROKEN_REFERENCE  a reference to a supported type leads nowhere (yet)
"""

from polyclinic.kit.errors import DomainError


class ImportUnderWayError(DomainError):
    """One large import per source at a time."""

    code = "IMPORT_UNDER_WAY"

    def __init__(self, source: str) -> None:
        super().__init__(
            f"Another import of the source `{source}` is under way. Wait until it has finished, then run this one again."
        )


class ImportTakenOverError(DomainError):
    """This process was silent for so long that another one cleaned its import up."""

    code = "IMPORT_TAKEN_OVER"

    def __init__(self) -> None:
        super().__init__(
            "This import was silent for too long and was cleaned up. Nothing of it is visible; run it again."
        )


class FileError(DomainError):
    """A file, or one of its entries, cannot be taken."""

    code = "FILE_UNREADABLE"

    def __init__(self, reason: str, entry: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.entry = entry


class BrokenReferenceError(FileError):
    """A reference to a type that we keep leads nowhere; another file may still bring its target."""

    code = "BROKEN_REFERENCE"
