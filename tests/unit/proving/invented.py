"""The demo city of one day, planned once for all tests."""

from datetime import date
from functools import cache
from typing import Any

from polyclinic.proving.city.clinic import ClinicPlan
from polyclinic.proving.city.family import Person
from polyclinic.proving.city.town import Size, Town, patient_bundle, plan_town

TODAY = date(2026, 11, 24)
Json = dict[str, Any]


@cache
def town() -> Town:
    return plan_town(Size.CITY, seed=7, today=TODAY)


@cache
def made() -> tuple[tuple[ClinicPlan, Person, list[Json]], ...]:
    return tuple(
        (family.clinic, person, [row["resource"] for row in patient_bundle(family.clinic, person, TODAY)["entry"]])
        for family in town().families
        for person in family.people
    )


def of(resources: list[Json], resource_type: str) -> list[Json]:
    return [one for one in resources if one["resourceType"] == resource_type]


def values(resources: list[Json], loinc: str) -> list[tuple[str, float]]:
    found = [
        (one["effectiveDateTime"], one["valueQuantity"]["value"])
        for one in of(resources, "Observation")
        if one["code"]["coding"][0]["code"] == loinc
    ]
    return sorted(found)


def who(part: str, city: str = "moscow") -> list[Json]:
    return next(rows for clinic, person, rows in made() if (clinic.city, person.part) == (city, part))
