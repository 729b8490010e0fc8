"""Percentiles, medians, the promised JSON, and what is thrown away."""

import pytest

from polyclinic.proving.bench.job import Cell, Drive
from polyclinic.proving.bench.report import BenchReport, run_of
from polyclinic.proving.bench.rounds import Plan, measure
from polyclinic.proving.bench.statistics import middle, percentile
from polyclinic.proving.bench.told import factors


def cell(**given: object) -> Cell:
    """A cell of one second and a hundred answers unless said otherwise."""
    plain = {
        "answers": 100,
        "errors": 0,
        "complaint": None,
        "seconds": 1.0,
        "p50_ms": 2.0,
        "p95_ms": 4.0,
        "p99_ms": 5.0,
        "server_cpu_ms": 0.5,
        "database_cpu_ms": 0.25,
        "rss_mb": 60.0,
        "others": 0.0,
    }
    return Cell(**{**plain, **given})


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.5, 0.0),
        ([7.0], 0.5, 7.0),
        ([7.0], 0.99, 7.0),
        ([1.0, 2.0], 0.5, 1.0),
        ([1.0, 2.0], 0.51, 2.0),
        ([float(n) for n in range(1, 101)], 0.50, 50.0),
        ([float(n) for n in range(1, 101)], 0.95, 95.0),
        ([float(n) for n in range(1, 101)], 0.99, 99.0),
        ([float(n) for n in range(1, 11)], 0.95, 10.0),
    ],
)
def test_percentiles_of_known_times(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_the_median_leaves_out_what_is_unknown() -> None:
    assert middle([3.0, None, 1.0, 2.0]) == 2.0
    assert middle([None]) is None


def test_the_json_is_the_promised_one() -> None:
    run = run_of("stock", 8, [cell(answers=90), cell(answers=110, errors=2), cell(answers=100, p95_ms=9.0)])
    report = BenchReport(workload="dashboard", runs=[run], notes=["So."], more={"seconds": 1.0})

    assert report.as_json() == {
        "workload": "dashboard",
        "runs": [
            {
                "path": "stock",
                "concurrency": 8,
                "rps": 100.0,
                "p50_ms": 2.0,
                "p95_ms": 4.0,
                "p99_ms": 5.0,
                "cpu_ms_per_request": 0.75,
                "rss_mb": 60.0,
                "errors": 2,
            }
        ],
        "seconds": 1.0,
        "notes": ["So."],
    }
    assert report.errors == 2


def test_factors_compare_within_one_concurrency() -> None:
    runs = [
        run_of("compiled", 8, [cell(answers=1000, p95_ms=8.0)]),
        run_of("stock", 8, [cell(answers=100, p95_ms=80.0)]),
        run_of("raw", 8, [cell(answers=10000, server_cpu_ms=0.075, database_cpu_ms=0.0)]),
        run_of("stock", 32, [cell(answers=50)]),
    ]

    assert factors(runs, []) == [
        {
            "concurrency": 8,
            "rps_compiled_to_stock": 10.0,
            "rps_raw_to_stock": 100.0,
            "cpu_compiled_to_raw": 10.0,
            "p95_compiled_to_stock": 0.1,
        },
        {"concurrency": 32},
    ]


class Scripted:
    """A driver that answers from a list and remembers what it was told."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        self.orders: list[Drive] = []

    async def drive(self, order: Drive) -> Cell:
        self.orders.append(order)
        return self.cells.pop(0)


async def test_paths_take_turns_and_a_disturbed_cell_is_measured_again() -> None:
    crew = Scripted(
        [cell(answers=1, others=0.5), cell(answers=10), cell(answers=20), cell(answers=30), cell(answers=40)]
    )
    plan = Plan(paths=["a", "b"], concurrency=[8], seconds=2.0, repeat=2)

    found = await measure(crew, plan, lambda _: None)

    assert [(order.name, order.seed, order.warm_up) for order in crew.orders] == [
        ("a", 1, 1.0),
        ("a", 1, 1.0),
        ("b", 1, 1.0),
        ("a", 2, 1.0),
        ("b", 2, 1.0),
    ]
    assert [(run.path, run.rps) for run in found.runs] == [("a", 20.0), ("b", 30.0)]
    assert (found.thrown_away, found.noisy) == (1, 0)


async def test_when_every_try_is_disturbed_the_least_disturbed_stands_and_is_counted() -> None:
    crew = Scripted([cell(answers=1, others=0.5), cell(answers=2, others=0.2), cell(answers=3, others=0.3)])

    found = await measure(crew, Plan(paths=["a"], concurrency=[1], seconds=1.0), lambda _: None)

    assert [run.rps for run in found.runs] == [2.0]
    assert (found.thrown_away, found.noisy) == (2, 1)
