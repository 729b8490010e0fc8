"""The whole benchmark, once and short: processes, driver, figures."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN_KEYS = ["path", "concurrency", "rps", "p50_ms", "p95_ms", "p99_ms", "cpu_ms_per_request", "rss_mb", "errors"]


@pytest.mark.slow
def test_the_command_measures_and_prints_the_promised_json(tmp_path: Path) -> None:
    arguments = ["bench", "dashboard", "--paths", "cached,raw", "--seconds", "0.3", "--concurrency", "2", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "polyclinic", *arguments],
        cwd=tmp_path, env=dict(os.environ), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["workload"] == "dashboard"
    assert [(list(run), run["path"], run["concurrency"], run["errors"]) for run in found["runs"]] == [
        (RUN_KEYS, "cached", 2, 0),
        (RUN_KEYS, "raw", 2, 0),
    ]
    assert all(run["rps"] > 0 and run["cpu_ms_per_request"] > 0 and run["rss_mb"] > 20 for run in found["runs"])
    assert list(tmp_path.iterdir()) == []
