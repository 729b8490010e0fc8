"""Clinics, clinicians and their hours."""

from collections.abc import Iterator
from random import Random

from polyclinic.kit.mongo import Row
from polyclinic.proving.bench.rows.catalog import FAMILY, GIVEN, SPECIALTIES, STREETS
from polyclinic.proving.bench.rows.origin import origin

CLINICS, CLINICIANS = 8, 40
ZONE = "Europe/Moscow"


def clinic_rows(ids: Iterator[str]) -> list[Row]:
    """Return eight clinics of one city."""
    return [_clinic(next(ids), number) for number in range(1, CLINICS + 1)]


def practitioner_rows(ids: Iterator[str], chance: Random) -> list[Row]:
    """Return forty clinicians, five specialties in turn."""
    return [_clinician(next(ids), number, chance) for number in range(CLINICIANS)]


def role_rows(ids: Iterator[str], clinics: list[Row], clinicians: list[Row]) -> list[Row]:
    """Return one role per clinician: clinic number i mod 8, 09:00 to 15:00 on weekdays in quarters of an hour."""
    return [_role(next(ids), row, clinics[number % len(clinics)]) for number, row in enumerate(clinicians)]


def _clinic(clinic_id: str, number: int) -> Row:
    street = STREETS[number % len(STREETS)]
    return {
        "_id": clinic_id,
        "v": 1,
        "name": {"en": f"City polyclinic No. {number}", "ru": f"Городская поликлиника № {number}"},
        "zone": ZONE,
        "country": "RU",
        "city": {"en": "Moscow", "ru": "Москва"},
        "address": {"en": f"{street}, {number * 7}"},
        "phone": f"+7495000000{number}",
        **origin("Organization", clinic_id),
    }


def _clinician(clinician_id: str, number: int, chance: Random) -> Row:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    return {
        "_id": clinician_id,
        "v": 1,
        "names": [{"text": f"{given} {family}", "given": [given], "family": family, "lang": "en"}],
        "gender": None,
        "specialty": dict(SPECIALTIES[number % len(SPECIALTIES)]),
        "languages": ["ru", "en"],
        **origin("Practitioner", clinician_id),
    }


def _role(role_id: str, clinician: Row, clinic: Row) -> Row:
    hours = {"starts": "09:00", "ends": "15:00", "break_starts": None, "break_ends": None}
    return {
        "_id": role_id,
        "v": 1,
        "practitioner_id": clinician["_id"],
        "clinic_id": clinic["_id"],
        "room_id": None,
        "specialty": dict(clinician["specialty"]),
        "schedule": [{"weekday": day, **hours} for day in range(5)],
        "slot_minutes": 15,
    }
