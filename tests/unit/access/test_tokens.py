"""Access tokens: each way a token can be wrong is a person who is not signed in, never a fault."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from polyclinic.access.tokens import Claims, issue, verify
from polyclinic.kit import clock
from polyclinic.kit.errors import NotSignedInError
from polyclinic.kit.keys import HouseKeys, read_keys
from polyclinic.kit.settings import Settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def keys(settings: Settings) -> HouseKeys:
    return read_keys(settings.keys, may_make=True)


def claims(**other: Any) -> dict[str, Any]:
    now = int(clock.now().timestamp())
    good = {
        "iss": "polyclinic",
        "aud": "polyclinic-api",
        "sub": "account",
        "sid": "session",
        "jti": "one",
        "iat": now,
        "exp": now + 600,
    }
    return {name: value for name, value in {**good, **other}.items() if value is not None}


def signed(keys: HouseKeys, payload: dict[str, Any], *, key: bytes | None = None, **headers: Any) -> str:
    return jwt.encode(
        payload,
        key or keys.signing_pem,
        algorithm="ES256",
        headers={"kid": keys.signing_kid, "typ": "at+jwt", **headers},
    )


def by_hand(header: dict[str, Any], payload: dict[str, Any], secret: bytes | None) -> str:
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, payload)]
    text = b".".join(parts)
    mac = hmac.new(secret, text, hashlib.sha256).digest() if secret is not None else b""
    return (text + b"." + base64.urlsafe_b64encode(mac).rstrip(b"=")).decode()


def pem() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public(keys: HouseKeys, encoding: serialization.Encoding) -> bytes:
    private = serialization.load_pem_private_key(keys.signing_pem, None)
    return private.public_key().public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo)


def test_a_token_says_who_asks_and_lives_ten_minutes(keys: HouseKeys, settings: Settings) -> None:
    at = clock.now()
    token = issue("account", "session", at=at, keys=keys, settings=settings)
    assert verify(token.text, keys=keys, settings=settings) == Claims("account", "session")
    assert token.expires_at == at.replace(microsecond=0) + timedelta(minutes=10)
    header = jwt.get_unverified_header(token.text)
    assert header == {"alg": "ES256", "kid": keys.signing_kid, "typ": "at+jwt"}
    body = jwt.decode(token.text, options={"verify_signature": False})
    assert sorted(body) == ["aud", "exp", "iat", "iss", "jti", "sid", "sub"]
    assert body["exp"] - body["iat"] == 600


def test_two_tokens_of_one_moment_differ(keys: HouseKeys, settings: Settings) -> None:
    at = clock.now()
    first, second = (issue("account", "session", at=at, keys=keys, settings=settings).text for _ in range(2))
    assert first != second


@pytest.mark.parametrize("name", ["exp", "iat", "iss", "aud", "sub", "jti", "sid"])
def test_every_claim_is_required(name: str, keys: HouseKeys, settings: Settings) -> None:
    assert verify(signed(keys, claims()), keys=keys, settings=settings) == Claims("account", "session")
    with pytest.raises(NotSignedInError):
        verify(signed(keys, claims(**{name: None})), keys=keys, settings=settings)


@pytest.mark.parametrize(
    "other",
    [
        {"exp": 1_700_000_000},
        {"iat": 4_000_000_000, "exp": 4_000_000_600},
        {"nbf": 4_000_000_000},
        {"iss": "somebody"},
        {"aud": "another-api"},
        {"aud": ["another-api"]},
        {"sub": 7},
        {"sub": ""},
        {"sid": 7},
        {"sid": ""},
        {"sid": ["session"]},
        {"exp": "soon"},
        {"iat": "now"},
    ],
    ids=repr,
)
def test_a_wrong_claim_is_refused(other: dict[str, Any], keys: HouseKeys, settings: Settings) -> None:
    try:
        token = signed(keys, claims(**other))
    except TypeError:  # PyJWT will not even write such a token; an attacker cannot sign one either
        token = by_hand({"alg": "ES256", "kid": keys.signing_kid, "typ": "at+jwt"}, claims(**other), b"")
    with pytest.raises(NotSignedInError):
        verify(token, keys=keys, settings=settings)


@pytest.mark.parametrize("typ", ["JWT", "logout+jwt", "at+JWT ", "id_token", "", None, 7, ["at+jwt"]], ids=repr)
def test_a_token_of_another_type_is_not_an_access_token(typ: object, keys: HouseKeys, settings: Settings) -> None:
    header = {"alg": "ES256", "kid": keys.signing_kid, "typ": typ}
    token = signed(keys, claims(), typ=typ) if isinstance(typ, str | None) else by_hand(header, claims(), b"")
    with pytest.raises(NotSignedInError):
        verify(token, keys=keys, settings=settings)


def test_the_key_is_ours_by_its_id(keys: HouseKeys, settings: Settings) -> None:
    for token in (
        signed(keys, claims(), kid="somebody"),
        signed(keys, claims(), kid="../../etc/passwd"),
        signed(keys, claims(), key=pem()),
    ):
        with pytest.raises(NotSignedInError):
            verify(token, keys=keys, settings=settings)


def test_the_algorithm_is_ours(keys: HouseKeys, settings: Settings) -> None:
    head = {"kid": keys.signing_kid, "typ": "at+jwt"}
    rsa_pem = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    forged = [
        by_hand({**head, "alg": "none"}, claims(), None),
        by_hand({**head, "alg": "NONE"}, claims(), None),
        by_hand({**head, "alg": "ES256"}, claims(), None),
        by_hand({**head, "alg": "HS256"}, claims(), public(keys, serialization.Encoding.PEM)),
        by_hand({**head, "alg": "HS256"}, claims(), public(keys, serialization.Encoding.DER)),
        by_hand({**head, "alg": "HS256"}, claims(), b"short"),
        by_hand(head, claims(), b"short"),
        jwt.encode(claims(), rsa_pem, algorithm="RS256", headers=head),
    ]
    for token in forged:
        with pytest.raises(NotSignedInError):
            verify(token, keys=keys, settings=settings)


def test_an_unknown_critical_header_is_refused(keys: HouseKeys, settings: Settings) -> None:
    with pytest.raises(NotSignedInError):
        verify(signed(keys, claims(), crit=["x-polyclinic"], **{"x-polyclinic": 1}), keys=keys, settings=settings)


def test_a_changed_payload_breaks_the_signature(keys: HouseKeys, settings: Settings) -> None:
    head, _, signature = signed(keys, claims()).split(".")
    _, other, _ = signed(keys, claims(sub="somebody")).split(".")
    with pytest.raises(NotSignedInError):
        verify(f"{head}.{other}.{signature}", keys=keys, settings=settings)


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        ".",
        "..",
        "a.b.c",
        "null",
        "{}",
        "\ud800",
        "\x00",
        "é.é.é",
        "." * 4000,
        "A" * 100_000,
        "e30.e30.e30",
        "W10.W10.W10",
        "bnVsbA.bnVsbA.",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_garbage_is_nobody(garbage: str, keys: HouseKeys, settings: Settings) -> None:
    with pytest.raises(NotSignedInError):
        verify(garbage, keys=keys, settings=settings)


def test_deep_nesting_is_nobody(keys: HouseKeys, settings: Settings) -> None:
    deep = base64.urlsafe_b64encode(b"[" * 2900).decode()
    with pytest.raises(NotSignedInError):
        verify(f"{deep}.e30.e30", keys=keys, settings=settings)


def test_the_tokens_of_another_house_mean_nothing(keys: HouseKeys, settings: Settings, tmp_path: Path) -> None:
    other = read_keys(Settings(_env_file=None, data_dir=tmp_path).keys, may_make=True)
    token = issue("account", "session", at=clock.now(), keys=other, settings=settings)
    with pytest.raises(NotSignedInError):
        verify(token.text, keys=keys, settings=settings)
