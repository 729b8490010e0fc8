"""How much faster: `python -m tests.unit.compiled.bench` prints medians of one dashboard-shaped operation, in process, data in memory."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import Enum
from statistics import median
from time import process_time

import orjson
import strawberry
from strawberry.extensions import ParserCache, ValidationCache

from polyclinic_schema.compiled import CompiledOperation, CompilingExecutor

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@strawberry.enum
class State(Enum):
    BOOKED = "booked"
    ACTIVE = "active"


@strawberry.type
class Place:
    id: strawberry.ID
    name: str
    address: str
    city: str | None


@strawberry.type
class Doctor:
    id: strawberry.ID
    given_name: str
    family_name: str
    specialty: str | None


@strawberry.type
class Visit:
    id: strawberry.ID
    status: State
    start: datetime
    end: datetime
    reason: str | None
    practitioner: Doctor
    location: Place


@strawberry.type
class Measured:
    id: strawberry.ID
    status: str
    effective: datetime
    display: str
    value: float
    unit: str | None


@strawberry.type
class Letter:
    id: strawberry.ID
    status: State
    priority: int
    authored: datetime
    code: str


@strawberry.type
class Person:
    id: strawberry.ID
    birth_date: str
    given_name: str
    family_name: str
    upcoming: list[Visit]
    observations: list[Measured]
    referrals: list[Letter]


def person(number: str) -> Person:
    """Make somebody with 5 visits, 10 measurements and 3 letters."""
    doctor = Doctor(id=strawberry.ID("d"), given_name="Анна", family_name="Ким", specialty="therapist")
    place = Place(id=strawberry.ID("p"), name="Клиника 1", address="ул. Ленина, 1", city="Москва")
    visits = [
        Visit(
            id=strawberry.ID(f"v{n}"),
            status=State.BOOKED,
            start=NOW,
            end=NOW,
            reason="check-up",
            practitioner=doctor,
            location=place,
        )
        for n in range(5)
    ]
    measured = [
        Measured(
            id=strawberry.ID(f"m{n}"), status="final", effective=NOW, display="Heart rate", value=60.5 + n, unit="/min"
        )
        for n in range(10)
    ]
    letters = [
        Letter(id=strawberry.ID(f"l{n}"), status=State.ACTIVE, priority=n, authored=NOW, code="cardiology")
        for n in range(3)
    ]
    return Person(
        id=strawberry.ID(number),
        birth_date="1980-01-01",
        given_name="Иван",
        family_name="Иванов",
        upcoming=visits,
        observations=measured,
        referrals=letters,
    )


SOMEBODY = person("1")


@strawberry.type
class Query:
    @strawberry.field
    async def person(self, id: strawberry.ID) -> Person | None:  # noqa: A002
        return SOMEBODY if id == "1" else None


TEXT = """query Page($id: ID!) { person(id: $id) { id birthDate givenName familyName
  upcoming { id status start end reason practitioner { id givenName familyName specialty } location { id name address city } }
  observations { id status effective display value unit } referrals { id status priority authored code } } }"""
SCHEMA = strawberry.Schema(query=Query, extensions=[ParserCache, ValidationCache])


async def main(rounds: int = 7, seconds: float = 0.4) -> None:
    """Print the medians and their ratio."""
    executor, given = CompilingExecutor(SCHEMA), {"id": "1"}
    operation = executor.operation(TEXT)
    assert isinstance(operation, CompiledOperation)

    async def stock() -> bytes:
        result = await SCHEMA.execute(TEXT, variable_values=given)
        return orjson.dumps({"data": result.data})

    async def compiled() -> bytes:
        return (await executor.execute(TEXT, given)).body

    async def bare() -> bytes:
        return (await operation.run(given)).body

    assert await stock() == await compiled() == await bare()
    samples: dict[str, list[float]] = {one.__name__: [] for one in (stock, compiled, bare)}
    for _ in range(rounds):  # in turns, so that a busy moment hits all of them
        for one in (stock, compiled, bare):
            samples[one.__name__].append(await _micros(one, seconds))
    took = {name: median(values) for name, values in samples.items()}
    lines = [f"{name:10} {micro:8.1f} us" for name, micro in took.items()]
    lines += [f"stock / {name}: {took['stock'] / took[name]:.1f}x" for name in ("compiled", "bare")]
    lines.append(f"{len(await bare())} bytes; compiled = with LRU and hashing, bare = CompiledOperation.run")
    sys.stdout.write("\n".join(lines) + "\n")


async def _micros(one: Callable[[], Awaitable[bytes]], seconds: float) -> float:
    """Measure the processor time of one call."""
    count, start = 0, process_time()
    while process_time() - start < seconds:
        for _ in range(10):
            await one()
        count += 10
    return (process_time() - start) / count * 1e6


if __name__ == "__main__":
    asyncio.run(main())
