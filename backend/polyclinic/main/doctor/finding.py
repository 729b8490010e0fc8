"""One line of the doctor's answer."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is: `warn` works but not as it should, `wrong` will not work."""

    OK = "ok"
    WARN = "warn"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, what was found and (unless ok) what to do."""

    name: str
    state: State
    found: str
    remedy: str = ""


def ok(name: str, found: str) -> Finding:
    """Say that this is as it should be."""
    return Finding(name, State.OK, found)


def warn(name: str, found: str, remedy: str) -> Finding:
    """Say that this works, and what would make it better."""
    return Finding(name, State.WARN, found, remedy)


def wrong(name: str, found: str, remedy: str) -> Finding:
    """Say that this will not work, and what to do."""
    return Finding(name, State.WRONG, found, remedy)
