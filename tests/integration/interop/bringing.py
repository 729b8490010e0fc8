"""Shorthand for tests that import files."""

from pathlib import Path
from typing import Any

from polyclinic.interop.import_fhir import import_fhir
from polyclinic.interop.report import ImportReport
from polyclinic.kit.keys import HouseKeys


async def brought(keys: HouseKeys, *paths: Path, **options: Any) -> ImportReport:
    """Import the files."""
    return await import_fhir(paths, keys=keys, **options)


def reasons(found: ImportReport) -> list[tuple[str | None, str]]:
    """Every error of the report: entry and reason."""
    return [(error.entry, error.reason) for file in found.files for error in file.errors]
