"""What an obvious resolver is given: who asks, and a DataLoader per relation."""

from collections.abc import Mapping, Sequence

import strawberry
from strawberry.dataloader import DataLoader

from polyclinic.access.authenticate import authenticate
from polyclinic.access.model import Grant
from polyclinic.access.scope import Viewer
from polyclinic.clinics.model import Clinic, Practitioner
from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import Locale, locale_of
from polyclinic.kit.settings import Settings


class ObviousContext:
    """One request's surroundings."""

    def __init__(self, headers: Mapping[str, str], keys: HouseKeys, settings: Settings) -> None:
        self._headers, self._keys, self._settings = headers, keys, settings
        self.locale: Locale = locale_of(headers.get("accept-language"))
        self.clinicians: DataLoader[str, Practitioner | None] = DataLoader(load_fn=_clinicians)
        self.clinics: DataLoader[str, Clinic | None] = DataLoader(load_fn=_clinics)

    async def viewer(self) -> Viewer:
        """Return who asks, by the product's own check: signature, then the session's document. Raises NotSignedInError."""
        scheme, _, token = self._headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise NotSignedInError
        return await authenticate(token, keys=self._keys, settings=self._settings)

    async def owns(self, patient_id: str) -> bool:
        """Say whether the viewer holds a grant on the patient."""
        viewer = await self.viewer()
        grant = await Grant.find_one({"account_id": viewer.account_id, "patient_id": patient_id, "revoked_at": None})
        return grant is not None


Info = strawberry.Info[ObviousContext, None]


async def _clinicians(ids: Sequence[str]) -> list[Practitioner | None]:
    found = {row.id: row for row in await Practitioner.find({"_id": {"$in": list(ids)}}).to_list()}
    return [found.get(wanted) for wanted in ids]


async def _clinics(ids: Sequence[str]) -> list[Clinic | None]:
    found = {row.id: row for row in await Clinic.find({"_id": {"$in": list(ids)}}).to_list()}
    return [found.get(wanted) for wanted in ids]
