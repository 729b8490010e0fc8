"""Every refusal has a code of its own, and a sentence that says what to do."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from types import ModuleType

import pytest

import polyclinic
import polyclinic_notifications
from polyclinic.kit.errors import DomainError


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Import everything of a package, so that every refusal exists."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def below(error: type[DomainError]) -> Iterator[type[DomainError]]:
    """Every refusal below this one."""
    for child in error.__subclasses__():
        yield child
        yield from below(child)


def refusals() -> list[type[DomainError]]:
    """The refusals of the house; a test may have made others."""
    loaded = {module.__name__ for package in (polyclinic, polyclinic_notifications) for module in modules(package)}
    found = {error.__qualname__: error for error in below(DomainError) if error.__module__ in loaded}
    return [found[name] for name in sorted(found)]


def twice(errors: Iterable[type[DomainError]]) -> dict[str, set[str]]:
    """Codes that more than one refusal has."""
    names: dict[str, set[str]] = {}
    for error in errors:
        names.setdefault(error.code, set()).add(error.__qualname__)
    return {code: found for code, found in names.items() if len(found) > 1}


def test_every_code_belongs_to_one_refusal() -> None:
    assert twice(refusals()) == {}


def test_a_code_used_twice_is_seen() -> None:
    first = type("FirstError", (Exception,), {"code": "TAKEN"})
    second = type("SecondError", (Exception,), {"code": "TAKEN"})

    assert twice([first, second]) == {"TAKEN": {"FirstError", "SecondError"}}


@pytest.mark.parametrize("error", refusals(), ids=lambda error: error.__qualname__)
def test_a_refusal_is_named_coded_and_told(error: type[DomainError]) -> None:
    assert error.__name__.endswith("Error")
    assert "code" in vars(error), "its code is inherited: two refusals would look the same to a program"
    assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", error.code)
    assert inspect.cleandoc(error.__doc__ or "").endswith(".")
