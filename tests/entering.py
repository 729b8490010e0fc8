"""Steps of signing in that several tests take."""

from typing import Any

from polyclinic.access.sessions import Credentials
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import Locale
from polyclinic.kit.mongo import Database
from polyclinic.kit.seal import unseal
from polyclinic.kit.settings import Settings
from polyclinic.people.request_code import CodeRequested, request_code
from polyclinic.people.sign_in import sign_in

PHONE = "+79123456742"
DEVICE = "0190-device"
Row = dict[str, Any]


async def ask(
    keys: HouseKeys,
    settings: Settings,
    *,
    phone: str = PHONE,
    device: str = DEVICE,
    key: str | None = None,
    locale: Locale = Locale.RU,
) -> CodeRequested:
    """Ask for a code."""
    return await request_code(
        phone, locale=locale, device_id=device, idempotency_key=key or new_id(), keys=keys, settings=settings
    )


async def sealed_code(database: Database, keys: HouseKeys, challenge_id: str) -> str:
    """Read the code as the worker would."""
    row = await database["sign_in_challenges"].find_one({"_id": challenge_id})
    assert row is not None
    return unseal(keys.seal, row["sealed_code"], f"challenge:{challenge_id}").decode()


def wrong(code: str) -> str:
    """Another code than this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"


async def enter(
    database: Database, keys: HouseKeys, settings: Settings, *, phone: str = PHONE, device: str = DEVICE
) -> Credentials:
    """Go through the door."""
    asked = await ask(keys, settings, phone=phone, device=device)
    code = await sealed_code(database, keys, asked.challenge_id)
    return await sign_in(asked.challenge_id, code, device_id=device, keys=keys, settings=settings)


async def written(database: Database, *, but: tuple[str, ...] = ("counters", "house")) -> dict[str, list[Row]]:
    """Everything in the database, to show that a refusal wrote nothing (counters aside)."""
    names = sorted(await database.list_collection_names())
    found = {name: await database[name].find({}).sort("_id", 1).to_list() for name in names if name not in but}
    return {name: rows for name, rows in found.items() if rows}
