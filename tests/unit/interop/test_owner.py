"""Which process an import belongs to."""

import subprocess
import sys

from polyclinic.interop.owner import is_dead, this_process


def test_a_living_process_is_not_dead_and_a_finished_one_is() -> None:
    host = this_process().split(":")[0]
    child = subprocess.run(
        [sys.executable, "-c", "from polyclinic.interop.owner import this_process as me; print(me())"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert not is_dead(this_process())
    assert is_dead(child.stdout.strip())
    assert child.stdout.startswith(f"{host}:")


def test_another_process_with_the_same_number_is_not_the_owner() -> None:
    host, pid, started = this_process().split(":")

    assert is_dead(f"{host}:{pid}:{int(started) - 1}")


def test_of_other_machines_nothing_is_known() -> None:
    assert not is_dead("elsewhere.example:1:1")
    assert not is_dead("nonsense")
