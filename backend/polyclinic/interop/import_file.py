"""Bring one file in, whole or not at all."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import aclosing
from pathlib import Path

from pymongo.errors import BulkWriteError, DuplicateKeyError

from polyclinic.access.scope import Scope
from polyclinic.interop import write_staged
from polyclinic.interop.build import Builder, Built
from polyclinic.interop.catalogue import Catalogue, catalogue
from polyclinic.interop.entries import IN_MEMORY, Source
from polyclinic.interop.errors import FileError, ImportTakenOverError, ImportUnderWayError
from polyclinic.interop.report import Counts, FileReport, NewPatient, Status
from polyclinic.interop.store import Store, look_up
from polyclinic.interop.tend_imports import give_up, tend_imports
from polyclinic.interop.write_whole import Batch, StaleError, write_whole
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.people.issue_activation_code import IssuedCode, new_activation_code

MOST_AT_ONCE = 5000
"""Resources that go in by one transaction, if the file is not larger than IN_MEMORY either."""

LOCAL = "local"
_TRIES = 8
_DUPLICATE = 11000

OnBytes = Callable[[int], None]


class Attempt:
    """One try at one file."""

    def __init__(self, source: Source, found: Catalogue, name: str, keys: HouseKeys) -> None:
        self.import_id = new_id()
        self.source, self.catalogue, self.name, self.keys = source, found, name, keys
        self.file_hash = ""
        self.patients: list[NewPatient] = []
        self.codes: dict[str, IssuedCode] = {}

    def builder(self, store: Store, *, staged: bool) -> Builder:
        """Return a builder that starts counting anew."""
        for counts in self.catalogue.counts.values():
            counts.imported = counts.unchanged = counts.skipped = 0
        return Builder(self.source, self.name, self.catalogue, store, self.keys, self.import_id, staged=staged)

    def note_patients(self, batch: Sequence[Built], *, activate: bool) -> None:
        """Note the new patients of a batch, each with a code where asked."""
        for built in batch:
            if built.row["source_type"] != "Patient" or built.known:
                continue
            patient_id = built.row["_id"]
            code = None
            if activate:
                self.codes[patient_id] = new_activation_code(self.keys, patient_id, import_id=self.import_id)
                code = self.codes[patient_id].code
            self.patients.append(NewPatient(patient_id, built.name, code))

    def batch(self, built: Sequence[Built], marked: set[str]) -> Batch:
        """Return what is written at once."""
        return Batch(
            import_id=self.import_id,
            source=self.name,
            file_hash=self.file_hash,
            built=built,
            codes=write_staged.codes_of(built, self.codes),
            marked=frozenset(marked),
        )


async def import_file(
    path: Path, *, keys: HouseKeys, source: str | None, activate: bool, on_bytes: OnBytes | None = None
) -> FileReport:
    """Import one file and say what became of it. Only the database can raise here: what is wrong with the file is in the report."""
    report = FileReport(str(path))
    file = Source(path, on_bytes)
    found = catalogue(file)
    report.counts = found.counts
    if not found.errors:
        try:
            name = _name_of(found, source)
            await _import(Attempt(file, found, name, keys), report, activate=activate)
        except (FileError, ImportUnderWayError, ImportTakenOverError) as refusal:
            found.errors.add(refusal.message, getattr(refusal, "entry", None))
    if found.errors:
        _failed(report, found)
    return report


async def _import(attempt: Attempt, report: FileReport, *, activate: bool) -> None:
    is_large = attempt.source.size > IN_MEMORY or len(attempt.catalogue.origins) > MOST_AT_ONCE
    write = _staged if is_large else _whole
    for _ in range(_TRIES):
        attempt = Attempt(attempt.source, attempt.catalogue, attempt.name, attempt.keys)
        try:
            await write(attempt, activate=activate)
        except (DuplicateKeyError, BulkWriteError) as conflict:
            await _make_way(conflict, attempt.name)
        except StaleError:
            continue
        else:
            _done(report, attempt)
            return
    raise ImportUnderWayError(attempt.name)


async def _whole(attempt: Attempt, *, activate: bool) -> None:
    store = await look_up(attempt.catalogue, attempt.name, attempt.keys)
    builder = attempt.builder(store, staged=False)
    built = list(builder.build_all())
    if attempt.catalogue.errors or not built:
        return
    attempt.note_patients(built, activate=activate)
    attempt.file_hash = _hash_of(built)
    await write_whole(attempt.batch(built, builder.marked - {one.row["_id"] for one in built}))


async def _staged(attempt: Attempt, *, activate: bool) -> None:
    """Write a large file: while it is open the import keeps its source to itself, so that what was looked up stays true."""
    await write_staged.begin(attempt.import_id, attempt.name)
    try:
        if await _write_hidden(attempt, activate=activate):
            return
    except BaseException:
        await give_up(attempt.import_id)
        raise
    await give_up(attempt.import_id)


async def _write_hidden(attempt: Attempt, *, activate: bool) -> bool:
    """Write all batches and show them; say whether anything is shown."""
    builder = attempt.builder(await look_up(attempt.catalogue, attempt.name, attempt.keys), staged=True)
    scopes: dict[str, Scope] = {}
    digest = hashlib.sha256()
    async with aclosing(write_staged.in_batches(builder)) as batches:
        async for built in batches:
            if attempt.catalogue.errors:
                continue  # read on for the report, write no more
            attempt.note_patients(built, activate=activate)
            digest.update(_hash_of(built).encode())
            await write_staged.write_hidden(attempt.batch(built, set()), scopes)
    if attempt.catalogue.errors or not any(counts.imported for counts in attempt.catalogue.counts.values()):
        return False
    await write_staged.show(attempt.import_id, attempt.name, digest.hexdigest(), sorted(scopes))
    return True


async def _make_way(conflict: DuplicateKeyError | BulkWriteError, source: str) -> None:
    """After a clash: finish or clean up what stands in the way, so that the next try looks up anew."""
    if isinstance(conflict, BulkWriteError) and not all(
        error.get("code") == _DUPLICATE for error in (conflict.details or {}).get("writeErrors", [])
    ):
        raise conflict
    await tend_imports(source=source, wait=True)


def _name_of(found: Catalogue, given: str | None) -> str:
    if given:
        return given
    if len(found.bases) > 1:
        raise FileError("its entries come from several servers; say with --source whose they are")
    return next(iter(found.bases), LOCAL)


def _hash_of(built: Sequence[Built]) -> str:
    return hashlib.sha256("".join(one.row["content_hash"] for one in built).encode()).hexdigest()


def _done(report: FileReport, attempt: Attempt) -> None:
    changed = any(counts.imported for counts in report.counts.values())
    report.status = Status.IMPORTED if changed else Status.UNCHANGED
    report.patients = attempt.patients


def _failed(report: FileReport, found: Catalogue) -> None:
    report.status, report.patients = Status.FAILED, []
    report.errors = found.errors.all()
    report.retry = found.errors.only_references
    report.counts = {name: Counts(read=counts.read) for name, counts in found.counts.items()}
