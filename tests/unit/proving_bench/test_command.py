"""What the command refuses, with a sentence and exit code 2."""

import pytest
from typer.testing import CliRunner

from polyclinic.main.application import application


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["slots"], "comes with the booking capability"),
        (["book"], "comes with the booking capability"),
        (["nonsense"], "There is no workload `nonsense`"),
        (["dashboard", "--concurrency", "8,x"], "is no list of numbers"),
        (["dashboard", "--concurrency", "0"], "is no list of numbers"),
        (["dashboard", "--paths", "stock,fast"], "There is no path `fast`"),
    ],
)
def test_what_cannot_be_measured_is_said(arguments: list[str], sentence: str) -> None:
    answer = CliRunner().invoke(application("bench"), ["bench", *arguments])

    assert answer.exit_code == 2
    assert sentence in answer.stderr
