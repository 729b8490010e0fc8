"""Bring FHIR R4 files in: each whole or not at all, the others in any case."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from polyclinic.interop.find_files import find_files
from polyclinic.interop.import_file import import_file
from polyclinic.interop.memory import peak_rss_mb
from polyclinic.interop.report import FileReport, ImportReport
from polyclinic.interop.tend_imports import tend_imports
from polyclinic.kit.keys import HouseKeys


class Progress(Protocol):
    """Who wants to know how far it is."""

    def begin(self, files: list[Path]) -> None:
        """Take the files, in the order in which they go in."""

    def read(self, size: int) -> None:
        """Take the packed bytes read just now."""

    def done(self, report: FileReport) -> None:
        """Take the report of a file that has ended."""


async def import_fhir(
    paths: Iterable[Path],
    *,
    keys: HouseKeys,
    source: str | None = None,
    activate: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import files and folders and report on each.

    `source` names where the records come from (else the server of their fullUrls, else `local`); `activate` gives every new patient
    a one-time code. Files that only refer to what is not there yet are tried again after the others, as long as that helps.
    """
    began = time.monotonic()
    await tend_imports()
    files = find_files(paths)
    if progress:
        progress.begin(files)
    reports: dict[Path, FileReport] = {}
    waiting = files
    while waiting:
        before = len(waiting)
        for path in waiting:
            reports[path] = await import_file(
                path, keys=keys, source=source, activate=activate, on_bytes=progress.read if progress else None
            )
            if progress:
                progress.done(reports[path])
        waiting = [path for path in waiting if reports[path].retry]
        if len(waiting) == before:
            break
    return ImportReport([reports[path] for path in files], time.monotonic() - began, peak_rss_mb())
