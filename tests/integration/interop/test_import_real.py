"""The 24 real records: all of them in, counted, unchanged the second time, and given back exactly."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from polyclinic.access.scope import service_scope
from polyclinic.interop.canonical import content_hash
from polyclinic.interop.entries import Source
from polyclinic.interop.export_patient import export_patient
from polyclinic.interop.find_files import find_files
from polyclinic.interop.import_fhir import import_fhir
from polyclinic.interop.mapping.registry import MAPPERS, document_for
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.records.model import Record


@pytest.fixture
def folder(data_folder: Path) -> Path:
    found = data_folder / "synthea-r4"
    if not found.is_dir():
        pytest.skip(f"no records in {found}")
    return found


def counted(folder: Path) -> Counter[str]:
    """Count the resources without any of our code."""
    bundles = (json.loads(gzip.decompress(path.read_bytes())) for path in folder.glob("*.gz"))
    return Counter(entry["resource"]["resourceType"] for bundle in bundles for entry in bundle["entry"])


async def test_every_file_goes_in_and_the_second_time_changes_nothing(
    folder: Path, database: Database, keys: HouseKeys
) -> None:
    first = await import_fhir([folder], keys=keys)
    written = {
        name: await database[name].find().sort("_id", 1).to_list() for name in await database.list_collection_names()
    }
    second = await import_fhir([folder], keys=keys)

    assert [file.status for file in first.files] == ["imported"] * 24
    assert {name: row.read for name, row in first.totals.items()} == counted(folder)
    assert {name: row.imported + row.unchanged for name, row in first.totals.items() if name in MAPPERS} == {
        name: count for name, count in counted(folder).items() if name in MAPPERS
    }
    assert {name: row.skipped for name, row in first.totals.items() if row.skipped} == {
        "Claim": 571,
        "ExplanationOfBenefit": 473,
    }
    assert [file.status for file in second.files] == ["unchanged"] * 24
    assert sum(row.imported for row in second.totals.values()) == 0
    assert (len(first.patients), second.patients) == (24, [])
    for name, rows in written.items():
        assert await database[name].find().sort("_id", 1).to_list() == rows, name


async def test_the_rows_are_what_the_models_say(folder: Path, database: Database, keys: HouseKeys) -> None:
    await import_fhir([folder], keys=keys)

    for resource_type in MAPPERS:
        model = document_for(resource_type)
        for row in await model.get_pymongo_collection().find({"source_type": resource_type}).limit(40).to_list():
            assert set(row) - {"_id"} == set(model.model_fields) - {"id", "revision_id"}
            read = model.model_validate(row).model_dump()
            assert {name: read[name] for name in row if name != "_id"} == {
                name: row[name] for name in row if name != "_id"
            }


async def test_observations_of_a_report_are_shown_in_it(folder: Path, database: Database, keys: HouseKeys) -> None:
    await import_fhir([folder], keys=keys)
    reports = await Record.get_pymongo_collection().find({"source_type": "DiagnosticReport"}).to_list()
    shown = {found for row in reports for found in row["report"]["observation_ids"]}

    assert len(reports) == 156
    assert await Record.get_pymongo_collection().count_documents({"in_report": True}) == len(shown)
    assert {
        row["_id"] for row in await Record.get_pymongo_collection().find({"in_report": True}, {"_id": 1}).to_list()
    } == shown


async def test_the_export_equals_the_files_resource_by_resource(
    folder: Path, database: Database, keys: HouseKeys
) -> None:
    report = await import_fhir([folder], keys=keys)

    for file in report.files:
        scope = await service_scope("export", file.patients[0].id, action="export")
        exported = json.loads(b"".join([part async for part in export_patient(scope, keys)]))
        ours = [await _hash_of_exact(part) for part in await _parts(scope.patient_id, keys)]
        theirs = [content_hash(entry.content) for entry in Source(Path(file.path)).read() if _is_kept(entry.content)]
        assert Counter(ours) == Counter(theirs), file.path
        assert len(exported["entry"]) == len(ours)
        assert (exported["resourceType"], exported["type"]) == ("Bundle", "collection")


async def _parts(patient_id: str, keys: HouseKeys) -> list[bytes]:
    scope = await service_scope("export", patient_id, action="export")
    return [part async for part in export_patient(scope, keys)][:-1]


async def _hash_of_exact(part: bytes) -> str:
    """Hash the resource's own bytes: parsing and writing them again would lose what is to be proven."""
    return content_hash(part[part.index(b'"resource":') + len(b'"resource":') : -1])


def _is_kept(content: bytes) -> bool:
    return json.loads(content)["resourceType"] in MAPPERS


async def test_an_exported_record_can_be_imported_elsewhere(
    folder: Path, database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    first = find_files([folder])[0]
    report = await import_fhir([first], keys=keys)
    scope = await service_scope("export", report.patients[0].id, action="export")
    (tmp_path / "out.json").write_bytes(b"".join([part async for part in export_patient(scope, keys)]))

    again = await import_fhir([tmp_path / "out.json"], keys=keys)
    elsewhere = await import_fhir([tmp_path / "out.json"], keys=keys, source="elsewhere")

    assert [file.status for file in again.files] == ["unchanged"]
    assert {name: row.imported for name, row in elsewhere.totals.items()} == {
        name: row.imported for name, row in report.totals.items() if row.imported
    }
    assert await database["patients"].count_documents({}) == 2
