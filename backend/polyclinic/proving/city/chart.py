"""A patient's chart while it is written: it gives ids, wall times in the clinic's hours, and collects the resources."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from polyclinic.proving.city.clinic import Clinician, ClinicPlan
from polyclinic.proving.city.family import Person
from polyclinic.proving.city.fhir import moment, to
from polyclinic.proving.city.identity import chance_of, happens, key_of
from polyclinic.proving.city.words import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit that took place: when by the clinic's wall clock, with whom, and its resource."""

    wall: datetime
    who: Clinician
    encounter: Json

    @property
    def day(self) -> date:
        """The local day."""
        return self.wall.date()


@dataclass(slots=True, kw_only=True)
class Chart:
    """One patient's record in the making. `today` is the local day up to which it reaches."""

    person: Person
    clinic: ClinicPlan
    today: date
    resources: list[Json] = field(default_factory=list)
    chance: Random = field(init=False)
    _counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = chance_of(self.person.seed_key)

    @property
    def base(self) -> str:
        """The language the record is written in."""
        return self.person.language

    def add(self, resource_type: str, body: Json, *, about: str = "subject") -> Json:
        """Add a resource about the patient and return a reference to it."""
        number = self._counts[resource_type] = self._counts.get(resource_type, 0) + 1
        key = key_of(self.person.seed_key, resource_type, number)
        subject = {about: {"reference": f"urn:uuid:{self.person.id}"}}
        self.resources.append({"resourceType": resource_type, "id": key, "language": self.base, **subject, **body})
        return {"reference": f"urn:uuid:{key}"}

    def day(self, days_ago: float) -> date:
        """Return the clinic's working day about that many days ago, never in the future."""
        day = self.clinic.working_day(self.today - timedelta(days=round(days_ago)))
        while day > self.today or not self.clinic.works_on(day):
            day -= timedelta(days=1)
        return day

    def before(self, day: date, days: int = 3) -> date:
        """Return the last working day that is at least `days` before a day: when blood was taken for a visit."""
        day -= timedelta(days=days)
        while not self.clinic.works_on(day):
            day -= timedelta(days=1)
        return day

    def moment(self, wall: datetime) -> str:
        """Return a wall time of the clinic as a FHIR dateTime."""
        return moment(wall, self.clinic.zone)

    def blood_taken(self, day: date) -> datetime:
        """Return when blood was taken: in the first hour of the clinic's day, before breakfast."""
        opens = min(shift.starts for one in self.clinic.staff for shift in one.shifts)
        return datetime.combine(day, opens) + timedelta(minutes=self.chance.randint(2, 55))

    def around(self, value: float, spread: float) -> float:
        """Return a value near this one: at most `spread` times itself away."""
        return value * (1 + self.chance.uniform(-spread, spread))

    def often(self, share: float) -> bool:
        """Say yes in that share of all patients."""
        return happens(self.chance, share)

    @property
    def clinic_reference(self) -> Json:
        """The clinic as a reference."""
        return to("Organization", self.clinic.id)


def bundle(key: str, resources: Sequence[Json]) -> Json:
    """Return resources as one FHIR transaction bundle."""
    entries = [
        {
            "fullUrl": f"urn:uuid:{resource['id']}",
            "resource": resource,
            "request": {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"},
        }
        for resource in resources
    ]
    return {"resourceType": "Bundle", "id": key, "type": "transaction", "entry": entries}
