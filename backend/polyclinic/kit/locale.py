"""Languages: six locales, texts that carry them, and the rule that picks one for a reader."""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

LocalizedText = dict[str, str]
"""Words by language tag (`en`, `ru`, `sr-Latn`, ...)."""


class Locale(StrEnum):
    """The languages of the product, as BCP 47 tags."""

    EN = "en"
    RU = "ru"
    SR_LATN = "sr-Latn"
    KK = "kk"
    BE = "be"
    AR = "ar"


# A reader without a translation gets the language they are most likely to read next.
_FALLBACK: dict[str, tuple[str, ...]] = {
    "kk": ("ru", "en"),
    "be": ("ru", "en"),
    "sr-Latn": ("en",),
    "ar": ("en",),
    "ru": ("en",),
}


def pick(text: Mapping[str, str], locale: str) -> tuple[str, str]:
    """Return `(words, language)` for the reader; `("", locale)` when there are no words at all."""
    for tag in (locale, *_FALLBACK.get(locale, ()), *text):
        if text.get(tag):
            return text[tag], tag
    return "", locale


def locale_of(accept_language: str | None) -> Locale:
    """Read an Accept-Language header (RFC 9110): the first of our languages in it, English when there is none."""
    for part in (accept_language or "").split(",")[:10]:
        tag = part.split(";")[0].strip().lower()
        for locale in Locale:
            if tag == locale.lower() or tag.startswith(locale.lower() + "-"):
                return locale
        if tag.split("-")[0] == "sr":
            return Locale.SR_LATN
    return Locale.EN


_SCRIPTS = {"ru": "CYRILLIC", "kk": "CYRILLIC", "be": "CYRILLIC", "ar": "ARABIC"}


def pick_name(names: Sequence[Mapping[str, Any]], locale: str) -> Mapping[str, Any] | None:
    """Return the name in the reader's language, else in the reader's script, else the first (FHIR: the usual one)."""
    script = _SCRIPTS.get(locale, "LATIN")
    same_language = (name for name in names if name.get("lang") == locale)
    same_script = (name for name in names if script_of(name["text"]) == script)
    return next(same_language, None) or next(same_script, None) or next(iter(names), None)


def script_of(text: str) -> str:
    """Return the Unicode script of the first letter: LATIN, CYRILLIC, ARABIC or another name; empty without a letter."""
    letter = next((found for found in text if found.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0]
