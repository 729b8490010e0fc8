"""Visits still to come: each living patient always has one, in the clinic's hours by its wall clock."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from polyclinic.booking.model import Appointment, AppointmentStatus
from polyclinic.kit.mongo import Row
from polyclinic.proving.city.clinic import Clinician, ClinicPlan
from polyclinic.proving.city.family import Family, Person
from polyclinic.proving.city.identity import chance_of, key_of
from polyclinic.proving.city.words import entry
from polyclinic.proving.city.zones import instant, tzdata_version

# place in the family: (days ahead, specialty, kind of visit, minutes)
_PLANS = {
    "grandmother": ((6, "endocrinology", "diabetes_review", 30), (26, "ophthalmology", "specialist", 15)),
    "mother": ((13, "endocrinology", "follow_up", 15),),
    "father": ((31, "gp", "checkup", 15),),
    "teenager": ((18, "paediatrics", "follow_up", 15),),
    "child": ((4, "paediatrics", "well_child", 30),),
    "visitor": ((9, "gp", "follow_up", 15),),
}
_QUARTER = timedelta(minutes=15)
_SPREAD = 5

Taken = set[tuple[str, datetime]]
"""Quarter hours that are given away: clinician (the city's id) and wall time."""


def visits_ahead(
    family: Family, stored: Mapping[str, str], *, today: date, taken: Taken, settled: Iterable[str], at: datetime
) -> Iterator[Appointment]:
    """Plan the visits of a family's living members after `today`, but for patients (our ids) whose visits are `settled`."""
    settled = frozenset(settled)
    for person in family.people:
        if person.died is None and stored[person.id] not in settled:
            for number in range(len(_PLANS[person.part])):
                yield _visit(family, person, number, stored, today=today, taken=taken, at=at)


def quarters(clinician: str, row: Row) -> Taken:
    """Return what a stored visit takes; `clinician` is the city's id."""
    return _quarters(clinician, datetime.fromisoformat(row["wall_start"]), row["minutes"])


def _quarters(clinician: str, wall: datetime, minutes: int) -> Taken:
    return {(clinician, wall + step * _QUARTER) for step in range(-(-minutes // 15))}


def _visit(
    family: Family, person: Person, number: int, stored: Mapping[str, str], *, today: date, taken: Taken, at: datetime
) -> Appointment:
    days, specialty, kind, minutes = _PLANS[person.part][number]
    clinic, who = family.clinic, family.clinic.clinician(specialty)
    turn = chance_of(person.seed_key, "visit", number).randint(0, 40)
    day = today + timedelta(days=days + family.number % _SPREAD)
    wall = _free(clinic, who, day, turn=turn, minutes=minutes, taken=taken)
    start = instant(wall, clinic.zone)
    return Appointment(
        id=key_of(person.seed_key, "appointment", f"{wall:%Y-%m-%dT%H:%M}"),
        patient_id=stored[person.id],
        clinic_id=stored[clinic.id],
        practitioner_id=stored[who.id],
        room_id=who.room_id,
        status=AppointmentStatus.BOOKED,
        wall_start=f"{wall:%Y-%m-%dT%H:%M}",
        minutes=minutes,
        zone=clinic.zone,
        start=start,
        end=start + timedelta(minutes=minutes),
        tzdata=tzdata_version(),
        reason=entry("visits", kind).words,
        specialty=entry("specialties", specialty).words,
        visible_from=at,
    )


def _free(clinic: ClinicPlan, who: Clinician, day: date, *, turn: int, minutes: int, taken: Taken) -> datetime:
    """Return a free wall time from `day` on, and take it."""
    while True:
        day = clinic.working_day(day)
        for offset in range(len(who.shifts[0].times())):
            wall = clinic.visit(who, day, turn + offset)
            wanted = _quarters(who.id, wall, minutes)
            if not wanted & taken and _fits(who, wall, minutes):
                taken |= wanted
                return wall
        day += timedelta(days=1)


def _fits(who: Clinician, wall: datetime, minutes: int) -> bool:
    """Say whether the whole visit lies in the clinician's hours and not in the break."""
    shift = next(one for one in who.shifts if one.weekday == wall.weekday())
    last = wall + timedelta(minutes=minutes) - _QUARTER
    return last.date() == wall.date() and last.time() in shift.times()
