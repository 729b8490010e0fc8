"""Activation codes as people type them: twelve characters of Crockford base32 in groups of four."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def normalise_code(typed: str) -> str:
    """Return the code as it is hashed: upper case, letters and digits only, I and L read as 1, O as 0."""
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_MISREAD)


def new_code() -> str:
    """Return a fresh code for people to read, such as `7K4M-9QXT-2HVB` (60 random bits)."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return "-".join(signs[start : start + 4] for start in range(0, _LENGTH, 4))
