"""Large files: hidden until shown, all or nothing for every reader at every moment, mended after any interruption."""

import asyncio
import json
import random
from pathlib import Path

import pytest

from fhir_samples import bundle, encounter, observation, patient, report, written
from integration.interop.bringing import brought, reasons
from integration.interop.large import GRACE, MOST, large, marks, open_import, seen, who
from polyclinic.access.scope import service_scope
from polyclinic.interop import tend_imports
from polyclinic.interop.canonical import content_hash
from polyclinic.interop.export_patient import export_patient
from polyclinic.interop.owner import this_process
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.provenance import addressed, known_id
from polyclinic.records.visible import shown_imports

pytestmark = pytest.mark.usefixtures("small_limits")


async def test_a_large_file_is_shown_at_once_and_settled_later(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    found = await brought(keys, large(tmp_path), activate=True)
    patient_id = found.patients[0].id

    assert [file.status for file in found.files] == ["imported"]
    assert len(await seen(database, patient_id)) == MOST + 1
    assert await marks(database) == MOST + 2
    await tend_imports.tend_imports()
    assert await marks(database) == MOST + 2  # a reader without this import in its list may still be at work
    await tend_imports.tend_imports(wait=True)
    assert await marks(database) == 0
    assert len(await seen(database, patient_id)) == MOST + 1
    row = await database["imports"].find_one({})
    assert row
    assert (row["state"], row["active"]) == ("settled", False)
    assert await database["records"].count_documents({"in_report": True}) == 2
    assert [row["action"] async for row in database["access_log"].find({"actor": "service:import"})] == ["import"]
    assert len(await database["deeds"].find().to_list()) == 1


async def test_the_second_time_nothing_changes(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    path = large(tmp_path)
    await brought(keys, path)
    again = await brought(keys, path)

    assert [file.status for file in again.files] == ["unchanged"]
    assert again.totals["Observation"].unchanged == MOST
    assert await database["records"].count_documents({}) == MOST + 1
    assert await database["history"].count_documents({}) == 0
    assert await database["imports"].count_documents({"active": True}) == 0


async def test_readers_see_all_or_nothing_at_every_moment(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    """First import, then every document changed, then settled, under readers that take nearly as long as they may."""
    first, second = large(tmp_path), large(tmp_path, "amended", gender="other")
    dice, states, stop = random.Random(7), set(), asyncio.Event()

    async def read_on() -> None:
        while not stop.is_set():
            rows = [row["_id"] async for row in database["patients"].find({"replaces": None}, {"_id": 1})]
            for patient_id in rows:
                found = await seen(database, patient_id, pause=dice.random() * GRACE.total_seconds() * 0.6)
                states.add((len(found), frozenset(found.values())))
            await asyncio.sleep(0)

    readers = [asyncio.create_task(read_on()) for _ in range(4)]
    for path in (first, second):
        assert reasons(await brought(keys, path)) == []
        await asyncio.sleep(0.1)
        await tend_imports.tend_imports(wait=True)
        await asyncio.sleep(GRACE.total_seconds())
    stop.set()
    await asyncio.gather(*readers)

    whole = MOST + 1
    nothing, old, new = (0, frozenset()), (whole, frozenset({(1, "final")})), (whole, frozenset({(2, "amended")}))
    assert states <= {nothing, old, new}
    assert {old, new} <= states


async def test_changed_documents_keep_their_ids_and_their_history(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    await brought(keys, large(tmp_path))
    await tend_imports.tend_imports(wait=True)
    patient_id = await who(database)
    before = await seen(database, patient_id)

    await brought(keys, large(tmp_path, "amended", gender="other"))
    between = await seen(database, patient_id)
    person = await database["patients"].find_one(addressed([patient_id], await shown_imports()))
    exported = await exact(keys, patient_id)
    await tend_imports.tend_imports(wait=True)
    after = await seen(database, patient_id)

    assert set(before) == set(between) == set(after)
    assert set(between.values()) == set(after.values()) == {(2, "amended")}
    assert person
    assert (known_id(person), person["gender"], person["version"]) == (patient_id, "other", 2)
    assert await who(database) == patient_id
    assert await marks(database) == 0
    assert await exact(keys, patient_id) == exported
    assert await database["history"].count_documents({"version": 1}) == MOST + 2
    old = await database["history"].find_one({"collection": "records"})
    assert old
    assert (old["document"]["staged_by"], old["document"]["superseded_by"], old["document"]["status"]) == (
        None,
        None,
        "final",
    )


async def exact(keys: HouseKeys, patient_id: str) -> set[str]:
    scope = await service_scope("export", patient_id, action="export")
    whole = b"".join([part async for part in export_patient(scope, keys)])
    return {content_hash(json.dumps(entry["resource"]).encode()) for entry in json.loads(whole)["entry"]}


async def test_a_wrong_entry_far_behind_leaves_nothing(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    await brought(keys, large(tmp_path))
    await tend_imports.tend_imports(wait=True)
    before = await database["records"].find().sort("_id", 1).to_list()
    values = [observation(f"o{number}", status="amended") for number in range(MOST)]
    bad = written(tmp_path / "bad.json", bundle(patient(), *values, patient("new"), observation("x", status=4)))

    found = await brought(keys, bad, activate=True)

    assert reasons(found) == [(f"entry[{MOST + 2}]", "Expected `str | null`, got `int` - at `$.status`")]
    assert await database["records"].find().sort("_id", 1).to_list() == before
    assert await marks(database) == 0
    assert await database["activation_codes"].count_documents({}) == 0
    assert await database["imports"].count_documents({"active": True}) == 0


@pytest.mark.parametrize("most", [1, MOST])
async def test_one_large_import_of_a_source_at_a_time(
    database: Database, keys: HouseKeys, tmp_path: Path, most: int
) -> None:
    path = written(tmp_path / "x.json", bundle(patient(), *(observation(f"o{number}") for number in range(most))))
    await open_import(database, this_process())

    refused = await brought(keys, path)
    taken = await brought(keys, path, source="another")

    sentence = "Another import of the source `local` is under way. Wait until it has finished, then run this one again."
    assert reasons(refused) == [(None, sentence)]
    assert [file.status for file in taken.files] == ["imported"]
    assert {row["source"] async for row in database["records"].find()} == {"another"}


async def test_a_report_of_a_large_file_takes_in_observations_that_were_there(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    await brought(keys, written(tmp_path / "1.json", bundle(patient(), observation("early"))))
    visits = [encounter(f"v{number}") for number in range(9)]
    late = report("r", result=[{"reference": f"Observation/{observation('early')['id']}"}])

    found = await brought(keys, written(tmp_path / "2.json", bundle(patient(), late, *visits)))
    await tend_imports.tend_imports(wait=True)

    assert reasons(found) == []
    row = await database["records"].find_one({"source_type": "Observation"})
    assert row
    assert row["in_report"] is True
