"""No Scope, no data: held by a walk over the sources, which is itself proven here."""

import ast
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest

from polyclinic.access.model import DataClass, GrantScope, Purpose
from polyclinic.access.scope import Scope
from polyclinic.main.rooms import DOCUMENTS
from tests.architecture.house import Source, sources
from tests.architecture.scope_guard import NOT_PATIENT_DATA, patient_owned, unscoped

WITHOUT_SCOPE: Mapping[str, str] = {
    "backend/polyclinic/interop/settle.py": "moves what an import hid into its place and shows nothing to anybody",
}
"""Files that may reach for patient data without a Scope, each with the reason."""

FILE = "backend/polyclinic/booking/planted.py"
HEAD = """
from typing import Any
from beanie import Document
from polyclinic.access.scope import Scope
from polyclinic.booking.model import Appointment
from polyclinic.clinics.model import Clinic
from polyclinic.kit.provenance import History
from polyclinic.people import model
from polyclinic.people.model import Patient as Person
from polyclinic.records.model import Record
"""

CAUGHT = {
    "a beanie find": "async def f():\n    return await Record.find({}).to_list()",
    "a beanie get": "async def f(record_id: str):\n    return await Appointment.get(record_id)",
    "a collection": "async def f():\n    return Record.get_pymongo_collection()",
    "an update": "async def f():\n    await Record.get_pymongo_collection().update_one({}, {})",
    "a bulk insert": "async def f(rows: list[Record]):\n    await Record.insert_many(rows)",
    "another name": "async def f():\n    return await Person.find_one({})",
    "through the module": "async def f():\n    return await model.Patient.count()",
    "a new row": "async def f():\n    row = Appointment(id='1')\n    await row.insert()",
    "a new row at once": "async def f():\n    await Appointment(id='1').insert()",
    "a row handed in": "async def f(row: Record | None):\n    await row.save()",
    "a row read before": "async def f(ids: str):\n    found = Record.model_validate({})\n    await found.delete()",
    "an older version": "async def f():\n    return await History.find_all().to_list()",
    "a document chosen at run time": "async def f(kind: type[Document]):\n    return kind.get_pymongo_collection()",
    "the bare collection": 'async def f(database: Any):\n    return database["records"].find()',
    "a join": 'async def f():\n    return Clinic.aggregate([{"$lookup": {"from": "records"}}])',
    "a Scope of the web": "from starlette.types import Scope\nasync def f(scope: Scope):\n    return await Record.find_one({})",
    "a word that only looks like one": "async def f(scope: str):\n    return await Record.find_one({})",
    "an inner function": "async def f():\n    async def g():\n        return await Record.find_one({})\n    return g",
    "a method": "class Reader:\n    async def f(self):\n        return await Record.find_one({})",
    "a reason too short": "async def f():\n    return await Record.find_one({})  # no Scope: why",
    "a reason elsewhere": "# no Scope: it is good for everything\nX = 1\nasync def f():\n    return await Record.find_one({})",
    "outside a function": "FOUND = Record.find({})",
}
PASSED = {
    "a Scope": "async def f(scope: Scope):\n    return await Record.find(scope.filter).to_list()",
    "a Scope by keyword": "async def f(*, scope: Scope):\n    return await Record.find(scope.filter).to_list()",
    "many Scopes": "async def f(scopes: list[Scope], rows: list[Record]):\n    await Record.insert_many(rows)",
    "an inner function": "async def f(scope: Scope):\n    async def g():\n        await Record.insert_one({})\n    await g()",
    "a reason on the line": "async def f():\n    await Record.find_one({})  # no Scope: staged rows that nobody sees",
    "a reason above the line": "async def f():\n    # no Scope here: staged rows that nobody sees\n    await Record.find_one({})",
    "a reason above the function": "# no Scope: staged rows that nobody sees\nasync def f():\n    await Record.find_one({})",
    "nobody's data": "async def f():\n    return await Clinic.find_one({}) or Clinic.get_pymongo_collection()",
    "a row only made": "def f():\n    return Record(id='1')",
    "another get": "def f(row: dict):\n    return row.get('patient_id'), [1].count(1)",
    "the word of GraphQL": "from polyclinic_schema.types.patient import Patient\ndef f():\n    return Patient.get(1)",
}


