"""The app's words in six languages: nothing missing, nothing forgotten in English, every plural form there."""

import json
import re
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[3] / "app" / "src"
LOCALES = APP / "locales"
TAGS = ("en-GB", "ru-RU", "sr-Latn-RS", "kk-KZ", "be-BY", "ar-EG")
OTHERS = TAGS[1:]
CYRILLIC = re.compile(r"[\u0400-\u04FF]")
ARABIC = re.compile(r"[\u0600-\u06FF]")
SCRIPT = {"ru-RU": CYRILLIC, "kk-KZ": CYRILLIC, "be-BY": CYRILLIC, "ar-EG": ARABIC}
FORMS_WITHOUT_A_NUMBER = {"zero", "one", "two"}  # Arabic says "one value" and "two values" in words
COUNTED = {"{count}"}

Message = str | dict[str, str]


def catalog_of(tag: str) -> dict[str, Message]:
    return json.loads((LOCALES / f"{tag}.json").read_text("utf-8"))


def texts_of(message: Message) -> list[str]:
    return list(message.values()) if isinstance(message, dict) else [message]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("tag", OTHERS)
def test_every_catalog_has_exactly_the_english_keys(tag: str) -> None:
    assert catalog_of(tag).keys() == catalog_of("en-GB").keys()


@pytest.mark.parametrize("tag", TAGS)
def test_every_counted_message_has_every_plural_category_of_its_language(tag: str) -> None:
    categories = set(json.loads((LOCALES / f"{tag}.format.json").read_text("utf-8"))["plurals"])
    counted = {key for key, message in catalog_of("en-GB").items() if isinstance(message, dict)}
    found = {key: set(message) for key, message in catalog_of(tag).items() if isinstance(message, dict)}

    assert counted != set()
    assert found == dict.fromkeys(counted, categories)


@pytest.mark.parametrize("tag", TAGS)
def test_no_message_is_empty(tag: str) -> None:
    assert [
        key for key, message in catalog_of(tag).items() if not all(text.strip() for text in texts_of(message))
    ] == []


@pytest.mark.parametrize("tag", OTHERS)
def test_a_text_equal_to_the_english_one_is_allow_listed(tag: str) -> None:
    english = catalog_of("en-GB")
    allowed = json.loads((LOCALES / "same-as-english.json").read_text("utf-8")).get(tag, [])
    same = [key for key, message in catalog_of(tag).items() if set(texts_of(message)) & set(texts_of(english[key]))]

    assert sorted(same) == sorted(allowed)


@pytest.mark.parametrize("tag", TAGS)
def test_every_form_inserts_what_the_english_one_inserts(tag: str) -> None:
    english, wrong = catalog_of("en-GB"), []
    for key, message in catalog_of(tag).items():
        expected = placeholders(texts_of(english[key])[-1])
        forms = message.items() if isinstance(message, dict) else [("", message)]
        for form, text in forms:
            optional = COUNTED | {"{all}"} if form in FORMS_WITHOUT_A_NUMBER else set()
            if placeholders(text) - optional != expected - optional or placeholders(text) - expected:
                wrong.append(f"{key} {form}")

    assert wrong == []


@pytest.mark.parametrize("tag", sorted(SCRIPT))
def test_every_text_is_in_the_languages_own_script(tag: str) -> None:
    assert [
        key
        for key, message in catalog_of(tag).items()
        if not all(SCRIPT[tag].search(text) for text in texts_of(message))
    ] == []


def test_serbian_is_in_latin_letters() -> None:
    assert [
        key for key, message in catalog_of("sr-Latn-RS").items() if any(map(CYRILLIC.search, texts_of(message)))
    ] == []


def test_the_source_names_only_keys_that_exist_and_every_key_is_used() -> None:
    source = "\n".join(path.read_text("utf-8") for path in APP.rglob("*.ts*") if path.name != "ops.gen.ts")
    named = set(re.findall(r"(?:\bt\(|\bk=|name: |name=)\{?'?\"?([a-z-]+\.[\w-]+)['\"]", source))
    families = ("kind.", "kind-one.", "relation.", "status.", "appointment-status.", "theme.", "verdict.", "place.")
    keys = set(catalog_of("en-GB"))
    unused = {
        key for key in keys if f"'{key}'" not in source and f'"{key}"' not in source and not key.startswith(families)
    }

    assert named - keys == set()
    assert unused == set()
