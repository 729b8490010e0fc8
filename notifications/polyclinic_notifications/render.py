"""The words of a message, made late from a template of the reader's language. Plain words, nothing clinical."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import orjson

from polyclinic.kit.locale import Locale
from polyclinic.people.policy import CODE_LIFE

_MINUTE_S = 60


@cache  # six small files of the package, read once
def templates(locale: Locale) -> Mapping[str, str]:
    """Return all templates of one language: kind of message to text with `{code}` and `{minutes}`."""
    found: Mapping[str, str] = orjson.loads((files(__package__) / "templates" / f"{locale.value}.json").read_bytes())
    return found


def render(kind: str, locale: Locale, *, code: str | None = None) -> str:
    """Return the text of a message."""
    minutes = int(CODE_LIFE.total_seconds()) // _MINUTE_S
    return templates(locale)[kind].format(code=code, minutes=minutes)
