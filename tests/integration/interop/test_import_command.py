"""`polyclinic import-fhir` and `export-fhir` as people run them."""

import asyncio
import json
from pathlib import Path

from fhir_samples import big_bundle, bundle, observation, patient, written
from integration.interop.command import finished, reported, started
from polyclinic.interop.canonical import content_hash
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings


async def test_json_is_all_that_is_printed_and_a_failure_is_exit_code_one(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    good = written(tmp_path / "good.json", bundle(patient(), observation()))
    bad = written(tmp_path / "bad.json", "[")

    code, out, err = await finished(await started(settings, "import-fhir", good, "--json", "--activate"))
    failed, told, _ = await finished(await started(settings, "import-fhir", good, bad, "--json"))

    found = json.loads(out)
    assert (code, err) == (0, b"")
    assert set(found) == {"files", "patients", "totals", "seconds", "peak_rss_mb"}
    assert len(found["patients"][0]["activation_code"]) == 14
    assert failed == 1
    assert [file["status"] for file in json.loads(told)["files"]] == ["unchanged", "failed"]


async def test_people_get_tables_and_reasons(database: Database, settings: Settings, tmp_path: Path) -> None:
    written(tmp_path / "good.json", bundle(patient(), observation()))
    written(tmp_path / "bad.json", bundle(observation(status=5)))

    code, out, _ = await finished(await started(settings, "import-fhir", tmp_path, "--activate"))

    text = out.decode()
    row = await database["activation_codes"].find_one({})
    assert code == 1
    assert row is not None
    assert "Anna Berg" in text
    assert "entry[0]: Expected `str | null`, got `int` - at" in " ".join(text.split())
    assert "2 files: 1 failed, 1 imported." in text


async def test_export_writes_the_exact_resources(database: Database, settings: Settings, tmp_path: Path) -> None:
    raw = json.dumps(observation(valueQuantity={"value": 0}, effectiveDateTime="2024-03")).replace(
        '"value": 0', '"value": 1.50'
    )
    text = json.dumps(bundle(patient(), observation("x"))).replace(json.dumps(observation("x")), raw)
    imported = await reported(await started(settings, "import-fhir", written(tmp_path / "a.json", text), "--json"))

    code, out, _ = await finished(await started(settings, "export-fhir", imported["patients"][0]["id"]))
    into, _, _ = await finished(
        await started(settings, "export-fhir", imported["patients"][0]["id"], "--file", tmp_path / "out.json")
    )

    assert (code, into) == (0, 0)
    assert raw.encode() in out
    assert content_hash((tmp_path / "out.json").read_bytes()) == content_hash(out)


async def test_export_of_nobody_is_a_sentence(database: Database, settings: Settings, tmp_path: Path) -> None:
    code, out, err = await finished(await started(settings, "export-fhir", "nobody", "--file", tmp_path / "out.json"))

    assert (code, out, err) == (1, b"", b"We could not find that.\n")
    assert names_in(tmp_path) == []


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_two_processes_with_the_same_files_lose_and_double_nothing(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    for number in range(12):
        values = [observation(f"o{number}-{step}", of=f"p{number}") for step in range(30)]
        written(tmp_path / f"{number:02}.json", bundle(patient(f"p{number}"), *values))

    processes = [await started(settings, "import-fhir", tmp_path, "--json", "--activate") for _ in range(3)]
    reports = await asyncio.gather(*(reported(process) for process in processes))

    assert {file["status"] for found in reports for file in found["files"]} <= {"imported", "unchanged"}
    imported = [sum(row["imported"] for row in found["totals"].values()) for found in reports]
    assert sum(imported) == 12 * 31
    assert await database["records"].count_documents({}) == 12 * 30
    assert await database["patients"].count_documents({}) == 12
    assert await database["activation_codes"].count_documents({}) == 12
    assert await database["history"].count_documents({}) == 0
    assert sum(len(found["patients"]) for found in reports) == 12


async def test_a_stopped_import_leaves_nothing(database: Database, settings: Settings, tmp_path: Path) -> None:
    big_bundle(tmp_path / "big.json", size=12_000_000)

    process = await started(settings, "import-fhir", tmp_path / "big.json", "--json")
    while await database["records"].count_documents({}, limit=1) == 0:
        assert process.returncode is None
        await asyncio.sleep(0.02)
    process.terminate()
    code, out, err = await finished(process)

    assert (code, out) == (130, b"")
    assert b"of the one under way nothing is" in err
    assert await database["records"].count_documents({}) == 0
    assert await database["imports"].count_documents({"active": True}) == 0
