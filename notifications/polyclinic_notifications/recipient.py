"""Whom to write to and in which language, read at the moment of sending: plans grow old, people sign in, move and die."""

from dataclasses import dataclass
from typing import Any

from polyclinic.access.model import Grant, Relation
from polyclinic.inbox.model import Notice
from polyclinic.kit import clock
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import Locale
from polyclinic.people.challenge import code_to_send
from polyclinic.people.model import Account, Patient, SignInChallenge
from polyclinic_notifications.rules import Audience, MessageRule, why_not


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address, the reader's language, and the code when there is one."""

    to: str
    locale: Locale
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Nothing is to be sent, and why (a word for the record, no text)."""

    reason: str


async def recipient_now(notice: Notice, rule: MessageRule, *, keys: HouseKeys) -> Recipient | Dropped:
    """Return whom the notice reaches as things stand now, or why it reaches nobody."""
    of_whom = notice.recipient.partition(":")[2]
    if rule.audience is Audience.CHALLENGE:
        return await _challenger(of_whom, keys)
    return await _account(of_whom, notice, rule)


async def _challenger(challenge_id: str, keys: HouseKeys) -> Recipient | Dropped:
    challenge = await SignInChallenge.get(challenge_id)
    if challenge is None:
        return Dropped("challenge-gone")
    code = code_to_send(challenge, keys=keys, at=clock.now())
    if code is None:
        return Dropped("challenge-over")
    return Recipient(challenge.phone, challenge.locale, code)


async def _account(account_id: str, notice: Notice, rule: MessageRule) -> Recipient | Dropped:
    row = await Account.get_pymongo_collection().find_one({"_id": account_id}, {"phone": 1, "locale": 1})
    if row is None:
        return Dropped("account-gone")
    own_records = await _own_records(account_id)
    about_dead = notice.patient_id is not None and any(await _deaths([notice.patient_id]))
    reason = why_not(rule, own_records=own_records, about_dead=about_dead)
    return Dropped(reason) if reason else Recipient(row["phone"], Locale(row["locale"]))


async def _own_records(account_id: str) -> list[bool]:
    own = {"account_id": account_id, "relation": Relation.SELF.value, "revoked_at": None}
    rows: list[dict[str, Any]] = await Grant.get_pymongo_collection().find(own, {"patient_id": 1}).to_list()
    return await _deaths([row["patient_id"] for row in rows])


async def _deaths(patient_ids: list[str]) -> list[bool]:
    # no Scope: only whether somebody lives is read, so that the dead are left in peace
    rows = await Patient.get_pymongo_collection().find({"_id": {"$in": patient_ids}}, {"deceased": 1}).to_list()
    return [bool(row.get("deceased")) for row in rows]
