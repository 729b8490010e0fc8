"""What the worker does beside sending: small tasks of the rooms that may run again and again."""

from collections.abc import Awaitable, Callable

from polyclinic.interop.tend_imports import tend_imports

Chore = Callable[[], Awaitable[object]]


def chores() -> tuple[Chore, ...]:
    """Return the tasks of this deployment."""
    return (tend_imports,)
