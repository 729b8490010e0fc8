"""The words of messages in six languages."""

import string

import pytest

from polyclinic.kit.locale import Locale
from polyclinic_notifications.render import render, templates
from polyclinic_notifications.rules import KINDS

FIELDS = {"sign_in_code": {"code", "minutes"}, "record_claimed": set()}
CLINICAL = ("diagnos", "диагноз", "result", "результат", "doctor", "врач", "appointment", "приём")


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("locale", list(Locale))
def test_every_kind_has_words_in_every_language(locale: Locale) -> None:
    found = templates(locale)
    assert set(found) == set(KINDS) == set(FIELDS)
    assert {kind: fields(text) for kind, text in found.items()} == FIELDS
    assert all(text == text.strip() and len(text) <= 160 for text in found.values())
    assert not [word for word in CLINICAL for text in found.values() if word in text.lower()]


def test_no_two_languages_share_a_text() -> None:
    for kind in KINDS:
        assert len({templates(locale)[kind] for locale in Locale}) == len(Locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (Locale.EN, "Polyclinic: 042917 is your sign-in code. It works for 5 minutes. Do not tell it to anyone."),
        (Locale.RU, "Поликлиника: 042917 — код для входа. Он действует 5 минут. Никому его не сообщайте."),
        (Locale.SR_LATN, "Poliklinika: 042917 je vaš kod za prijavu. Važi 5 minuta. Nikome ga ne otkrivajte."),
        (Locale.KK, "Емхана: 042917 — кіру коды. Ол 5 минут жарамды. Оны ешкімге айтпаңыз."),
        (Locale.BE, "Паліклініка: 042917 — код для ўваходу. Ён дзейнічае 5 хвілін. Нікому яго не паведамляйце."),
        (Locale.AR, "العيادة: 042917 هو رمز تسجيل الدخول. يعمل لمدة 5 دقائق. لا تخبر به أحدًا."),
    ],
)
def test_the_sign_in_code(locale: Locale, text: str) -> None:
    assert render("sign_in_code", locale, code="042917") == text


def test_a_claimed_record_is_told_without_naming_anything() -> None:
    assert render("record_claimed", Locale.EN) == (
        "Polyclinic: a record was added to your account. If this was not you, please call your clinic."
    )
