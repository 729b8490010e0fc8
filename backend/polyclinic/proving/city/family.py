"""Families: who lives with whom, how old they are and what they are called, planned from the seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from polyclinic.proving.city.clinic import ClinicPlan, phone
from polyclinic.proving.city.identity import chance_of, key_of
from polyclinic.proving.city.names import Line, Name, given, line, lists, named

_YEAR = 365.2425
_GENDERS = {"grandmother": "female", "mother": "female", "father": "male", "grandfather": "male", "visitor": "female"}
_AGES = {"grandmother": "old", "grandfather": "old", "teenager": "young", "child": "young"}
_VISITOR = (
    Name(text="Eleanor Grace Whitmarsh", given=("Eleanor", "Grace"), family="Whitmarsh", lang="en"),
    Name(text="إليانور غريس ويتمارش", given=("إليانور", "غريس"), family="ويتمارش", lang="ar"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented patient. `part` is the place in the family; `seed_key` starts every id and every chance of theirs."""

    id: str
    seed_key: str
    part: str
    gender: str
    names: Sequence[Name]
    born: date
    died: date | None
    phone: str | None
    contact_phone: str
    address: tuple[str, str]
    language: str

    def age_on(self, day: date) -> int:
        """Return the age in full years on a local day."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def months_on(self, day: date) -> float:
        """Return the age in months on a local day."""
        return (day - self.born).days / _YEAR * 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """People of one household (or one who lives alone) and their clinic."""

    key: str
    number: int
    clinic: ClinicPlan
    people: Sequence[Person]

    def find(self, part: str) -> Person | None:
        """Return the person with that place in the family."""
        return next((person for person in self.people if person.part == part), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Household:
    """What the members share: `origin` is the mother's line, `home` her husband's."""

    clinic: ClinicPlan
    number: int
    key: str
    today: date
    origin: Line
    home: Line
    address: tuple[str, str]


def plan_family(clinic: ClinicPlan, number: int, *, seed: int, today: date, parts: Sequence[str]) -> Family:
    """Plan one family of a clinic; `today` fixes the ages."""
    key = f"{seed}/{clinic.city}/family{number}"
    chance = chance_of(key)
    household = _Household(
        clinic=clinic,
        number=number,
        key=key,
        today=today,
        origin=line(clinic.city, chance, 2 * number),
        home=line(clinic.city, chance, 2 * number + 1, age="adult"),
        address=_address(clinic, chance),
    )
    return Family(key=key, number=number, clinic=clinic, people=tuple(_person(household, part) for part in parts))


def plan_visitor(clinic: ClinicPlan, *, seed: int, today: date) -> Family:
    """Plan the one patient who speaks English and lives alone in the clinic's city."""
    key = f"{seed}/{clinic.city}/visitor"
    chance = chance_of(key)
    person = Person(
        id=key_of(key, "visitor"),
        seed_key=f"{key}/visitor",
        part="visitor",
        gender="female",
        names=_VISITOR,
        born=_birthday(today, 52, chance),
        died=None,
        phone=phone(clinic.country, 90),
        contact_phone=phone(clinic.country, 90),
        address=_address(clinic, chance),
        language="en",
    )
    return Family(key=key, number=0, clinic=clinic, people=(person,))


def _person(home: _Household, part: str) -> Person:
    chance = chance_of(home.key, part)
    gender = _GENDERS.get(part) or chance.choice(("female", "male"))
    own_phone = _phone(home, part) if _LIVES[part].phone else None
    youngest, oldest = _LIVES[part].ages
    return Person(
        id=key_of(home.key, part),
        seed_key=f"{home.key}/{part}",
        part=part,
        gender=gender,
        names=_names(home, part, gender, chance),
        born=_birthday(home.today, chance.randint(youngest, oldest), chance),
        died=_last_day(home, chance) if part == "grandfather" else None,
        phone=own_phone,
        contact_phone=own_phone or _phone(home, "mother"),
        address=home.address,
        language=home.clinic.language,
    )


def _phone(home: _Household, part: str) -> str:
    return phone(home.clinic.country, 100 + home.number * 10 + _LIVES[part].phone)


def _last_day(home: _Household, chance: Random) -> date:
    return home.clinic.working_day(home.today - timedelta(days=chance.randint(240, 300)))


@dataclass(frozen=True, slots=True)
class _Life:
    ages: tuple[int, int]
    phone: int


_LIVES = {
    "grandmother": _Life((64, 71), 1),
    "grandfather": _Life((70, 75), 2),
    "mother": _Life((37, 43), 3),
    "father": _Life((39, 47), 4),
    "teenager": _Life((13, 15), 0),
    "child": _Life((2, 4), 0),
}


def _names(house: _Household, part: str, gender: str, chance: Random) -> tuple[Name, Name]:
    """The father of the mother is the family's grandfather; the children's father is the mother's husband."""
    city, origin, home = house.clinic.city, house.origin, house.home
    first = given(city, gender, _AGES.get(part, "adult"), chance)
    if part == "grandfather":
        return named(city, gender, origin.father, Line(_elder(house, chance), origin.family))
    if part == "grandmother":
        born_as = line(city, chance, 2 * house.number + 2 + chance.randint(0, 4))
        return named(city, gender, first, Line(_elder(house, chance), born_as.family), married=origin.family)
    if part == "mother":
        return named(city, gender, first, origin, married=home.family)
    if part == "father":
        return named(city, gender, home.father, Line(_elder(house, chance), home.family))
    return named(city, gender, first, home)


def _elder(house: _Household, chance: Random) -> list[str]:
    """Choose the given name of a great-grandfather, who was not called like the grandfather."""
    row: list[str] = chance.choice([one for one in lists(house.clinic.city)["male_old"] if one != house.origin.father])
    return row


def _birthday(today: date, age: int, chance: Random) -> date:
    """Return a birthday that makes somebody exactly this old today, never within a month of it."""
    return today - timedelta(days=round(age * _YEAR) + chance.randint(35, 330))


def _address(clinic: ClinicPlan, chance: Random) -> tuple[str, str]:
    """Return an invented home in the local script and in Latin letters."""
    street = chance.choice(lists(clinic.city)["streets"])
    house, flat = chance.randint(3, 48), chance.randint(2, 90)
    return f"{street[0]} {house}-{flat}", f"{street[1]} {house}-{flat}"
