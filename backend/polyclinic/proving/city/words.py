"""The catalogs: coded things and their words in six languages, read once from `catalog/*.json`."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from polyclinic.kit.locale import LocalizedText

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a catalog. `unit` is as people write it, `ucum` its UCUM code, `decimals` what a laboratory prints."""

    key: str
    system: str | None
    code: str | None
    words: LocalizedText
    unit: str | None = None
    ucum: str | None = None
    decimals: int = 0


@cache
def catalog(name: str) -> Json:
    """Return a whole catalog file; treat it as frozen."""
    raw = files("polyclinic.proving.city").joinpath("catalog", f"{name}.json").read_text("utf8")
    found: Json = json.loads(raw)
    return found


@cache
def entry(name: str, key: str) -> Entry:
    """Return one row of a catalog; KeyError when there is none."""
    whole = catalog(name)
    row = whole["entries"][key]
    code = row.get("code")
    return Entry(
        key=key,
        system=whole.get("system") if code else None,
        code=code,
        words=row["words"],
        unit=row.get("unit"),
        ucum=row.get("ucum"),
        decimals=row.get("decimals", 0),
    )


@cache
def medicine(key: str) -> Entry:
    """Return a medicine with its strength in words: `Metformin 1000 mg`."""
    row = catalog("medicines")["entries"][key]
    name = entry("medicines", key)
    unit = entry("units", row["unit"]).words
    words = {tag: f"{text} {row['strength']} {unit[tag]}" for tag, text in name.words.items()}
    return Entry(key=key, system=name.system, code=name.code, words=words)
