"""Seeding: the city comes in through the importer, once; a second run changes nothing; everybody has a next visit."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from polyclinic.access.model import DataClass, Grant, GrantScope, LogEntry, Relation
from polyclinic.access.scope import Viewer, grants_of, scope_for
from polyclinic.booking.model import Appointment
from polyclinic.booking.read import upcoming
from polyclinic.clinics.model import Clinic, Practitioner, PractitionerRole, Room
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Environment, Settings
from polyclinic.people.model import Account, Patient
from polyclinic.proving.city.zones import zone
from polyclinic.proving.seed import SeedRefusedError, seed
from polyclinic.proving.seed_report import SeedReport
from polyclinic.records.model import Record

TODAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NOT_COMPARED = {"access_log", "deeds"}  # looks and deeds are logs: they grow by being used


@pytest.fixture(autouse=True)
async def clock() -> AsyncIterator[None]:
    with time_machine.travel(TODAY, tick=True):
        yield


async def plant(database: Database, keys: HouseKeys, settings: Settings, **options: Any) -> SeedReport:
    return await seed(database, keys=keys, settings=settings, **{"size": "small", **options})


async def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    names = sorted(set(await database.list_collection_names()) - NOT_COMPARED)
    return {name: await database[name].find().sort("_id", 1).to_list() for name in names}


async def account(phone: str) -> Account:
    found = await Account.find_one(Account.phone == phone)
    assert found is not None
    return found


async def viewer(phone: str) -> Viewer:
    return Viewer(account_id=(await account(phone)).id, session_id="s")


async def test_a_small_city_has_two_families_and_a_visitor(
    database: Database, keys: HouseKeys, settings: Settings
) -> None:
    report = await plant(database, keys, settings)
    assert report.patients == await Patient.count() == 12
    assert report.imported == report.resources
    assert await Clinic.count() == 2
    assert await Practitioner.count() == await PractitionerRole.count() == await Room.count() == 15
    assert await Record.count() == report.resources - 12 - 2 - 15
    assert report.added == {"rooms": 15, "practitioner_roles": 15, "accounts": 7, "grants": 14, "appointments": 13}
    assert [(one["role"], one["phone"], one["locale"]) for one in report.accounts] == [
        ("caregiver", "+79750000103", "ru"),
        ("patient", "+79750000101", "ru"),
        ("caregiver", "+208000000103", "ar"),
        ("patient", "+208000000101", "ar"),
        ("patient", "+208000000090", "en"),
    ]


async def test_a_second_run_changes_nothing(database: Database, keys: HouseKeys, settings: Settings) -> None:
    first = await plant(database, keys, settings)
    before = await everything(database)
    again = await plant(database, keys, settings)
    assert not again.is_changed
    assert await everything(database) == before
    assert again.accounts == first.accounts


async def test_a_run_on_a_later_day_adds_only_the_next_visits(
    database: Database, keys: HouseKeys, settings: Settings
) -> None:
    await plant(database, keys, settings)
    before = await everything(database)
    with time_machine.travel(TODAY + timedelta(days=120), tick=True):
        later = await plant(database, keys, settings)
        assert later.today == TODAY.date()
        assert later.imported == 0
        assert later.added == {"rooms": 0, "practitioner_roles": 0, "accounts": 0, "grants": 0, "appointments": 13}
    after = await everything(database)
    assert {row["_id"] for row in before["appointments"]} < {row["_id"] for row in after["appointments"]}
    del before["appointments"], after["appointments"]
    assert after == before


async def test_a_run_that_was_interrupted_is_finished(database: Database, keys: HouseKeys, settings: Settings) -> None:
    await plant(database, keys, settings)
    before = await everything(database)
    await database["invented_city"].update_one({"_id": 7}, {"$unset": {"done": 1}})
    await database["grants"].delete_many({})
    again = await plant(database, keys, settings)
    assert again.imported == 0
    assert again.added["grants"] == 14
    assert await everything(database) == before


async def test_everybody_alive_has_a_next_visit_in_the_clinics_hours(
    database: Database, keys: HouseKeys, settings: Settings
) -> None:
    report = await plant(database, keys, settings)
    roles = {role.practitioner_id: role async for role in PractitionerRole.find_all()}
    clinics = {clinic.id: clinic async for clinic in Clinic.find_all()}
    seen = set()
    for visit in await Appointment.find_all().to_list():
        clinic, role = clinics[visit.clinic_id], roles[visit.practitioner_id]
        wall = datetime.fromisoformat(visit.wall_start)
        assert visit.start.astimezone(zone(visit.zone)).replace(tzinfo=None) == wall
        assert visit.zone == clinic.zone
        assert visit.end - visit.start == timedelta(minutes=visit.minutes)
        assert visit.tzdata == __import__("tzdata").IANA_VERSION or visit.tzdata.startswith("202")
        hours = next(rule for rule in role.schedule if rule.weekday == wall.weekday())
        ends = (wall + timedelta(minutes=visit.minutes)).strftime("%H:%M")
        assert hours.starts <= wall.strftime("%H:%M") < ends <= hours.ends
        assert ends <= (hours.break_starts or "") or wall.strftime("%H:%M") >= (hours.break_ends or "")
        assert visit.room_id == role.room_id
        assert set(visit.reason) == {"en", "ru", "sr-Latn", "kk", "be", "ar"}
        seen.add(visit.patient_id)
    alive = {patient.id async for patient in Patient.find(Patient.deceased == False)}  # noqa: E712 - a query
    assert seen == alive
    cairo = [visit for visit in await Appointment.find_all().to_list() if visit.zone == "Africa/Cairo"]
    assert {datetime.fromisoformat(visit.wall_start).weekday() for visit in cairo} <= {6, 0, 1, 2, 3}
    for one in report.accounts:
        asker = await viewer(one["phone"])
        own = next(grant for grant in await grants_of(asker) if grant.relation is Relation.SELF)
        rows = await upcoming(await scope_for(asker, own.patient_id, action="test"))
        assert len(rows) == 1
        assert rows[0]["start"] > TODAY


async def test_a_mother_acts_for_her_children_and_parents(
    database: Database, keys: HouseKeys, settings: Settings
) -> None:
    await plant(database, keys, settings)
    grants = {grant.patient_id: grant for grant in await grants_of(await viewer("+79750000103"))}
    people = {patient.id: patient async for patient in Patient.find({"_id": {"$in": list(grants)}})}
    relations = sorted(grant.relation.value for grant in grants.values())
    assert relations == ["child", "child", "parent", "parent", "self"]
    for key, grant in grants.items():
        assert grant.classes == (list(DataClass) if grant.relation is Relation.SELF else [DataClass.GENERAL])
        assert (GrantScope.BOOK in grant.scopes) is not people[key].deceased
    assert {patient.home_zone for patient in people.values()} == {"Europe/Moscow"}
    assert await Grant.find(Grant.relation == Relation.CHILD).count() == 4


async def test_the_grandfather_is_dead_and_nobody_signs_in_for_him(
    database: Database, keys: HouseKeys, settings: Settings
) -> None:
    await plant(database, keys, settings)
    dead = await Patient.find(Patient.deceased == True).to_list()  # noqa: E712 - a query
    assert [patient.gender for patient in dead] == ["male"]
    assert dead[0].deceased_at is not None
    assert dead[0].deceased_at < TODAY - timedelta(days=200)
    assert await Appointment.find(Appointment.patient_id == dead[0].id).count() == 0
    assert await Grant.find(Grant.patient_id == dead[0].id, Grant.relation == Relation.SELF).count() == 0
    newest = await Record.find(Record.patient_id == dead[0].id).sort("-at").first_or_none()
    assert newest is not None
    assert newest.at < dead[0].deceased_at


async def test_two_families_have_different_people_and_values(
    database: Database, keys: HouseKeys, settings: Settings
) -> None:
    await plant(database, keys, settings)
    found = []
    for phone in ("+79750000101", "+208000000101"):
        (grant,) = await grants_of(await viewer(phone))
        rows = await Record.find({"patient_id": grant.patient_id, "title.code": "4548-4", "kind": "result"}).to_list()
        values = [row.observed.quantity.text for row in rows if row.observed and row.observed.quantity]
        assert len(values) == 8
        patient = await Patient.get(grant.patient_id)
        assert patient is not None
        found.append((patient.names[0].text, patient.birth_date, values))
    assert all(first != second for first, second in zip(*found, strict=True))


async def test_words_are_stored_in_six_languages_and_names_in_two_scripts(
    database: Database, keys: HouseKeys, settings: Settings
) -> None:
    await plant(database, keys, settings)
    six = {"en", "ru", "sr-Latn", "kk", "be", "ar"}
    async for record in Record.find_all():
        assert set(record.title.text) == six, record.source_type
    async for clinic in Clinic.find_all():
        assert set(clinic.name) == set(clinic.city) == six
        assert clinic.zone in {"Europe/Moscow", "Africa/Cairo"}
    async for one in Practitioner.find_all():
        assert set(one.specialty) == six
        assert len(one.names) == 2
    patient = await Patient.find_one({"telecom.value": "+79750000101"})
    assert patient is not None
    assert patient.names[0].lang == "ru"
    assert patient.country == "RU"


async def test_a_small_city_grows_into_the_demo_city(database: Database, keys: HouseKeys, settings: Settings) -> None:
    small = await plant(database, keys, settings)
    before = {patient.id async for patient in Patient.find_all()}
    city = await plant(database, keys, settings, size="city")
    assert city.imported == city.resources - small.resources
    assert before < {patient.id async for patient in Patient.find_all()}
    assert {one["locale"] for one in city.accounts} == {"en", "ru", "sr-Latn", "kk", "be", "ar"}
    assert len(city.accounts) == 11


@pytest.mark.parametrize(
    ("options", "environment"),
    [({"size": "huge"}, Environment.DEVELOPMENT), ({}, Environment.PRODUCTION)],
)
async def test_refusals_write_nothing(
    database: Database, keys: HouseKeys, settings: Settings, options: dict[str, Any], environment: Environment
) -> None:
    with pytest.raises(SeedRefusedError):
        await plant(database, keys, settings.model_copy(update={"environment": environment}), **options)
    assert {name: rows for name, rows in (await everything(database)).items() if rows and name != "house"} == {}
    assert await LogEntry.count() == 0
