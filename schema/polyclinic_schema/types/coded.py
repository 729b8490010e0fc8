"""Words: names of people and coded things."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import strawberry

from polyclinic.kit.locale import pick, pick_name

Row = Mapping[str, Any]


@strawberry.type(
    description="A coded thing in words: `display` in the reader's language where a translation exists, else in `lang`."
)
class CodedText:
    display: str
    lang: str
    system: str | None
    code: str | None

    @classmethod
    def of(cls, coded: Row | None, locale: str) -> Self | None:
        """Make it from our `Coded`; None stays None."""
        return cls.sure(coded, locale) if coded else None

    @classmethod
    def sure(cls, coded: Row, locale: str) -> Self:
        """Make it from a `Coded` that is there."""
        display, lang = pick(coded["text"], locale)
        return cls(display=display, lang=lang, system=coded.get("system"), code=coded.get("code"))

    @classmethod
    def words(cls, text: Mapping[str, str] | None, locale: str) -> Self | None:
        """Make it from words alone; None when there are none."""
        return cls.sure({"text": text}, locale) if text else None


@strawberry.type(description="A person's name in the reader's script where there is one (FHIR R4 HumanName).")
class HumanName:
    text: str
    given: list[str]
    family: str | None
    lang: str | None

    @classmethod
    def of(cls, names: Sequence[Row], locale: str) -> Self:
        """Pick the reader's one of several names."""
        found = pick_name(names, locale) or {"text": ""}
        return cls(
            text=found["text"], given=list(found.get("given", ())), family=found.get("family"), lang=found.get("lang")
        )
