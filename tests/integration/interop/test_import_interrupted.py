"""A large import that stops anywhere: nothing half is seen, and the next one mends it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from integration.interop.bringing import brought, reasons
from integration.interop.large import MOST, large, marks, open_import, seen, who
from polyclinic.interop import settle, tend_imports, write_staged
from polyclinic.interop.owner import this_process
from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database

pytestmark = pytest.mark.usefixtures("small_limits")


@pytest.mark.parametrize(
    ("owner", "age"),
    [("elsewhere:1:1", timedelta(minutes=5)), (this_process().rsplit(":", 2)[0] + ":999999999:", timedelta())],
)
async def test_what_a_dead_import_left_is_cleaned_up_by_the_next(
    database: Database, keys: HouseKeys, tmp_path: Path, owner: str, age: timedelta
) -> None:
    await brought(keys, large(tmp_path))
    await tend_imports.tend_imports(wait=True)
    await database["records"].update_many({}, {"$set": {"superseded_by": "other"}})
    await database["patients"].insert_one(
        {"_id": "half", "source": "local", "source_type": "Patient", "source_id": "h", "staged_by": "other"}
    )
    await database["activation_codes"].insert_one({"_id": "c", "code_hash": "h", "import_id": "other", "used_at": None})
    await open_import(database, owner, beat_at=clock.now() - age)

    found = await brought(keys, large(tmp_path, "amended"))

    assert [file.status for file in found.files] == ["imported"]
    assert await database["patients"].count_documents({"_id": "half"}) == 0
    assert await database["activation_codes"].count_documents({}) == 0
    left = await database["imports"].find_one({"_id": "other"})
    assert left
    assert (left["state"], left["active"]) == ("abandoned", False)
    assert set((await seen(database, await who(database))).values()) == {(2, "amended")}


async def test_an_import_that_was_taken_for_dead_cannot_be_shown(
    database: Database, keys: HouseKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = write_staged.show

    async def paused(import_id: str, *rest: Any) -> None:
        await database["imports"].update_one({"_id": import_id}, {"$set": {"state": "abandoned"}})
        await tend_imports.tend_imports()
        await real(import_id, *rest)

    monkeypatch.setattr(write_staged, "show", paused)

    found = await brought(keys, large(tmp_path))

    assert reasons(found) == [
        (None, "This import was silent for too long and was cleaned up. Nothing of it is visible; run it again.")
    ]
    assert await database["records"].count_documents({}) == 0
    assert await database["deeds"].count_documents({}) == 0


async def test_settling_may_stop_anywhere_and_run_twice_at_once(
    database: Database, keys: HouseKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await brought(keys, large(tmp_path))
    await tend_imports.tend_imports(wait=True)
    await brought(keys, large(tmp_path, "amended", most=MOST + 5))
    patient_id = await who(database)
    monkeypatch.setattr(settle, "GRACE", timedelta())
    steps: list[tuple[str, Callable[..., Any]]] = [
        (name, getattr(settle, name)) for name in ("_put_newer_in_place", "_unmark_new", "clear_marks")
    ]
    for name, step in steps:
        calls = iter(range(1000))

        async def dies(*given: Any, step: Callable[..., Any] = step, calls: Any = calls) -> None:
            await step(*given)
            if next(calls) == 3:  # the collection of records is the last of four
                raise KeyboardInterrupt

        monkeypatch.setattr(settle, name, dies)
        with pytest.raises(KeyboardInterrupt):
            await tend_imports.tend_imports()
        monkeypatch.setattr(settle, name, step)
        assert set((await seen(database, patient_id)).values()) == {(2, "amended"), (1, "amended")}

    await asyncio.gather(*(tend_imports.tend_imports() for _ in range(3)))

    found = await seen(database, patient_id)
    assert sorted(version for version, _ in found.values()) == [1] * 5 + [2] * (MOST + 1)
    assert await marks(database) == 0
    assert await database["history"].count_documents({}) == MOST + 1
    assert await database["imports"].count_documents({"active": True}) == 0
