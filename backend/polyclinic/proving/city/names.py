"""People's names by the custom of their city, in the local script and in Latin letters."""

from dataclasses import dataclass
from random import Random

from polyclinic.proving.city.words import Json, catalog

_SON, _DAUGHTER = 2, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in one script; `lang` is a BCP 47 tag."""

    text: str
    given: tuple[str, ...]
    family: str
    lang: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a child gets from the father: his given name's row and the family's row of the catalog."""

    father: list[str]
    family: list[str]


def lists(city: str) -> Json:
    """Return the name lists of a city."""
    return catalog(f"names_{city}")


def line(city: str, chance: Random, number: int, *, age: str = "old") -> Line:
    """Choose a father's name and a family; neighbouring numbers get different families."""
    found = lists(city)
    family = found["families"][number % len(found["families"])]
    return Line(chance.choice(found[f"male_{age}"]), family)


def given(city: str, gender: str, age: str, chance: Random) -> list[str]:
    """Choose a given name fit for somebody `young`, `adult` or `old`."""
    row: list[str] = chance.choice(lists(city)[f"{gender}_{age}"])
    return row


def named(
    city: str, gender: str, first: list[str], origin: Line, *, married: list[str] | None = None
) -> tuple[Name, Name]:
    """Compose a name; `married` is the family whose name a wife took (in Cairo she keeps her own)."""
    facts = catalog("cities")["cities"][city]
    family = married if married and facts["country"] != "EG" else origin.family
    return (
        _name(facts["lang_local"], gender, first, (origin.father, family), script=0),
        _name(facts["lang_latin"], gender, first, (origin.father, family), script=1),
    )


def _name(lang: str, gender: str, first: list[str], rest: tuple[list[str], list[str]], *, script: int) -> Name:
    father, family = rest
    second = _SON if gender == "male" else _DAUGHTER
    parts = (first[script], father[second + script]) if len(father) > _SON else (first[script],)
    last = family[script] if gender == "male" else family[2 + script]
    return Name(text=" ".join((*parts, last)), given=parts, family=last, lang=lang)


def adult(city: str, gender: str, chance: Random, number: int) -> tuple[Name, Name]:
    """Invent a grown-up who belongs to none of the families: a clinician."""
    return named(city, gender, given(city, gender, "adult", chance), line(city, chance, number + 5))