def test_patient_data_are_reached_with_a_scope_alone() -> None:
    assert [found for file in sources() if file.name not in WITHOUT_SCOPE for found in unscoped(file)] == []


def test_no_file_is_excused_for_nothing() -> None:
    assert {file.name for file in sources() if file.name in WITHOUT_SCOPE and unscoped(file)} == set(WITHOUT_SCOPE)


@pytest.mark.parametrize("case", CAUGHT)
def test_the_guard_sees(case: str) -> None:
    file = Source.of(FILE, HEAD + CAUGHT[case])

    assert len(unscoped(file)) == 1, unscoped(file)
    assert unscoped(file)[0].startswith(f"{FILE}:")


@pytest.mark.parametrize("case", PASSED)
def test_the_guard_lets_through(case: str) -> None:
    assert unscoped(Source.of(FILE, HEAD + PASSED[case])) == []


def test_the_guard_knows_the_place() -> None:
    assert unscoped(Source.of(FILE, HEAD + "def f():\n    return Record.find({})")) == [
        f"{FILE}:{HEAD.count(chr(10)) + 2}: Record.find in f without a Scope"
    ]


def test_the_patients_documents_are_known() -> None:
    assert patient_owned() == {
        "Appointment": "appointments",
        "History": "history",
        "LogEntry": "access_log",
        "Patient": "patients",
        "Record": "records",
    }
    assert {document.__name__ for document in DOCUMENTS} >= set(NOT_PATIENT_DATA)


def makers(file: Source) -> Iterator[str]:
    """Where a Scope is constructed, copied with changes, or its mint is looked at."""
    ours = any(name == "polyclinic.access.scope.Scope" for _, name in file.imports())
    for node in ast.walk(file.tree):
        match node:
            case ast.Call(func=ast.Name(id="Scope")) if ours:
                yield file.at(node)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="scope" | "access"), attr="Scope")):
                yield file.at(node)
            case ast.Call(func=ast.Name(id="replace") | ast.Attribute(attr="replace"), args=[ast.Name(id="scope"), *_]):
                yield file.at(node)
            case ast.Attribute(attr="mint" | "_MINT") | ast.alias(name="_MINT"):
                yield file.name


def test_only_access_makes_a_scope() -> None:
    elsewhere = [file for file in sources() if not file.name.startswith("backend/polyclinic/access/")]

    assert [place for file in elsewhere for place in makers(file)] == []


@pytest.mark.parametrize(
    "text",
    [
        "from polyclinic.access.scope import Scope\nScope(actor='a')",
        "from polyclinic.access import scope\nscope.Scope(actor='a')",
        "import dataclasses\ndef f(scope): return dataclasses.replace(scope, patient_id='x')",
        "from dataclasses import replace\ndef f(scope): return replace(scope, patient_id='x')",
        "from polyclinic.access.scope import _MINT",
        "def f(scope): return scope.mint",
    ],
)
def test_a_scope_made_elsewhere_is_seen(text: str) -> None:
    assert len(list(makers(Source.of(FILE, text)))) == 1


def test_a_scope_made_elsewhere_is_refused_at_run_time() -> None:
    with pytest.raises(TypeError, match=r"A Scope is made by polyclinic\.access alone\."):
        Scope(
            actor="somebody",
            patient_id="somebody-else",
            purpose=Purpose.OWN,
            relation=None,
            scopes=frozenset(GrantScope),
            classes=frozenset(DataClass),
            at=datetime(2026, 1, 1, tzinfo=UTC),
            mint=object(),
        )
