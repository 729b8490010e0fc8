"""The figures of sign-in and claiming, and what counts as a right code. Figures are ours unless a source is named."""

import unicodedata
from datetime import timedelta
from typing import Final

DAY_S: Final = 86_400
HOUR_S: Final = 3_600

CODE_DIGITS: Final = 6
"""NIST SP 800-63B 3.1.3.2: at least six decimal digits."""
CODE_LIFE: Final = timedelta(minutes=5)
"""NIST SP 800-63B 3.1.3.2 and OWASP ASVS 5.0 V6.5.5 allow ten minutes at most."""
TRIES_PER_CODE: Final = 5
WRONG_CODES_PER_PHONE_PER_DAY: Final = 10
"""Across challenges: a guesser's chance is 10 in a million a day and phone, not 25 (five codes of five tries)."""
ANSWER_LOST: Final = timedelta(seconds=20)
"""For so long the same device may repeat a right code and gets the same session (estimate: a phone's retry)."""
CLAIMS_PER_ACCOUNT_PER_HOUR: Final = 5
CLAIMS_PER_DEVICE_PER_HOUR: Final = 20
LONGEST_ID: Final = 100
"""Characters of an id that a device chooses."""


def digits_of(text: str) -> str:
    """Return the digits a person typed, in ASCII: keyboards in Arabic write other ones, and people add spaces."""
    return "".join(str(unicodedata.decimal(letter)) for letter in text[:50] if letter.isdecimal())


def is_usable_id(text: str) -> bool:
    """Say whether an id chosen by a device can be stored: printable and short."""
    return 0 < len(text) <= LONGEST_ID and text.isprintable()
