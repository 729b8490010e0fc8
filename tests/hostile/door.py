"""A door under attack, with a person who has every right to be there and counts of the work that was done."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from httpx2 import Response

from phone import Phone
from polyclinic.kit.settings import Environment
from polyclinic.main.open import House
from polyclinic_schema.limits.measure import Measured

MODES: dict[str, dict[str, Any]] = {
    "development": {},
    "production": {"environment": Environment.PRODUCTION},
    "production, open to text": {"environment": Environment.PRODUCTION, "free_queries": True},
}
TRUSTED_ONLY = "production"
OPEN = pytest.mark.parametrize("door", [mode for mode in MODES if mode != TRUSTED_ONLY], indirect=True)
"""For tests of doors that take text."""

STATUSES = {200, 400, 405, 408, 413, 415, 429}


def changed(house: House, **settings: Any) -> House:
    """The same house with other settings; nobody brakes a test that does not ask for it."""
    given = {"requests_per_minute": 0, **settings}
    return House(
        settings=house.settings.model_copy(update=given), keys=house.keys, database=house.database, uri=house.uri
    )


@dataclass
class Door:
    """Where requests come in; `executed` counts those that reached an executor, `weighed` holds what was measured."""

    mode: str
    phone: Phone
    patient_id: str
    executed: int = 0
    weighed: list[Measured] = field(default_factory=list)

    @property
    def takes_text(self) -> bool:
        return self.mode != TRUSTED_ONLY

    @property
    def describes(self) -> bool:
        return self.mode == "development"

    async def codes(self, query: str, **more: Any) -> list[str]:
        """Send a document and return the codes of what went wrong."""
        return codes(await self.phone.post({"query": query, **more}))


def codes(answer: Response) -> list[str]:
    """The codes of an answer's errors. It is always a proper answer: never a 500, never a fault, never in a cache."""
    assert answer.status_code in STATUSES, (answer.status_code, answer.text)
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("application/json", "no-store")
    found = [error["extensions"]["code"] for error in answer.json().get("errors", [])]
    assert "INTERNAL" not in found
    return found
