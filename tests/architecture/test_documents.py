"""Every collection has a name, indexes and a sentence; every event constant is among its room's types."""

import importlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pymongo
import pytest
from beanie import Document

import polyclinic
from polyclinic.main.rooms import DOCUMENTS
from polyclinic_notifications.rules import RULES, SILENT, MessageRule
from tests.architecture.house import sources

ROOMS = Path(polyclinic.__file__).parent


def unsettled(document: type[Any]) -> Iterator[str]:
    """What a collection of ours still needs."""
    settings = vars(document).get("Settings")
    if settings is None:
        yield "no Settings of its own"
        return
    if not getattr(settings, "name", "").isidentifier():
        yield "no name"
    indexes = getattr(settings, "indexes", ())
    if not indexes:
        yield "no indexes"
    if not all(isinstance(index, pymongo.IndexModel) and index.document["name"] for index in indexes):
        yield "an index without a name"
    names = Counter(index.document["name"] for index in indexes)
    yield from (f"two indexes named {name}" for name, times in names.items() if times > 1)
    if not (settings.__doc__ or "").endswith("."):
        yield "no sentence on how it is looked up and how long it is kept"


def events_modules() -> list[ModuleType]:
    files = [file.relative_to(ROOMS) for file in sorted(ROOMS.rglob("events.py"))]
    names = [f"polyclinic.{'.'.join(file.with_suffix('').parts)}" for file in files if file.parts[0] != "proving"]
    return [importlib.import_module(name) for name in names]


def constants(module: ModuleType) -> set[str]:
    return {value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)}


def misnamed(types: Iterable[str], room: str) -> list[str]:
    """Types that do not begin with their room and end in the past tense."""
    return [
        kind
        for kind in types
        if not kind.startswith(f"{room}.") or not kind.endswith(("ed", "sent", "given", "_in", "_out"))
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
def test_a_collection_is_settled(document: type[Document]) -> None:
    assert list(unsettled(document)) == []


def test_no_two_collections_share_a_name() -> None:
    names = Counter(vars(document)["Settings"].name for document in DOCUMENTS)

    assert [name for name, times in names.items() if times > 1] == []


def test_every_document_of_the_house_is_opened_with_it() -> None:
    opened = {f"{document.__module__}.{document.__name__}" for document in DOCUMENTS}
    written = {
        f"{file.name.removeprefix('backend/').removesuffix('.py').replace('/', '.')}.{name}"
        for file in sources()
        for name in file.documents()
    }

    assert written == opened


def test_an_unsettled_collection_is_seen() -> None:
    class Bare:
        pass

    class Poor:
        class Settings:
            name = "poor"
            indexes = (pymongo.IndexModel("a", name="a"), pymongo.IndexModel("b", name="a"))

    assert list(unsettled(Bare)) == ["no Settings of its own"]
    assert list(unsettled(Poor)) == [
        "two indexes named a",
        "no sentence on how it is looked up and how long it is kept",
    ]


@pytest.mark.parametrize("module", events_modules(), ids=lambda module: module.__name__)
def test_every_event_constant_is_a_type_of_its_room_with_a_rule_or_silence(module: ModuleType) -> None:
    room = module.__name__.split(".")[1]

    assert constants(module)
    assert constants(module) == module.TYPES
    assert misnamed(module.TYPES, room) == []
    assert {kind for kind in module.TYPES if RULES.get(kind, "missing") == "missing"} == set()


def test_a_rule_is_a_rule_or_silence() -> None:
    assert {type(rule) for rule in RULES.values()} <= {MessageRule, type(SILENT)}


def test_a_misnamed_event_is_seen() -> None:
    assert misnamed(["people.signed_in", "people.sign_in_asks", "booking.booked"], "people") == [
        "people.sign_in_asks",
        "booking.booked",
    ]
