"""The whole city: which clinics and families there are at each size, and their bundles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from polyclinic.proving.city.chart import Chart, bundle
from polyclinic.proving.city.clinic import ClinicPlan, plan_clinic
from polyclinic.proving.city.family import Family, Person, plan_family, plan_visitor
from polyclinic.proving.city.identity import chance_of, happens, key_of
from polyclinic.proving.city.lives import child, father, grandfather, grandmother, mother, teenager, visitor
from polyclinic.proving.city.registration import clinic_resources, patient_resource
from polyclinic.proving.city.words import Json


class Size(StrEnum):
    """How much of the city: two families for tests, five for the demo, a hundred for load."""

    SMALL = "small"
    CITY = "city"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class _Extent:
    cities: tuple[str, ...]
    families: int


CITIES = ("moscow", "minsk", "almaty", "belgrade", "cairo")
_EXTENTS = {
    Size.SMALL: _Extent(("moscow", "cairo"), 1),
    Size.CITY: _Extent(CITIES, 1),
    Size.LARGE: _Extent(CITIES, 20),
}
_STAFF = {"moscow": 8, "minsk": 6, "almaty": 5, "belgrade": 6, "cairo": 7}
_WITH_FATHER = ("moscow", "almaty", "cairo")
_LIVES = {
    "grandmother": grandmother.live,
    "grandfather": grandfather.live,
    "mother": mother.live,
    "father": father.live,
    "teenager": teenager.live,
    "child": child.live,
    "visitor": visitor.live,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Everything that was planned. `today` is the day up to which the records reach."""

    seed: int
    size: Size
    today: date
    clinics: Sequence[ClinicPlan]
    families: Sequence[Family]


def plan_town(size: Size, *, seed: int, today: date) -> Town:
    """Plan clinics and families; the same size, seed and day always give the same town."""
    extent = _EXTENTS[size]
    clinics = tuple(plan_clinic(city, seed, staff=_STAFF[city]) for city in extent.cities)
    families = [
        plan_family(clinic, number, seed=seed, today=today, parts=_parts(clinic.city, number, seed))
        for clinic in clinics
        for number in range(extent.families)
    ]
    families.append(plan_visitor(clinics[-1], seed=seed, today=today))
    return Town(seed=seed, size=size, today=today, clinics=clinics, families=tuple(families))


def bundles(town: Town) -> Iterator[tuple[str, Json]]:
    """Give a file name and a FHIR bundle for the clinics, then for each patient; names sort in the order to read them."""
    yield (
        "00-clinics",
        bundle(key_of(town.seed, "clinics"), [one for clinic in town.clinics for one in clinic_resources(clinic)]),
    )
    number = 0
    for family in town.families:
        for person in family.people:
            number += 1
            yield f"{number:04d}-{family.clinic.city}-{person.part}", patient_bundle(family.clinic, person, town.today)


def patient_bundle(clinic: ClinicPlan, person: Person, today: date) -> Json:
    """Return one patient and everything recorded about them."""
    chart = Chart(person=person, clinic=clinic, today=person.died or today)
    chart.resources.append(patient_resource(person, clinic))
    _LIVES[person.part](chart)
    return bundle(key_of(person.seed_key, "bundle"), chart.resources)


def _parts(city: str, number: int, seed: int) -> list[str]:
    chance = chance_of(seed, city, number, "household")
    first = number == 0
    has_father = city in _WITH_FATHER if first else happens(chance, 0.6)
    lost_grandfather = city == "moscow" if first else happens(chance, 0.2)
    parts = ["grandmother", "mother", "teenager", "child"]
    return parts + ["father"] * has_father + ["grandfather"] * lost_grandfather
