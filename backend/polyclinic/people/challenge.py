"""Sign-in challenges: how a code is made, hashed, tried and used up. A code is bound to its challenge, phone and device."""

import hmac
import secrets
from datetime import datetime

import pymongo
from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import Locale
from polyclinic.kit.seal import blind_index, seal, unseal
from polyclinic.people.model import ChallengeState, SignInChallenge
from polyclinic.people.policy import ANSWER_LOST, CODE_DIGITS, CODE_LIFE, TRIES_PER_CODE


def new_challenge(phone: str, *, locale: Locale, device_id: str, at: datetime, keys: HouseKeys) -> SignInChallenge:
    """Make a challenge with a fresh random code; the readable copy is sealed and lives until it is sent."""
    challenge_id = new_id()
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    return SignInChallenge(
        id=challenge_id,
        phone=phone,
        device_id=device_id,
        locale=locale,
        code_hash=_hash(keys, challenge_id, phone, device_id, code),
        sealed_code=seal(keys.seal, code.encode(), _place(challenge_id)),
        tries_left=TRIES_PER_CODE,
        created_at=at,
        expires_at=at + CODE_LIFE,
    )


def code_to_send(challenge: SignInChallenge, *, keys: HouseKeys, at: datetime) -> str | None:
    """Return the readable code of a challenge that still waits for it; nothing once sent, used, out of tries or expired."""
    if challenge.sealed_code is None or challenge.state is not ChallengeState.OPEN or challenge.expires_at <= at:
        return None
    return unseal(keys.seal, challenge.sealed_code, _place(challenge.id)).decode()


async def forget_code(challenge_id: str) -> None:
    """Remove the readable copy: from now on only the hash is left."""
    await SignInChallenge.get_pymongo_collection().update_one({"_id": challenge_id}, {"$set": {"sealed_code": None}})


def is_right(challenge: SignInChallenge, code: str, *, keys: HouseKeys) -> bool:
    """Compare in constant time."""
    given = _hash(keys, challenge.id, challenge.phone, challenge.device_id, code)
    return hmac.compare_digest(challenge.code_hash, given)


async def take_try(challenge_id: str, device_id: str, *, at: datetime) -> SignInChallenge | None:
    """Use up one try by a single write, before anything is compared; nothing when there is no try to take.

    Just after use the same device may still try, so that a lost answer can be repeated; each repetition costs a try too.
    """
    row = await SignInChallenge.get_pymongo_collection().find_one_and_update(
        {
            "_id": challenge_id,
            "device_id": device_id,
            "tries_left": {"$gt": 0},
            "$or": [
                {"state": ChallengeState.OPEN, "expires_at": {"$gt": at}},
                {"state": ChallengeState.USED, "used_at": {"$gt": at - ANSWER_LOST}},
            ],
        },
        {"$inc": {"tries_left": -1}},
        return_document=pymongo.ReturnDocument.AFTER,
    )
    return None if row is None else SignInChallenge.model_validate(row)


async def use_up(challenge_id: str, *, at: datetime, session: AsyncClientSession) -> bool:
    """Mark the challenge as used; say whether we were the first."""
    used = await SignInChallenge.get_pymongo_collection().update_one(
        {"_id": challenge_id, "state": ChallengeState.OPEN},
        {"$set": {"state": ChallengeState.USED, "used_at": at, "sealed_code": None}},
        session=session,
    )
    return used.modified_count == 1


async def spend(challenge_id: str) -> None:
    """Close a challenge whose tries are gone, so that its message is not sent any more."""
    await SignInChallenge.get_pymongo_collection().update_one(
        {"_id": challenge_id, "state": ChallengeState.OPEN},
        {"$set": {"state": ChallengeState.SPENT, "sealed_code": None}},
    )


def _hash(keys: HouseKeys, challenge_id: str, phone: str, device_id: str, code: str) -> str:
    return blind_index(keys.index, "sign-in-code", f"{challenge_id}:{phone}:{device_id}:{code}")


def _place(challenge_id: str) -> str:
    return f"challenge:{challenge_id}"
