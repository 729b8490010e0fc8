"""Files that are large under small limits, and what a reader sees of them."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from fhir_samples import bundle, observation, patient, report, written
from polyclinic.access.scope import service_scope
from polyclinic.kit import clock
from polyclinic.kit.mongo import Database
from polyclinic.kit.provenance import known_id
from polyclinic.records.visible import shown_imports, visible

GRACE = timedelta(milliseconds=400)
MOST = 40


def large(tmp_path: Path, status: str = "final", most: int = MOST, **fields: Any) -> Path:
    values = [observation(f"o{number}", status=status) for number in range(most)]
    shown = report("r", "o0", "o1", status=status)
    return written(tmp_path / f"{status}.json", bundle(shown, *values, patient(**fields)))


async def seen(database: Database, patient_id: str, *, pause: float = 0) -> dict[str, tuple[int, str]]:
    """Read as the app does: the shown imports first, then, a little later, the rows in small batches."""
    scope = await service_scope("test", patient_id, action="test")
    shown = await shown_imports()
    await asyncio.sleep(pause)
    rows: dict[str, tuple[int, str]] = {}
    async for row in database["records"].find(visible(scope, shown)).sort([("at", -1), ("_id", -1)]).batch_size(7):
        assert known_id(row) not in rows, "a document was seen twice"
        rows[known_id(row)] = (row["version"], row["status"])
    return rows


async def who(database: Database) -> str:
    row = await database["patients"].find_one({})
    assert row
    return str(row["_id"])


async def marks(database: Database) -> int:
    """How many documents bear a mark of an import."""
    query = {"$or": [{"staged_by": {"$ne": None}}, {"superseded_by": {"$ne": None}}, {"replaces": {"$ne": None}}]}
    return sum(
        [await database[name].count_documents(query) for name in ("patients", "records", "clinics", "practitioners")]
    )


async def open_import(database: Database, owner: str, **fields: Any) -> None:
    now = clock.now()
    row = {"_id": "other", "v": 1, "source": "local", "state": "open", "active": True, "owner": owner}
    await database["imports"].insert_one({**row, "started_at": now, "beat_at": now, "shown_at": None, **fields})
