"""Backup and restore: every document comes back byte for byte; a damaged archive or a full database changes nothing."""

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import bson
import pytest
from bson.raw_bson import RawBSONDocument

from polyclinic.access.scope import Viewer, grants_of
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.mongo import Database
from polyclinic.kit.settings import Settings
from polyclinic.main.backup import archive
from polyclinic.main.backup.bring_back import bring_back
from polyclinic.main.backup.errors import (
    ArchiveDamagedError,
    ArchiveExistsError,
    ArchiveTooNewError,
    DatabaseNotEmptyError,
    RestoreFailedError,
)
from polyclinic.main.backup.save import save
from polyclinic.people.model import Account
from polyclinic.proving.seed import seed

RAW = bson.CodecOptions(document_class=RawBSONDocument)


async def everything(database: Database) -> dict[str, list[bytes]]:
    found = {}
    for name in sorted(await database.list_collection_names()):
        rows = database.get_collection(name, codec_options=RAW).find().sort("_id", 1)
        if documents := [bytes(row.raw) async for row in rows]:
            found[name] = documents
    return found


def listed(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def fill(database: Database) -> None:
    rows: list[dict[str, Any]] = [
        {
            "_id": f"r{number:05}",
            "source": "test",
            "source_type": "Observation",
            "source_id": f"{number}",
            "words": {"ru": "Гемоглобин", "ar": "هيموغلوبين"},
            "amount": bson.Decimal128(Decimal("7.10")),
            "at": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            "sealed": bytes(range(256)) * 4,
            "none": None,
            "numbers": [1, 2**40, 0.1],
        }
        for number in range(2500)
    ]
    await database["records"].insert_many(rows)
    await database["accounts"].insert_one({"_id": "a", "phone": "+79750000101"})
    await database["invented_city"].insert_one({"_id": 7, "today": "2026-11-24"})


async def empty(database: Database) -> None:
    for name in await database.list_collection_names():
        if name != "house":
            await database[name].delete_many({})


async def test_everything_comes_back_byte_for_byte(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    await fill(database)
    before = await everything(database)
    said: list[str] = []
    saved = await save(database, tmp_path / "city.backup", keys=keys, progress=said.append)
    assert saved.collections["records"] == 2500
    assert saved.collections["house"] == len(before["house"])
    assert "records: 2500 documents" in said
    assert (tmp_path / "city.backup").stat().st_mode & 0o777 == 0o600
    assert listed(tmp_path) == ["city.backup"]
    await empty(database)
    done = await bring_back(database, tmp_path / "city.backup", keys=keys)
    assert await everything(database) == before
    assert done.collections == saved.collections
    assert done.keys_fit is True


async def test_a_seeded_city_comes_back_and_needs_no_seeding(
    database: Database, keys: HouseKeys, settings: Settings, tmp_path: Path
) -> None:
    city = await seed(database, keys=keys, settings=settings, size="small")
    before = await everything(database)
    saved = await save(database, tmp_path / "city.backup", keys=keys)
    await empty(database)
    await bring_back(database, tmp_path / "city.backup", keys=keys)
    assert await everything(database) == before
    assert sum(saved.collections.values()) == sum(map(len, before.values())) > city.resources
    assert not (await seed(database, keys=keys, settings=settings, size="small")).is_changed
    assert await people_of(city.accounts[0]["phone"]) == 5


async def people_of(phone: str) -> int:
    account = await Account.find_one(Account.phone == phone)
    assert account is not None
    return len(await grants_of(Viewer(account_id=account.id, session_id="s")))


async def test_the_manifest_names_every_collection_and_no_key(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    await fill(database)
    path = tmp_path / "city.backup"
    await save(database, path, keys=keys)
    reader = archive.Reader(path)
    reader.check()
    reader.close()
    assert {member.name for member in reader.manifest.collections} == set(await database.list_collection_names())
    whole = b"".join(zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist())
    assert keys.seal not in whole
    assert keys.index not in whole
    assert b"PRIVATE KEY" not in whole


async def test_a_backup_is_of_one_instant(
    database: Database, keys: HouseKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(database)
    from polyclinic.main.backup import save as saving

    whole = saving._collection

    async def slowly(source: Database, name: str, *rest: Any) -> archive.Member:
        if name == "house":  # before `records` is read, somebody writes
            await source["records"].insert_one({"_id": "late"})
        return await whole(source, name, *rest)

    monkeypatch.setattr(saving, "_collection", slowly)
    saved = await saving.save(database, tmp_path / "city.backup", keys=keys)
    assert saved.collections["records"] == 2500


async def test_an_archive_never_replaces_another_file(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    (tmp_path / "city.backup").write_bytes(b"mine")
    with pytest.raises(ArchiveExistsError):
        await save(database, tmp_path / "city.backup", keys=keys)
    assert listed(tmp_path) == ["city.backup"]
    assert (tmp_path / "city.backup").read_bytes() == b"mine"


async def test_a_backup_that_fails_leaves_nothing_behind(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    await fill(database)

    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await save(database, tmp_path / "city.backup", keys=keys, progress=stop)
    assert listed(tmp_path) == []


async def test_damaged_archives_are_refused_and_nothing_is_written(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    await fill(database)
    await save(database, tmp_path / "good", keys=keys)
    good = (tmp_path / "good").read_bytes()
    await empty(database)
    before = await everything(database)
    places = [0, 40, len(good) // 3, len(good) // 2, len(good) - 300, len(good) - 70, len(good) - 1]
    altered = [good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :] for at in places]
    cut = [b"", good[:50], good[: len(good) // 2], good[:-1], good + b"\n", b"not a backup at all" * 20]
    for number, content in enumerate([*altered, *cut]):
        path = tmp_path / f"bad{number}"
        path.write_bytes(content)
        for force in (False, True):
            with pytest.raises(ArchiveDamagedError):
                await bring_back(database, path, keys=keys, force=force)
    assert await everything(database) == before


def sealed_zip(path: Path, members: dict[str, bytes]) -> None:
    """Write a zip whose seal is right, however wrong its contents are."""
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
        made.comment = b"0" * 64
    whole = path.read_bytes()[:-64]
    path.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())


async def test_contents_must_be_those_of_the_manifest(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    await fill(database)
    await save(database, tmp_path / "good", keys=keys)
    opened = zipfile.ZipFile(tmp_path / "good")
    members = {name: opened.read(name) for name in opened.namelist()}
    before = await everything(database)
    records = members["collections/records.bson"]
    wrong = (
        {**members, "collections/records.bson": records[:-700]},
        {**members, "collections/records.bson": records[: records.index(b"r00001") - 20]},
        {**members, "collections/extra.bson": b""},
        {name: content for name, content in members.items() if name != "collections/records.bson"},
        {**members, "manifest.json": members["manifest.json"].replace(b'"records"', b'"system.x"')},
        {**members, "manifest.json": b"[]"},
        {**members, "manifest.json": members["manifest.json"].replace(b"polyclinic-backup", b"other")},
    )
    for number, contents in enumerate(wrong):
        sealed_zip(tmp_path / f"wrong{number}", contents)
        with pytest.raises(ArchiveDamagedError):
            await bring_back(database, tmp_path / f"wrong{number}", keys=keys, force=True)
    sealed_zip(
        tmp_path / "newer",
        {**members, "manifest.json": members["manifest.json"].replace(b'"schema": 1', b'"schema": 2')},
    )
    with pytest.raises(ArchiveTooNewError):
        await bring_back(database, tmp_path / "newer", keys=keys, force=True)
    assert await everything(database) == before


async def test_a_document_that_breaks_a_rule_is_named_by_collection_only(
    database: Database, keys: HouseKeys, tmp_path: Path
) -> None:
    await database["accounts"].insert_one({"_id": "a", "phone": "+79750000101"})
    path = tmp_path / "good"
    await save(database, path, keys=keys)
    opened = zipfile.ZipFile(path)
    members = {name: opened.read(name) for name in opened.namelist()}
    one = members["collections/accounts.bson"]
    twice = one + one.replace(b"\x00a\x00", b"\x00b\x00")
    manifest = json.loads(members["manifest.json"])
    row = next(row for row in manifest["collections"] if row["name"] == "accounts")
    row.update(documents=2, bytes=len(twice), sha256=hashlib.sha256(twice).hexdigest())
    sealed_zip(
        tmp_path / "twice",
        {**members, "collections/accounts.bson": twice, "manifest.json": json.dumps(manifest).encode()},
    )
    with pytest.raises(RestoreFailedError) as refused:
        await bring_back(database, tmp_path / "twice", keys=keys, force=True)
    assert "accounts" in str(refused.value)
    assert "+7975" not in str(refused.value)
    await bring_back(database, path, keys=keys, force=True)


async def test_a_full_database_is_refused_unless_forced(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    await fill(database)
    before = await everything(database)
    await save(database, tmp_path / "good", keys=keys)
    await database["accounts"].insert_one({"_id": "b", "phone": "+79750000102"})
    later = await everything(database)
    with pytest.raises(DatabaseNotEmptyError, match="--force"):
        await bring_back(database, tmp_path / "good", keys=keys)
    assert await everything(database) == later
    await bring_back(database, tmp_path / "good", keys=keys, force=True)
    assert await everything(database) == before


async def test_other_keys_are_noticed(database: Database, keys: HouseKeys, tmp_path: Path) -> None:
    await save(database, tmp_path / "good", keys=keys)
    other = HouseKeys(seal=keys.seal, index=b"x" * 32, signing_pem=keys.signing_pem, signing_kid=keys.signing_kid)
    done = await bring_back(database, tmp_path / "good", keys=other)
    assert done.keys_fit is False
