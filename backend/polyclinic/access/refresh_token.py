"""Refresh tokens: `family.secret`. Pure arithmetic under the house key; only hashes are ever stored.

A successor is computed from its predecessor, so that a device which lost the answer can ask again and get the same token.
A secret carries a tag, so that a token which we never issued can be told from an old one without a look at the database.
"""

import hmac
import re
from dataclasses import dataclass

from polyclinic.kit.keys import HouseKeys
from polyclinic.kit.seal import blind_index

_SECRET = 64
_TAG = 32
_SHAPE = re.compile(rf"([0-9a-f-]{{36}})\.([0-9a-f]{{{_SECRET}}})([0-9a-f]{{{_TAG}}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A genuine refresh token: ours by its tag, though perhaps an old one."""

    family: str
    text: str


def first_token(family: str, *, keys: HouseKeys) -> RefreshToken:
    """Return the token that a family begins with."""
    return _token(family, _mac(keys, "refresh-first", family), keys)


def successor(old: RefreshToken, *, keys: HouseKeys) -> RefreshToken:
    """Return the token that follows `old`; always the same one."""
    return _token(old.family, _mac(keys, "refresh-next", old.text), keys)


def read_token(text: str, *, keys: HouseKeys) -> RefreshToken | None:
    """Return the token when it is one of ours, else nothing."""
    found = _SHAPE.fullmatch(text)
    if found is None or not hmac.compare_digest(found[3], _tag(found[1], found[2], keys)):
        return None
    return RefreshToken(found[1], text)


def stored(token: RefreshToken, *, keys: HouseKeys) -> str:
    """Return the hash under which the token is known to the database."""
    return blind_index(keys.index, "refresh", token.text)


def _token(family: str, secret: str, keys: HouseKeys) -> RefreshToken:
    return RefreshToken(family, f"{family}.{secret}{_tag(family, secret, keys)}")


def _tag(family: str, secret: str, keys: HouseKeys) -> str:
    return _mac(keys, "refresh-tag", f"{family}.{secret}")[:_TAG]


def _mac(keys: HouseKeys, kind: str, value: str) -> str:
    return blind_index(keys.index, kind, value).removeprefix("v1:")
