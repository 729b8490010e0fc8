"""Phone numbers: one form in the database (E.164), and a masked one for screens."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from polyclinic.kit.errors import InvalidInputError

_COSTLY = frozenset(
    {PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL}
)


def e164(text: str, region: str) -> str:
    """Return the number as `+79123456789`; `region` (ISO 3166-1) helps when there is no country code.

    Only the length is held against the numbering plan: plans age, and a new range must be able to sign in.
    """
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException as wrong:
        raise _not_a_phone() from wrong
    if not phonenumbers.is_possible_number(number) or phonenumbers.number_type(number) in _COSTLY:
        raise _not_a_phone()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mask_phone(phone: str) -> str:
    """Return an E.164 number with only its country code and last two digits: `+7 ••• •• 42`."""
    number: PhoneNumber = phonenumbers.parse(phone, None)
    return f"+{number.country_code} ••• •• {phone[-2:]}"


def _not_a_phone() -> InvalidInputError:
    return InvalidInputError(
        "phone",
        "This does not look like a mobile number. Write it with the country code, for example +7 912 345 67 89.",
    )
