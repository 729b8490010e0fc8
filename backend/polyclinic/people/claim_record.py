"""Claim an imported record with the activation code that the clinic gave out. A code works once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import DuplicateKeyError

from polyclinic.access.grants import grant_own_record
from polyclinic.access.model import Grant, Session
from polyclinic.access.scope import Viewer
from polyclinic.kit import clock, limit
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.provenance import addressed
from polyclinic.kit.seal import blind_index
from polyclinic.kit.work import Event, Intent, Kept, earlier, keep
from polyclinic.people import events, policy
from polyclinic.people.activation import normalise_code
from polyclinic.people.errors import InvalidActivationCodeError
from polyclinic.people.model import ActivationCode, Patient

Row = dict[str, Any]


async def claim_record(
    viewer: Viewer, activation_code: str, *, idempotency_key: str, keys: HouseKeys, shown: Sequence[str] = ()
) -> str:
    """Make the record the viewer's own and return its patient id.

    Raises InvalidActivationCodeError for every code that does not work, whatever the reason, or RateLimitedError.
    `shown` names imports that are visible though not yet settled (records.visible.shown_imports).
    The record of somebody who has died can be claimed too: the family settles matters with it; it gets no messages.
    """
    code_hash = blind_index(keys.index, "activation", normalise_code(activation_code))
    intent = Intent(
        viewer=viewer.account_id, key=idempotency_key, verb="people.claim_record", input={"code": code_hash}
    )
    if before := await earlier(intent):
        return str(before.answer["patient_id"])
    await _within_limits(viewer)

    async def change(session: AsyncClientSession) -> Kept:
        at = clock.now()
        patient_id, is_first = await _use(code_hash, viewer, at=at, shown=shown, session=session)
        if not is_first:
            return Kept({"patient_id": patient_id})
        await grant_own_record(viewer.account_id, patient_id, at=at, session=session)
        event = Event(
            type=events.RECORD_CLAIMED, at=at, subject=patient_id, patient_id=patient_id, actor=viewer.account_id
        )
        return Kept({"patient_id": patient_id}, (event,))

    try:
        outcome = await keep(intent, change)
    except DuplicateKeyError:  # two codes of one record at once: the other one made the grant
        outcome = await keep(intent, change)
    return str(outcome.answer["patient_id"])


async def _within_limits(viewer: Viewer) -> None:
    row = await Session.get_pymongo_collection().find_one({"_id": viewer.session_id}, {"device_id": 1}) or {}
    await limit.count(
        f"claim|account|{viewer.account_id}", most=policy.CLAIMS_PER_ACCOUNT_PER_HOUR, seconds=policy.HOUR_S
    )
    await limit.count(
        f"claim|device|{row.get('device_id')}", most=policy.CLAIMS_PER_DEVICE_PER_HOUR, seconds=policy.HOUR_S
    )


async def _use(
    code_hash: str, viewer: Viewer, *, at: datetime, shown: Sequence[str], session: AsyncClientSession
) -> tuple[str, bool]:
    """Return the patient and whether the code was used just now; raise when it does not work for this viewer."""
    codes = ActivationCode.get_pymongo_collection()
    row = await codes.find_one_and_update(
        {"code_hash": code_hash, "used_at": None, "expires_at": {"$gt": at}},
        {"$set": {"used_at": at, "used_by": viewer.account_id}},
        session=session,
    )
    if row is not None:
        await _check_patient(row["patient_id"], shown, session)
        return str(row["patient_id"]), True
    used = await codes.find_one({"code_hash": code_hash, "used_by": viewer.account_id}, session=session)
    if used is None or not await _still_holds(viewer, used["patient_id"], session):
        raise InvalidActivationCodeError
    return str(used["patient_id"]), False


async def _check_patient(patient_id: str, shown: Sequence[str], session: AsyncClientSession) -> None:
    # no Scope: the right is only now being made, and nothing but existence is read
    found = await Patient.get_pymongo_collection().find_one(addressed([patient_id], shown), {"_id": 1}, session=session)
    if found is None:
        raise InvalidActivationCodeError


async def _still_holds(viewer: Viewer, patient_id: str, session: AsyncClientSession) -> bool:
    held = {"account_id": viewer.account_id, "patient_id": patient_id, "revoked_at": None}
    return await Grant.get_pymongo_collection().find_one(held, {"_id": 1}, session=session) is not None
