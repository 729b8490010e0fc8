"""A bundle of 100 MB, killed with kill -9 again and again: wholly invisible or wholly visible, and a rerun completes."""

import asyncio
import os
import shutil
import tempfile
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from fhir_samples import big_bundle
from integration.interop.command import finished, reported, started
from polyclinic.access.scope import service_scope
from polyclinic.kit import mongo
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings
from polyclinic.main.rooms import DOCUMENTS
from polyclinic.records.visible import settled_or, shown_imports, visible

pytestmark = pytest.mark.slow

SIZE = int(os.environ.get("POLYCLINIC_TEST_CRASH_MB", "100")) * 1_000_000
MOST_MEMORY_MB = 400


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with room for the bundle, removed afterwards."""
    found = Path(tempfile.mkdtemp(prefix="polyclinic-crash-"))
    yield found
    shutil.rmtree(found)


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def swept(database: Database) -> AsyncIterator[None]:
    """Drop what is too much to delete row by row before the next test."""
    yield
    for name in ("records", "history"):
        await database.drop_collection(name)
    await mongo.prepare(database, DOCUMENTS)


async def seen(database: Database) -> int:
    """How many records all readers together see now."""
    shown, found = await shown_imports(), 0
    patients = await database["patients"].find(settled_or(shown), {"_id": 1}).to_list()
    for row in patients:
        scope = await service_scope("test", row["_id"], action="test")
        found += await database["records"].count_documents(visible(scope, shown))
    return found


async def state(database: Database) -> str:
    rows = await database["imports"].find({"active": True}).to_list()
    return ",".join(row["state"] for row in rows)


async def kill(process: Process) -> None:
    process.kill()
    await finished(process)


async def test_kill_minus_nine_at_100_mb(database: Database, settings: Settings, folder: Path) -> None:
    path = folder / "big.json"
    counts = big_bundle(path, size=SIZE)
    whole = counts["Observation"] + counts["DiagnosticReport"]

    for share in (0.1, 0.7):
        process = await started(settings, "import-fhir", path, "--json")
        while await database["records"].estimated_document_count() < whole * share:
            assert process.returncode is None
            await asyncio.sleep(0.05)
        await kill(process)
        assert await state(database) == "open"
        assert await seen(database) == 0

    process = await started(settings, "import-fhir", path, "--json")
    while await state(database) != "shown":
        assert await seen_while_hidden(database) in (0, whole)
        assert process.returncode is None
        await asyncio.sleep(0.005)
    await kill(process)
    assert await seen(database) == whole

    process = await started(settings, "import-fhir", path, "--json")  # waits for the grace, then settles
    while await database["records"].count_documents({"staged_by": None}, limit=2000) < 2000:
        assert process.returncode is None
        await asyncio.sleep(0.05)
    await kill(process)
    assert await state(database) == "shown"
    assert await seen(database) == whole

    found = await reported(await started(settings, "import-fhir", path, "--json"))
    assert [file["status"] for file in found["files"]] == ["unchanged"]
    assert Counter({name: row["unchanged"] for name, row in found["totals"].items()}) == counts
    assert found["peak_rss_mb"] < MOST_MEMORY_MB
    assert (await state(database), await seen(database)) == ("", whole)
    assert await database["records"].count_documents({}) == whole
    assert await database["patients"].count_documents({}) == counts["Patient"]
    assert await database["records"].count_documents({"staged_by": {"$ne": None}}) == 0


async def seen_while_hidden(database: Database) -> int:
    """Look as a reader does, but only for whether anything is there: counting everything would take too long."""
    shown = await shown_imports()
    if shown:
        return await seen(database)
    return len(await database["patients"].find({"staged_by": None}, {"_id": 1}).limit(1).to_list())


async def test_a_first_import_of_100_mb_stays_small(database: Database, settings: Settings, folder: Path) -> None:
    counts = big_bundle(folder / "big.json", size=SIZE)

    found = await reported(await started(settings, "import-fhir", folder / "big.json", "--json"))

    assert {name: row["imported"] for name, row in found["totals"].items()} == dict(counts)
    assert found["peak_rss_mb"] < MOST_MEMORY_MB


@pytest.mark.parametrize(
    ("start", "reason"), [("[", "not a FHIR bundle"), ('{"resourceType":"Bundle","entry":[', "nested deeper")]
)
async def test_200_mb_of_nesting_is_refused_in_little_memory(
    start: str, reason: str, database: Database, settings: Settings, folder: Path
) -> None:
    with (folder / "deep.json").open("w") as file:
        file.write(start)
        for _ in range(200):
            file.write("[" * 1_000_000)

    process = await started(settings, "import-fhir", folder / "deep.json", "--json")
    found = await reported(process)

    assert process.returncode == 1
    assert reason in found["files"][0]["errors"][0]["reason"]
    assert found["peak_rss_mb"] < MOST_MEMORY_MB
    assert found["seconds"] < 60
