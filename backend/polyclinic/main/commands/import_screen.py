"""What `import-fhir` shows to a person: progress while it runs, tables at the end."""

from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from polyclinic.interop.report import FileReport, ImportReport

READINGS = 2
"""An imported file is read twice: once to know what is in it, once to store it. What is held in memory is read from disk once."""


class Bars:
    """A progress bar over bytes, on standard error; a file counts as done when it is stored."""

    def __init__(self, console: Console, *, is_quiet: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, disable=is_quiet, transient=True)
        self._task = self._progress.add_task("Importing", total=None)
        self._sizes: dict[str, int] = {}
        self._before = 0
        self._now = 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, files: list[Path]) -> None:
        """Show how much there is to do."""
        self._sizes = {str(path): path.stat().st_size if path.is_file() else 0 for path in files}
        self._progress.update(self._task, total=sum(self._sizes.values()), description=f"Importing {len(files)} files")

    def read(self, size: int) -> None:
        """Move on by half of what was read: the other half is storing it."""
        self._now += size
        self._progress.update(self._task, completed=self._before + self._now // READINGS)

    def done(self, report: FileReport) -> None:
        """Count a file as done, whatever became of it."""
        self._before += self._sizes.pop(report.path, 0)
        self._now = 0
        self._progress.update(self._task, completed=self._before)


def show(report: ImportReport, console: Console) -> None:
    """Print the report: counts by type, what was wrong, and the new patients with their codes."""
    console.print(_totals(report))
    for file in report.files:
        for error in file.errors:
            console.print(Text(f"{file.path}: {error.entry + ': ' if error.entry else ''}{error.reason}", style="red"))
    if report.patients:
        console.print(_patients(report))
    statuses = [file.status.value for file in report.files]
    summary = ", ".join(f"{statuses.count(status)} {status}" for status in dict.fromkeys(statuses))
    console.print(
        f"{len(statuses)} files: {summary}. {report.seconds:.1f} s, at most {report.peak_rss_mb:.0f} MB of memory."
    )


def _totals(report: ImportReport) -> Table:
    table = Table("Type", title="Resources")
    for column in ("read", "imported", "unchanged", "skipped"):
        table.add_column(column, justify="right")
    for name, counts in report.totals.items():
        table.add_row(Text(name), *map(str, (counts.read, counts.imported, counts.unchanged, counts.skipped)))
    table.caption = "Skipped: types that are not kept (claims, benefits and the like), and entries about no patient."
    return table


def _patients(report: ImportReport) -> Table:
    has_codes = any(patient.activation_code for patient in report.patients)
    table = Table("Name", title="New patients")
    table.add_column("Id", no_wrap=True)
    if has_codes:
        table.add_column("Activation code", no_wrap=True)
        table.caption = "Each code is shown here once, works once and for 90 days."
    for patient in report.patients:
        table.add_row(Text(patient.name), patient.id, *([patient.activation_code or ""] if has_codes else []))
    return table
