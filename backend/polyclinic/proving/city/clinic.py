"""A clinic of the invented city: its staff, rooms and hours, planned from the seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from polyclinic.kit.locale import LocalizedText
from polyclinic.proving.city.identity import chance_of, happens, key_of
from polyclinic.proving.city.names import Name, adult
from polyclinic.proving.city.words import Json, catalog
from polyclinic.proving.city.zones import exists

STAFF = ("gp", "endocrinology", "paediatrics", "cardiology", "ophthalmology", "gp", "allergology", "neurology")
_QUARTER = 15
_PAUSE = timedelta(hours=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Working hours of one weekday (0 is Monday), as the clock on the wall shows them, with a break."""

    weekday: int
    starts: time
    ends: time
    break_starts: time
    break_ends: time

    def times(self) -> list[time]:
        """Return the starts of its quarter hours, the break left out."""
        day = date(2000, 1, 1)
        at, last = datetime.combine(day, self.starts), datetime.combine(day, self.ends)
        found = []
        while at < last:
            if not self.break_starts <= at.time() < self.break_ends:
                found.append(at.time())
            at += timedelta(minutes=_QUARTER)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    """Somebody who works at the clinic, in one room, by a weekly schedule."""

    id: str
    role_id: str
    room_id: str
    room: int
    names: Sequence[Name]
    gender: str
    specialty: str
    shifts: Sequence[Shift]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicPlan:
    """One clinic. `language` is the language of its records, `zone` an IANA zone."""

    id: str
    city: str
    country: str
    zone: str
    language: str
    name: LocalizedText
    city_name: LocalizedText
    address: LocalizedText
    phone: str
    holidays: frozenset[str]
    staff: Sequence[Clinician]

    def works_on(self, day: date) -> bool:
        """Say whether anybody works on that local day."""
        return f"{day:%m-%d}" not in self.holidays and any(s.weekday == day.weekday() for s in self.staff[0].shifts)

    def working_day(self, day: date) -> date:
        """Return the day itself or the next one on which the clinic works."""
        while not self.works_on(day):
            day += timedelta(days=1)
        return day

    def clinician(self, specialty: str) -> Clinician:
        """Return who treats this; a general practitioner where there is no specialist."""
        return next((one for one in self.staff if one.specialty == specialty), self.staff[0])

    def visit(self, who: Clinician, day: date, turn: int) -> datetime:
        """Return a wall time in the clinician's hours on the next working day from `day`; `turn` picks one of them."""
        day = self.working_day(day)
        shift = next(one for one in who.shifts if one.weekday == day.weekday())
        times = [at for at in shift.times() if exists(datetime.combine(day, at), self.zone)]
        return datetime.combine(day, times[turn % len(times)])


def plan_clinic(city: str, seed: int, *, staff: int) -> ClinicPlan:
    """Plan the clinic of a city with that many clinicians."""
    facts = catalog("cities")["cities"][city]
    return ClinicPlan(
        id=key_of(seed, city, "clinic"),
        city=city,
        country=facts["country"],
        zone=facts["zone"],
        language=facts["language"],
        name=facts["clinic"],
        city_name=facts["name"],
        address=facts["address"],
        phone=phone(facts["country"], 9001),
        holidays=frozenset(facts["holidays"]),
        staff=tuple(_clinician(city, seed, facts, number) for number in range(staff)),
    )


def phone(country: str, number: int) -> str:
    """Return a telephone number that no person can own (`catalog/phones.json` says why), in E.164."""
    block = catalog("phones")["countries"][country]
    return f"{block['prefix']}{number:0{block['digits']}d}"


def _clinician(city: str, seed: int, facts: Json, number: int) -> Clinician:
    chance = chance_of(seed, city, "clinician", number)
    gender = "female" if happens(chance, 0.6) else "male"
    return Clinician(
        id=key_of(seed, city, "clinician", number),
        role_id=key_of(seed, city, "role", number),
        room_id=key_of(seed, city, "room", number),
        room=101 + number if number < len(STAFF) // 2 else 201 + number,
        names=adult(city, gender, chance, number),
        gender=gender,
        specialty=STAFF[number],
        shifts=tuple(_shift(facts, weekday, number) for weekday in facts["weekdays"]),
    )


def _shift(facts: Json, weekday: int, number: int) -> Shift:
    starts, ends = (time.fromisoformat(text) for text in facts["shifts"][(weekday + number) % 2])
    pause = datetime.combine(date(2000, 1, 1), starts) + _PAUSE
    return Shift(
        weekday=weekday,
        starts=starts,
        ends=ends,
        break_starts=pause.time(),
        break_ends=(pause + timedelta(minutes=2 * _QUARTER)).time(),
    )
