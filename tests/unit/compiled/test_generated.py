"""Operations from a generator over data with faults: compiled and stock give the same bytes and the same errors."""

import os
from collections import Counter
from random import Random

import orjson
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from polyclinic_schema.compiled import StandsAside
from tests.unit.compiled.comparing import COMPILER, Pair, Told, both
from tests.unit.compiled.generated import Written, write
from tests.unit.compiled.toy_schema import SCHEMA

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::RuntimeWarning")

EXAMPLES = int(os.environ.get("COMPILED_EXAMPLES", "150"))
BATCHED = {"owner", "rank", "boss", "standing", "must"}
RATES = (0.0, 0.05, 0.15, 0.4)
SEEDS = st.integers(min_value=0, max_value=2**32)


def written(random: Random, *, batches: bool) -> Written:
    """Write an operation on the toy schema."""
    return write(
        SCHEMA._schema,
        random,
        mutation=random.random() < 0.15,
        wanted=lambda _type, name: name != "rooted" and (batches or name not in BATCHED),
    )


async def answers(seed: int, *, batches: bool) -> Pair | StandsAside:
    """Write the operation of a seed and run it over the seed's data."""
    random = Random(seed)
    operation = written(random, batches=batches)
    return await both(operation.text, operation.variables, seed=seed, rate=random.choice(RATES))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=SEEDS)
async def test_any_operation_is_answered_as_by_stock(seed: int) -> None:
    pair = await answers(seed, batches=False)
    event("stood aside" if isinstance(pair, StandsAside) else "compiled")
    if isinstance(pair, Pair):
        assert pair.data == pair.stock_data
        assert pair.errors == pair.stock_errors


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=SEEDS)
async def test_any_operation_with_batches_gives_the_same_data_and_every_error_that_is_not_below_a_null(
    seed: int,
) -> None:
    pair = await answers(seed, batches=True)
    if isinstance(pair, Pair):
        assert pair.data == pair.stock_data
        data = orjson.loads(pair.data)
        assert seen(data, pair.errors) == seen(data, pair.stock_errors)


def test_at_least_95_in_100_are_compiled_and_the_rest_is_counted() -> None:
    counts: Counter[str] = Counter()
    for seed in range(400):
        found = COMPILER.compile(written(Random(seed), batches=True).text)
        counts[found.reason if isinstance(found, StandsAside) else "compiled"] += 1
    assert counts["compiled"] >= 380, counts
    assert counts["compiler fault"] == 0


def seen(data: object, errors: Counter[Told]) -> tuple[Counter[Told], set[tuple[str | int, ...]]]:
    """Part errors into those whose own position is in the answer, and the nulls that the others explain.

    What else failed below a position that a batch nulled depends on which of two calls came back first, in stock too.
    """
    own: Counter[Told] = Counter()
    explained: set[tuple[str | int, ...]] = set()
    for error, count in errors.items():
        nulled = _nulled(data, error.path)
        if nulled == error.path:
            own[error] = count
        else:
            explained.add(nulled)
    return own, explained


def _nulled(data: object, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    found = data
    for depth, key in enumerate(path):
        if found is None:
            return path[:depth]
        found = found[key]  # type: ignore[index]
    return path
