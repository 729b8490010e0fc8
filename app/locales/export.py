# ruff: noqa: INP001 - a script, not a package
"""Exports from Babel (CLDR) what is needed to write dates and numbers without Intl, which is wrong in kk and be.

`python app/locales/export.py [--check]` writes `app/src/locales/<tag>.format.json`.
Digits are Latin in every language, Arabic included: a value read out or copied between people looks the same everywhere.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import babel

BABEL = "2.18.0"
TARGET = Path(__file__).resolve().parents[1] / "src" / "locales"
TAGS = ("en-GB", "ru-RU", "sr-Latn-RS", "kk-KZ", "be-BY", "ar-EG")
WIDTHS = (("wide", "wide"), ("short", "abbreviated"))
PLURALS = ("zero", "one", "two", "few", "many", "other")

# Babel leaves these three out of its data; the words are CLDR's (dates/fields/day/relative).
RELATIVE = {
    "en-GB": ("yesterday", "today", "tomorrow"),
    "ru-RU": ("вчера", "сегодня", "завтра"),
    "sr-Latn-RS": ("juče", "danas", "sutra"),
    "kk-KZ": ("кеше", "бүгін", "ертең"),
    "be-BY": ("учора", "сёння", "заўтра"),
    "ar-EG": ("أمس", "اليوم", "غدًا"),
}


def locale_data(tag: str) -> dict[str, Any]:
    """Return everything of one language, in the order in which it is written."""
    locale = babel.Locale.parse(tag, sep="-")
    symbols = locale.number_symbols["latn"]
    return {
        "locale": tag,
        "source": f"CLDR through Babel {BABEL}",
        "direction": locale.text_direction,
        "first_week_day": locale.first_week_day,
        "months": {form: _months(locale, form.replace("_", "-")) for form in ("format", "stand_alone")},
        "weekdays": {name: _weekdays(locale, width) for name, width in WIDTHS},
        "dates": _dates(locale),
        "time": locale.time_formats["short"].pattern,
        "date_time": str(locale.datetime_formats["medium"]),
        "day_periods": {key: locale.day_periods["format"]["abbreviated"][key] for key in ("am", "pm")},
        "numbers": {
            "digits": "latn",
            "decimal": symbols["decimal"],
            "group": symbols["group"],
            "minus": symbols["minusSign"],
        },
        "relative": dict(zip(("yesterday", "today", "tomorrow"), RELATIVE[tag], strict=True)),
        "days": {when: _days(locale, when) for when in ("past", "future")},
        "plurals": [name for name in PLURALS if name in locale.plural_form.tags or name == "other"],
    }


def text_of(tag: str) -> str:
    """Return the file's text."""
    return json.dumps(locale_data(tag), ensure_ascii=False, indent=1) + "\n"


def _months(locale: babel.Locale, form: str) -> dict[str, list[str]]:
    names = locale.months[form]
    return {name: [names[width][month] for month in range(1, 13)] for name, width in WIDTHS}


def _weekdays(locale: babel.Locale, width: str) -> list[str]:
    form, alone = (locale.days[form][width] for form in ("format", "stand-alone"))
    names = [form[day] for day in range(7)]
    if names != [alone[day] for day in range(7)]:
        raise ValueError(f"{locale}: weekdays have two forms; export both")
    return names


def _dates(locale: babel.Locale) -> dict[str, str]:
    # CLDR's own short forms of kk and be have two-digit years: 04.12.26 can be read three ways.
    skeletons = {name: locale.datetime_skeletons[name].pattern for name in ("yMMMd", "yMd", "yMMMM", "y", "MMMMd")}
    return {
        "full": locale.date_formats["full"].pattern,
        "long": locale.date_formats["long"].pattern,
        "medium": skeletons["yMMMd"],
        "short": skeletons["yMd"],
        "weekday_day_month": _weekday_day_month(locale),
        "day_month": skeletons["MMMMd"],
        "month_year": skeletons["yMMMM"],
        "year": skeletons["y"],
    }


def _weekday_day_month(locale: babel.Locale) -> str:
    known = locale.datetime_skeletons
    nearest: str = next(known[name].pattern for name in ("MMMMEEEEd", "MMMMEd", "MMMEd") if name in known)
    # CLDR's rule for a missing skeleton: take the nearest one and widen its fields.
    widened = re.sub(r"M+", "MMMM", nearest)
    return re.sub(r"([Ec])\1*", r"\1\1\1\1", widened)


def _days(locale: babel.Locale, when: str) -> dict[str, str]:
    phrases = locale._data["date_fields"]["day"][when]  # noqa: SLF001 - Babel offers it through format_timedelta only
    return {name: phrases[name] for name in PLURALS if name in phrases}


def main(arguments: list[str]) -> int:
    """Write the files, or with --check only look; return the exit code (1: stale)."""
    parser = argparse.ArgumentParser(prog="python app/locales/export.py")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file is stale")
    check = parser.parse_args(arguments).check
    if babel.__version__ != BABEL:
        sys.stderr.write(f"Babel {BABEL} is needed, this is {babel.__version__}: pip install babel=={BABEL}\n")
        return 2
    stale = [tag for tag in TAGS if not _holds(tag)]
    for tag in stale:
        sys.stdout.write(f"{'stale' if check else 'wrote'} {_path(tag).name}\n")
        if not check:
            _path(tag).write_text(text_of(tag), "utf-8", newline="\n")
    return 1 if check and stale else 0


def _holds(tag: str) -> bool:
    return _path(tag).exists() and _path(tag).read_bytes() == text_of(tag).encode()


def _path(tag: str) -> Path:
    return TARGET / f"{tag}.format.json"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
