"""The few words and numbers that the benchmark's rows are made of."""

from typing import NamedTuple

from polyclinic.kit.locale import LocalizedText
from polyclinic.records.model import RecordKind

SPECIALTIES: tuple[LocalizedText, ...] = (
    {"en": "Therapist", "ru": "Терапевт"},
    {"en": "Cardiologist", "ru": "Кардиолог"},
    {"en": "Ophthalmologist", "ru": "Офтальмолог"},
    {"en": "Neurologist", "ru": "Невролог"},
    {"en": "Surgeon", "ru": "Хирург"},
)

REASONS: tuple[LocalizedText, ...] = (
    {"en": "Annual check-up", "ru": "Ежегодный осмотр"},
    {"en": "Repeat prescription", "ru": "Повторный рецепт"},
    {"en": "Discussion of results", "ru": "Обсуждение результатов"},
    {"en": "New complaint", "ru": "Новая жалоба"},
)

GIVEN = (
    "Anna",
    "Ivan",
    "Maria",
    "Pyotr",
    "Olga",
    "Sergei",
    "Elena",
    "Dmitri",
    "Natalia",
    "Alexei",
    "Tatiana",
    "Mikhail",
)
FAMILY = (
    "Sokol",
    "Volk",
    "Lebed",
    "Zaitsev",
    "Orlov",
    "Belov",
    "Chernov",
    "Vetrov",
    "Morozov",
    "Luzhin",
    "Ozerov",
    "Polevoy",
)
STREETS = ("Linden street", "Station square", "Garden ring", "River embankment")


class Analyte(NamedTuple):
    """What is measured: LOINC code, words, UCUM unit, the lowest and highest value drawn, and decimals."""

    code: str
    text: LocalizedText
    unit: str
    low: float
    high: float
    decimals: int
    kind: RecordKind


ANALYTES = (
    Analyte("8867-4", {"en": "Heart rate", "ru": "Частота сердечных сокращений"}, "/min", 55, 95, 0, RecordKind.VITAL),
    Analyte("8480-6", {"en": "Systolic blood pressure", "ru": "Систолическое давление"}, "mm[Hg]", 105, 150, 0, RecordKind.VITAL),
    Analyte("8462-4", {"en": "Diastolic blood pressure", "ru": "Диастолическое давление"}, "mm[Hg]", 60, 95, 0, RecordKind.VITAL),
    Analyte("15074-8", {"en": "Glucose", "ru": "Глюкоза"}, "mmol/L", 3.8, 7.5, 1, RecordKind.RESULT),
    Analyte("718-7", {"en": "Haemoglobin", "ru": "Гемоглобин"}, "g/L", 110, 170, 0, RecordKind.RESULT),
    Analyte("29463-7", {"en": "Body weight", "ru": "Масса тела"}, "kg", 48, 110, 1, RecordKind.VITAL),
)  # fmt: skip


class Referred(NamedTuple):
    """What a patient is referred for: a code of the benchmark's own, words and FHIR priority."""

    code: str
    text: LocalizedText
    priority: str


REFERRALS = (
    Referred("cardiology", {"en": "Referral to cardiology", "ru": "Направление к кардиологу"}, "routine"),
    Referred("neurology", {"en": "Referral to neurology", "ru": "Направление к неврологу"}, "urgent"),
    Referred("ultrasound", {"en": "Ultrasound examination", "ru": "Ультразвуковое исследование"}, "routine"),
)
