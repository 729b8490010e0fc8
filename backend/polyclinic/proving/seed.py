"""Invite the invented city into a database: records by the ordinary importer, the rest by the models."""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import orjson
from beanie import Document

from polyclinic.booking.model import LIVE, Appointment
from polyclinic.clinics.model import Clinic, Practitioner
from polyclinic.interop.import_fhir import import_fhir
from polyclinic.kit import clock
from polyclinic.kit.errors import DomainError
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Environment, Settings
from polyclinic.people.model import Patient
from polyclinic.proving.city.town import Size, Town, bundles, plan_town
from polyclinic.proving.households import accounts_of, grants_of, people_to_sign_in_as
from polyclinic.proving.seed_report import SeedReport
from polyclinic.proving.staffing import roles_of, rooms_of
from polyclinic.proving.visits_ahead import Taken, quarters, visits_ahead

SOURCE = "invented-city"
MARKS = "invented_city"
"""Collection that remembers on which day a city was first seeded: its records are dated from that day on."""


_TYPES: dict[type[Document], str] = {Patient: "Patient", Practitioner: "Practitioner", Clinic: "Organization"}


class SeedRefusedError(DomainError):
    """The city cannot be invited here, or its own bundles were refused."""

    code = "SEED_REFUSED"


Progress = Callable[[str], None]


async def seed(
    database: Database,
    *,
    keys: HouseKeys,
    settings: Settings,
    size: str = Size.CITY,
    seed: int = 7,
    progress: Progress | None = None,
) -> SeedReport:
    """Make sure that the city is there; a second run changes nothing, except that visits which have passed get a successor.

    Raises SeedRefusedError in production, for an unknown size, and when the importer refuses a bundle.
    """
    started = clock.now()
    extent = _allowed(settings, size)
    town = plan_town(extent, seed=seed, today=await _first_day(database, seed, started.date()))
    report = SeedReport(
        size=extent,
        seed=seed,
        today=town.today,
        accounts=people_to_sign_in_as(town),
        patients=sum(len(family.people) for family in town.families),
    )
    with tempfile.TemporaryDirectory(prefix="polyclinic-city-") as folder:
        digest, report.resources = _write(town, Path(folder))
        if not await _is_whole(database, town, digest):
            report.imported = await _import(Path(folder), keys, progress)
            await database[MARKS].update_one({"_id": seed}, {"$set": {f"done.{extent.value}": digest}})
    report.added = await _settle(database, town, started)
    report.seconds = (clock.now() - started).total_seconds()
    return report


def _write(town: Town, folder: Path) -> tuple[str, int]:
    """Write the bundles as files, one after the other; return the hash of all and how many resources they hold."""
    digest, resources = hashlib.sha256(), 0
    for name, bundle in bundles(town):
        content = orjson.dumps(bundle)
        digest.update(content)
        resources += len(bundle["entry"])
        (folder / f"{name}.json").write_bytes(content)
    return digest.hexdigest(), resources


def _allowed(settings: Settings, size: str) -> Size:
    if settings.environment is Environment.PRODUCTION:
        raise SeedRefusedError("Invented people are not let into production. Seed a development database.")
    try:
        return Size(size)
    except ValueError:
        raise SeedRefusedError(f"There is no city of size `{size[:20]}`. Choose small, city or large.") from None


async def _first_day(database: Database, seed: int, today: date) -> date:
    """Return the day of the first seeding: later runs date the records from it, or every one of them would change."""
    await database[MARKS].update_one({"_id": seed}, {"$setOnInsert": {"today": today.isoformat()}}, upsert=True)
    row = await database[MARKS].find_one({"_id": seed})
    return date.fromisoformat(row["today"]) if row else today


async def _is_whole(database: Database, town: Town, digest: str) -> bool:
    row = await database[MARKS].find_one({"_id": town.seed}) or {}
    patients = [person.id for family in town.families for person in family.people]
    stored = await _stored(Patient, patients)
    return row.get("done", {}).get(town.size.value) == digest and len(stored) == len(patients)


async def _import(folder: Path, keys: HouseKeys, progress: Progress | None) -> int:
    report = await import_fhir([folder], source=SOURCE, activate=False, keys=keys)
    for file in report.files:
        if progress:
            progress(f"{Path(file.path).stem}: {file.status.value}")
        for error in file.errors[:1]:
            raise SeedRefusedError(f"The importer refused {Path(file.path).name}: {error.reason}")
    return sum(counts.imported for counts in report.totals.values())


async def _settle(database: Database, town: Town, at: datetime) -> dict[str, int]:
    """Add rooms, hours, accounts, grants and visits that are missing, in one transaction."""
    stored = await _ids(town)
    rooms: list[Document] = [one for clinic in town.clinics for one in rooms_of(clinic, stored)]
    roles: list[Document] = [one for clinic in town.clinics for one in roles_of(clinic, stored)]
    accounts: list[Document] = [one for family in town.families for one in accounts_of(family, at)]
    grants: list[Document] = [one for family in town.families for one in grants_of(town, family, stored)]
    wanted = {"rooms": rooms, "practitioner_roles": roles, "accounts": accounts, "grants": grants}
    wanted["appointments"] = [*await _visits(town, stored, at)]
    missing = {name: await _missing(database, name, documents) for name, documents in wanted.items()}
    if any(missing.values()):
        async with database.client.start_session() as session, await session.start_transaction():
            for documents in missing.values():
                if documents:
                    await type(documents[0]).insert_many(documents, session=session)
    return {name: len(documents) for name, documents in missing.items()}


async def _missing(database: Database, collection: str, documents: Sequence[Document]) -> list[Document]:
    rows = database[collection].find({"_id": {"$in": [one.id for one in documents]}}, {"_id": 1})
    there = {row["_id"] async for row in rows}
    return [one for one in documents if one.id not in there]


async def _visits(town: Town, stored: dict[str, str], at: datetime) -> list[Appointment]:
    # no Scope: invented people alone, never in production, and nothing of theirs leaves this function
    found = Appointment.get_pymongo_collection()
    ahead = {"status": {"$in": list(LIVE)}, "end": {"$gt": at}}
    rows = await found.find(ahead, {"patient_id": 1, "practitioner_id": 1, "wall_start": 1, "minutes": 1}).to_list()
    settled = {row["patient_id"] for row in rows}
    ours = {mine: city for city, mine in stored.items()}
    taken: Taken = {quarter for row in rows for quarter in quarters(ours.get(row["practitioner_id"], ""), row)}
    return [
        visit
        for family in town.families
        for visit in visits_ahead(family, stored, today=at.date(), taken=taken, settled=settled, at=at)
    ]


async def _ids(town: Town) -> dict[str, str]:
    """Return our id for each id of the city."""
    patients = [person.id for family in town.families for person in family.people]
    clinicians = [one.id for clinic in town.clinics for one in clinic.staff]
    clinics = [clinic.id for clinic in town.clinics]
    return await _stored(Patient, patients) | await _stored(Practitioner, clinicians) | await _stored(Clinic, clinics)


async def _stored(model: type[Patient | Practitioner | Clinic], keys: Sequence[str]) -> dict[str, str]:
    # no Scope: our ids of invented people alone, never in production
    rows = model.get_pymongo_collection().find(
        {"source": SOURCE, "source_type": _TYPES[model], "source_id": {"$in": list(keys)}, "staged_by": None},
        {"source_id": 1},
    )
    return {row["source_id"]: row["_id"] async for row in rows}
