"""The importer's own report becomes the figures."""

from polyclinic.proving.bench import bring_in

COUNTS = {"read": 12, "imported": 10, "unchanged": 1, "skipped": 1}


def report(seconds: float) -> dict[str, object]:
    """What `polyclinic import-fhir --json` prints, cut to what is read of it."""
    files = [{"errors": []}, {"errors": [{"entry": 3, "reason": "broken reference"}]}]
    return {
        "files": files,
        "totals": {"Patient": COUNTS, "Observation": COUNTS},
        "seconds": seconds,
        "peak_rss_mb": 80.5,
    }


def test_resources_per_second_and_refused_entries() -> None:
    rounds = [bring_in._imported(report(2.0), 3.0, 0.4), bring_in._imported(report(4.0), 5.0, 0.6)]

    assert bring_in._run(rounds).as_json() == {
        "path": "compiled",
        "concurrency": 1,
        "rps": 7.5,
        "p50_ms": 3000.0,
        "p95_ms": 5000.0,
        "p99_ms": 5000.0,
        "cpu_ms_per_request": 25.0,
        "rss_mb": 80.5,
        "errors": 2,
    }
