"""What the worker does beside sending: small tasks of the rooms that may run again and again."""

from collections.abc import Awaitable, Callable

from polyclinic.main.open import House

Chore = Callable[[], Awaitable[object]]


def chores(_house: House) -> tuple[Chore, ...]:
    """Return the tasks of this deployment."""
    return ()
