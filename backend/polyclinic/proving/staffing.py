"""A clinic's rooms and its clinicians' weekly hours, as they are stored."""

from collections.abc import Mapping

from polyclinic.clinics.model import PractitionerRole, Room, ScheduleRule
from polyclinic.proving.city.clinic import Clinician, ClinicPlan
from polyclinic.proving.city.words import entry

_SLOT_MINUTES = 15
_UPSTAIRS = 200  # and there is no lift


def rooms_of(clinic: ClinicPlan, stored: Mapping[str, str]) -> list[Room]:
    """Return a room for each clinician; `stored` gives our ids for the city's."""
    word = entry("rooms", "room").words
    return [
        Room(
            id=one.room_id,
            clinic_id=stored[clinic.id],
            name={tag: f"{text} {one.room}" for tag, text in word.items()},
            step_free=one.room < _UPSTAIRS,
        )
        for one in clinic.staff
    ]


def roles_of(clinic: ClinicPlan, stored: Mapping[str, str]) -> list[PractitionerRole]:
    """Return each clinician's place and hours at the clinic."""
    return [
        PractitionerRole(
            id=one.role_id,
            practitioner_id=stored[one.id],
            clinic_id=stored[clinic.id],
            room_id=one.room_id,
            specialty=entry("specialties", one.specialty).words,
            schedule=_hours(one),
            slot_minutes=_SLOT_MINUTES,
        )
        for one in clinic.staff
    ]


def _hours(one: Clinician) -> list[ScheduleRule]:
    return [
        ScheduleRule(
            weekday=shift.weekday,
            starts=f"{shift.starts:%H:%M}",
            ends=f"{shift.ends:%H:%M}",
            break_starts=f"{shift.break_starts:%H:%M}",
            break_ends=f"{shift.break_ends:%H:%M}",
        )
        for shift in one.shifts
    ]
