"""Data for the toy schema, with faults in them. The same seed gives the same data and the same faults."""

from datetime import UTC, datetime
from random import Random
from typing import Any

import strawberry

from tests.unit.compiled.toy import Cat, Colour, Dog, Keeper, Page, Refused, Stone, Walk


class Anything:
    """An object with some attributes."""

    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


class Odd:
    """No type's value."""

    def __repr__(self) -> str:
        return "<odd>"


FAULTS: tuple[Any, ...] = (
    None, None, "x", 7, True, 2**40, -(2**31), 1.5, float("nan"), float("inf"), [], [None], {"a": 1},
    Odd(), Refused("in the data"), "5", 2**31 - 1, b"bytes", Colour.GREEN, "r", UTC, b"",
)  # fmt: skip


class Data:
    """What the resolvers find. `rate` of 0 has no faults."""

    def __init__(self, seed: int, rate: float) -> None:
        self._random, self._rate, self._made = Random(seed), rate, 0
        self.keepers = [self._keeper(2) for _ in range(2)]
        self.beings = [self._being(2) for _ in range(4)]
        self.things = [self._faulty(self._thing(2)) for _ in range(4)]
        self.rows = [self._row(2) for _ in range(5)]

    def pick(self, id: str | None) -> Any:  # noqa: A002
        """Find a being; the first one without an id."""
        return self.beings[0] if id is None else next((one for one in self.beings if one.id == id), None)

    def _faulty(self, value: Any) -> Any:
        if self._random.random() >= self._rate:
            return value
        return self._random.choice(FAULTS)

    def _common(self, depth: int) -> dict[str, Any]:
        self._made += 1
        moods = ["raise", "rude", "raise graphql", "return error", "spoil the batch"]
        mood = self._random.choice(moods) if self._random.random() < self._rate else "calm"
        keeper = self._keeper(depth - 1) if depth > 0 and self._random.random() < 0.6 else None
        return {
            "id": self._faulty(strawberry.ID(str(self._made))),
            "name": self._faulty(f"n{self._made}"),
            "mood": mood,
            "ticks": self._random.choice([0, 0, 0, 1, 2]),
            "keeper": self._faulty(keeper),
        }

    def _keeper(self, depth: int) -> Any:
        common = self._common(depth)
        pets = [self._faulty(self._being(depth - 1)) for _ in range(2)] if depth > 0 else []
        return Keeper(**common, pets=self._faulty(pets))

    def _being(self, depth: int) -> Any:
        common = self._common(depth)
        common["friend"] = self._faulty(self._being(depth - 1)) if depth > 0 else None
        common["friends"] = self._faulty([self._faulty(self._being(depth - 1)) for _ in range(depth)])
        if self._random.random() < 0.5:
            naps = [self._faulty(datetime(2026, 1, 1, tzinfo=UTC)), None]
            other = self._thing(depth - 1) if depth > 0 else None
            return Cat(
                **common, lives=self._faulty(9), naps=naps, indoor=self._faulty(False), other=self._faulty(other)
            )
        walk = Walk(
            at=datetime(2026, 1, 1, tzinfo=UTC), km=self._faulty(1.5), steps=self._faulty(4), with_whom=common["friend"]
        )  # type: ignore[arg-type]
        walks = Page(items=self._faulty([walk]), total=self._faulty(1), cursor=self._faulty(None))
        return Dog(**common, weight=self._faulty(12.5), colour=self._faulty(Colour.BLUE), walks=self._faulty(walks))

    def _thing(self, depth: int) -> Any:
        if self._random.random() < 0.6:
            return self._being(depth)
        return Stone(
            tags=self._faulty(["a", self._faulty("b"), None]),
            grid=self._faulty([[1, self._faulty(2)], self._faulty([3])]),
            colour=self._faulty(Colour.RED),
            weight=self._faulty(1.0),
            thrown_by=self._faulty(self._keeper(depth - 1) if depth > 0 else None),
        )

    def _row(self, depth: int) -> Any:
        pairs = {"a": 1, "b": "s", "c": True, "d": 0.5, "e": "id", "f": Colour.RED, "g": 2, "h": ["x", "y"]}
        row = {name: self._faulty(value) for name, value in pairs.items() if self._random.random() >= self._rate / 3}
        row["i"] = self._row(depth - 1) if depth > 0 else None
        row["j"] = self._faulty([self._row(depth - 1), None]) if depth > 0 else None
        return self._faulty(Anything(**row))
