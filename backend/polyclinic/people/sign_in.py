"""Sign in with a code: one challenge, one device, one session. Keyed by challenge + device; no token is stored as an answer."""

from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import DuplicateKeyError

from polyclinic.access.model import Session
from polyclinic.access.refresh_token import first_token, stored
from polyclinic.access.sessions import Credentials, credentials, open_session
from polyclinic.kit import clock, limit
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.log import logger
from polyclinic.kit.seal import blind_index
from polyclinic.kit.settings import Settings
from polyclinic.kit.work import Event, Intent, Kept, Outcome, earlier, keep
from polyclinic.people import events, policy
from polyclinic.people.account import account_for
from polyclinic.people.challenge import is_right, spend, take_try, use_up
from polyclinic.people.errors import CodeExpiredError, WrongCodeError
from polyclinic.people.model import SignInChallenge

_LOG = logger("people")


async def sign_in(challenge_id: str, code: str, *, device_id: str, keys: HouseKeys, settings: Settings) -> Credentials:
    """Exchange a code for a session on this device; the first time, the account is made.

    Raises WrongCodeError, CodeExpiredError or RateLimitedError (ten wrong codes per phone and day).
    The same device may repeat a right code for twenty seconds and gets the same session: its answer was lost.
    """
    challenge = await _proven(challenge_id, code, device_id=device_id, keys=keys)
    outcome = await _kept(challenge, keys=keys, settings=settings)
    return await _handed_out(outcome, keys=keys, settings=settings)


async def _proven(challenge_id: str, code: str, *, device_id: str, keys: HouseKeys) -> SignInChallenge:
    if not policy.is_usable_id(challenge_id) or not policy.is_usable_id(device_id):
        raise CodeExpiredError
    challenge = await take_try(challenge_id, device_id, at=clock.now())
    if challenge is None:
        raise CodeExpiredError
    # counted before the comparison and given back after a right one: parallel guesses cannot slip past the limit
    counted = await limit.count(
        f"wrong-code|{blind_index(keys.index, 'phone', challenge.phone)}",
        most=policy.WRONG_CODES_PER_PHONE_PER_DAY,
        seconds=policy.DAY_S,
    )
    if not is_right(challenge, policy.digits_of(code), keys=keys):
        await _refuse(challenge)
    await limit.give_back(counted)
    return challenge


async def _refuse(challenge: SignInChallenge) -> None:
    _LOG.info("sign_in.wrong_code", challenge_id=challenge.id, tries_left=challenge.tries_left)
    if challenge.tries_left == 0:
        await spend(challenge.id)
    raise WrongCodeError(challenge.tries_left)


async def _kept(challenge: SignInChallenge, *, keys: HouseKeys, settings: Settings) -> Outcome:
    intent = Intent(viewer=f"challenge:{challenge.id}", key=challenge.device_id, verb="people.sign_in")

    async def change(session: AsyncClientSession) -> Kept:
        at = clock.now()
        if not await use_up(challenge.id, at=at, session=session):
            raise CodeExpiredError
        account = await account_for(challenge.phone, locale=challenge.locale, at=at, session=session)
        opened = await open_session(account, challenge.device_id, at=at, keys=keys, settings=settings, session=session)
        event = Event(type=events.SIGNED_IN, at=at, subject=opened.id, actor=account)
        return Kept({"session_id": opened.id}, (event,))

    try:
        return await keep(intent, change)
    except DuplicateKeyError:  # two codes of one new phone at once: the other one made the account
        return await keep(intent, change)
    except CodeExpiredError:
        if before := await earlier(intent):  # our own twin was quicker
            return before
        raise


async def _handed_out(outcome: Outcome, *, keys: HouseKeys, settings: Settings) -> Credentials:
    token = first_token(outcome.answer["session_id"], keys=keys)
    at = clock.now()
    fresh = {"_id": token.family, "current": stored(token, keys=keys), "revoked_at": None, "expires_at": {"$gt": at}}
    row = await Session.get_pymongo_collection().find_one(fresh)
    if row is None:  # repeated after the session went on or ended: the first token would be taken for a stolen one
        raise CodeExpiredError
    return credentials(row["account_id"], token, ends=row["expires_at"], at=at, keys=keys, settings=settings)
