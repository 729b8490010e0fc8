"""The few statistics of a benchmark, by the definitions a reader expects."""

from collections.abc import Sequence
from statistics import median


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile (`share` from 0 to 1) of values in ascending order; 0 when there are none."""
    if not ordered:
        return 0.0
    rank = -(-len(ordered) * round(share * 1000) // 1000)
    return ordered[max(rank, 1) - 1]


def middle(values: Sequence[float | None]) -> float | None:
    """Return the median of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return median(known) if known else None
