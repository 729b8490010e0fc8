"""Refusals of backup and restore.

DomainError
├── ArchiveExistsError      ARCHIVE_EXISTS        a file of that name is there already
├── ArchiveDamagedError     ARCHIVE_DAMAGED       not an archive of ours, cut short, or changed
├── ArchiveTooNewError      ARCHIVE_TOO_NEW       written by a newer release
├── DatabaseNotEmptyError   DATABASE_NOT_EMPTY    restore would mix two databases
└── RestoreFailedError      RESTORE_FAILED        the database refused a document
"""

from pathlib import Path

from polyclinic.kit.errors import DomainError


class ArchiveExistsError(DomainError):
    """A backup never overwrites another one."""

    code = "ARCHIVE_EXISTS"

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already. Choose another name; a backup never overwrites another one.")


class ArchiveDamagedError(DomainError):
    """The archive cannot be trusted; nothing was written."""

    code = "ARCHIVE_DAMAGED"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} cannot be restored: {reason}. Nothing was changed. Use another copy of the backup.")


class ArchiveTooNewError(DomainError):
    """A newer release wrote it; nothing was written."""

    code = "ARCHIVE_TOO_NEW"

    def __init__(self, path: Path, schema: int) -> None:
        super().__init__(
            f"{path} was made by a newer release (schema {schema}). Install that release. Nothing was changed."
        )


class DatabaseNotEmptyError(DomainError):
    """There are documents already; nothing was written."""

    code = "DATABASE_NOT_EMPTY"

    def __init__(self, database: str, collection: str) -> None:
        super().__init__(
            f"The database {database} is not empty ({collection} has documents). Restore into an empty one, "
            "or add --force to delete everything in it first. Nothing was changed."
        )


class RestoreFailedError(DomainError):
    """The database refused a document of a whole archive. The driver's own message is not shown: it holds the document."""

    code = "RESTORE_FAILED"

    def __init__(self, collection: str, reason: str) -> None:
        super().__init__(
            f"The database refused a document of {collection} ({reason}). The restore is not complete, and servers will not start on "
            "this database: run it again with --force, from this archive or another."
        )
