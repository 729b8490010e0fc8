"""Ask for a sign-in code. Known and unknown phones take the same path: an account first appears when a code was right."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo.asynchronous.client_session import AsyncClientSession

from polyclinic.kit import clock, limit
from polyclinic.kit.errors import InvalidInputError, RateLimitedError
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.locale import Locale
from polyclinic.kit.seal import blind_index
from polyclinic.kit.settings import Settings
from polyclinic.kit.work import Event, Intent, Kept, Outcome, earlier, keep
from polyclinic.people import events, policy
from polyclinic.people.challenge import new_challenge
from polyclinic.people.phone import e164


@dataclass(frozen=True, slots=True)
class CodeRequested:
    """What the device needs to go on; nothing about the account."""

    challenge_id: str
    expires_at: datetime
    resend_at: datetime


async def request_code(
    phone: str, *, locale: Locale, device_id: str, idempotency_key: str, keys: HouseKeys, settings: Settings
) -> CodeRequested:
    """Make a one-time code for this phone and device, and leave it for the worker to send.

    Raises InvalidInputError, RateLimitedError or IdempotencyMismatchError. The same key gives the same challenge again.
    """
    _check_ids(device_id, idempotency_key)
    number = e164(phone, settings.default_region)
    found = blind_index(keys.index, "phone", number)
    intent = Intent(
        viewer=f"device:{device_id}",
        key=idempotency_key,
        verb="people.request_code",
        input={"phone": found, "locale": locale.value},
    )
    if before := await _answered_or_counted(intent, phone=found, device_id=device_id, settings=settings):
        return _answer(before)

    async def change(session: AsyncClientSession) -> Kept:
        at = clock.now()
        challenge = new_challenge(number, locale=locale, device_id=device_id, at=at, keys=keys)
        await challenge.insert(session=session)
        resend_at = at + timedelta(seconds=settings.code_resend_seconds)
        event = Event(type=events.CODE_REQUESTED, at=at, subject=challenge.id, actor=intent.viewer)
        answer = {"challenge_id": challenge.id, "expires_at": challenge.expires_at, "resend_at": resend_at}
        return Kept(answer, (event,))

    return _answer(await keep(intent, change))


def _check_ids(device_id: str, idempotency_key: str) -> None:
    for field, text in (("deviceId", device_id), ("idempotencyKey", idempotency_key)):
        if not policy.is_usable_id(text):
            raise InvalidInputError(field, f"{field} must be 1 to {policy.LONGEST_ID} printable characters.")


async def _answered_or_counted(intent: Intent, *, phone: str, device_id: str, settings: Settings) -> Outcome | None:
    if before := await earlier(intent):
        return before
    try:
        await limit.count(f"code|device|{device_id}", most=settings.codes_per_device_per_hour, seconds=policy.HOUR_S)
        await limit.count(f"code|phone|{phone}", most=1, seconds=settings.code_resend_seconds)
        await limit.count(f"code|phone|{phone}", most=settings.codes_per_phone_per_day, seconds=policy.DAY_S)
    except RateLimitedError:
        if before := await earlier(intent):  # our own twin was quicker
            return before
        raise
    return None


def _answer(outcome: Outcome) -> CodeRequested:
    return CodeRequested(**outcome.answer)
