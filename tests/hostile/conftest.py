"""Three doors with somebody honest before each: a closed door would pass every test."""

from typing import Any

import pytest

from factories import account, grant, patient, record, signed_in
from hostile.door import MODES, Door, changed
from phone import Phone
from polyclinic.main.open import House
from polyclinic_schema.compiled import CompilingExecutor
from polyclinic_schema.limits.decide import Decider, Decision


@pytest.fixture(params=list(MODES))
async def door(house: House, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Door:
    """A door of each mode; an honest question has been answered by the same token."""
    owner, anna = await account(), await patient()
    await grant(owner, anna)
    await record(anna)
    phone = Phone(changed(house, **MODES[request.param])).with_session(await signed_in(house, owner))
    assert (await phone.ask("Viewer"))["data"]["viewer"]["id"] == owner.id
    found = Door(request.param, phone, anna.id)
    if found.takes_text:
        assert (await phone.query("{ viewer { id } }"))["data"]["viewer"]["id"] == owner.id
    _count(found, monkeypatch)
    return found


def _count(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    execute, decided = CompilingExecutor.execute, Decider._decided

    async def counted(self: CompilingExecutor, *args: Any, **kwargs: Any) -> Any:
        door.executed += 1
        return await execute(self, *args, **kwargs)

    def weighed(self: Decider, text: str) -> Decision:
        decision = decided(self, text)
        door.weighed.append(decision.measured)
        return decision

    monkeypatch.setattr(CompilingExecutor, "execute", counted)
    monkeypatch.setattr(Decider, "_decided", weighed)
