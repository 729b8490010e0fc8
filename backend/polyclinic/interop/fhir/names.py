"""People's names as FHIR HumanName lists: one entry per script, never transliterated."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from polyclinic.interop.fhir import texts
from polyclinic.interop.fhir.types import HumanName

_SCRIPTS = {
    "CYRILLIC": ("ru", "be", "kk", "sr"),
    "ARABIC": ("ar", "fa", "kk", "ur"),
    "LATIN": ("en", "sr-Latn", "kk-Latn"),
}


class Name(NamedTuple):
    """A name in one script."""

    text: str
    given: list[str]
    family: str | None
    use: str | None
    lang: str | None


def names(found: Iterable[HumanName], language: str) -> list[Name]:
    """Return the names in their order, the translations of a name's text after it; names without any letters are left out."""
    listed = [name for one in found for name in _with_translations(one, language)]
    return [name for name in listed if name.text]


def _with_translations(one: HumanName, language: str) -> list[Name]:
    given = [part for part in one.given if part]
    prefix = [part for part in one.prefix if part]
    parts = [*prefix, *given, *([one.family] if one.family else []), *(part for part in one.suffix if part)]
    text = one.text or " ".join(parts)
    first = Name(text, given, one.family, one.use, _language(one, text, language))
    translated = texts.words(None, one.beside_text, language)
    return [first, *(Name(text, [], None, one.use, lang) for lang, text in translated.items())]


def _language(one: HumanName, text: str, language: str) -> str | None:
    """Return the name's own language where stated, else the resource's when the letters can be its letters."""
    stated = next((ext.value_code or ext.value_string for ext in one.extension if ext.url == texts.LANGUAGE), None)
    if stated:
        return texts.tag(stated)
    fitting = _SCRIPTS.get(_script(text), ())
    own = texts.tag(language)
    if own in fitting or (fitting and own.split("-")[0] not in {lang for langs in _SCRIPTS.values() for lang in langs}):
        return own
    return fitting[0] if fitting and fitting[0] == "ar" else None


def _script(text: str) -> str:
    letter = next((sign for sign in text if sign.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""
