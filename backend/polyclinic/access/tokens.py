"""Access tokens (RFC 9068): short-lived, signed with ES256. They say who asks; what that person may do is in the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.ids import new_id
from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.settings import Settings

ALGORITHM = "ES256"
TOKEN_TYPE = "at+jwt"  # noqa: S105 - the media type of RFC 9068, not a secret
REQUIRED = ("exp", "iat", "iss", "aud", "sub", "jti", "sid")
LONGEST = 4096
"""Characters of a token that we are willing to parse; ours have about 420."""


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A signed token and the instant it ends."""

    text: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Claims:
    """What a genuine token says."""

    account_id: str
    session_id: str


def issue(account_id: str, session_id: str, *, at: datetime, keys: HouseKeys, settings: Settings) -> AccessToken:
    """Sign an access token for one session."""
    expires_at = at.replace(microsecond=0) + timedelta(minutes=settings.access_token_minutes)
    claims = {
        "iss": settings.issuer,
        "aud": settings.audience,
        "sub": account_id,
        "sid": session_id,
        "jti": new_id(),
        "iat": int(at.timestamp()),
        "exp": int(expires_at.timestamp()),
    }
    headers = {"kid": keys.signing_kid, "typ": TOKEN_TYPE}
    return AccessToken(jwt.encode(claims, keys.signing_pem, algorithm=ALGORITHM, headers=headers), expires_at)


def verify(token: str, *, keys: HouseKeys, settings: Settings) -> Claims:
    """Return what a genuine, living token says; anything else is NotSignedInError, whatever the bytes are."""
    try:
        claims = _decoded(token, keys, settings)
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as garbage:
        raise NotSignedInError from garbage
    return Claims(account_id=_text(claims["sub"]), session_id=_text(claims["sid"]))


def _decoded(token: str, keys: HouseKeys, settings: Settings) -> dict[str, Any]:
    if not token or len(token) > LONGEST:
        raise NotSignedInError
    header = jwt.get_unverified_header(token)
    # PyJWT does not look at typ: without this an ID token of the same issuer would open the house
    if header.get("typ") != TOKEN_TYPE or header.get("kid") != keys.signing_kid:
        raise NotSignedInError
    return jwt.decode(
        token,
        _public_key(keys.signing_pem),
        algorithms=[ALGORITHM],
        audience=settings.audience,
        issuer=settings.issuer,
        options={"require": list(REQUIRED)},
    )


def _text(claim: object) -> str:
    if not isinstance(claim, str) or not claim:
        raise NotSignedInError
    return claim


@lru_cache(maxsize=4)  # reading PEM costs more than checking a signature; four keys are a rotation with room to spare
def _public_key(pem: bytes) -> EllipticCurvePublicKey:
    public = load_pem_private_key(pem, None).public_key()
    if not isinstance(public, EllipticCurvePublicKey):
        raise TypeError("The signing key is not an elliptic-curve key.")
    return public
