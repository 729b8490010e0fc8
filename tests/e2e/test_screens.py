"""A person signs in and reads: each screen, as a phone shows it."""

import re

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from e2e.conftest import NewPhone
from e2e.running_demo import Demo
from e2e.screens import SCREENS
from e2e.sign_in import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_phone: NewPhone, demo: Demo) -> Page:
    """A phone of the Russian-speaking family's mother, signed in."""
    phone = new_phone("ru")
    sign_in(phone, demo, demo.account("ru"))
    return phone


def test_home_shows_whose_it_is_and_what_comes_next(page: Page, demo: Demo) -> None:
    expect(page.locator("main h1")).to_have_text(re.compile(r"[А-Яа-яЁё]+"))
    expect(page.locator(".when-time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(page.get_by_role("heading", name="Аллергии")).to_be_visible()
    expect(page.locator(".card-newest a.onward")).to_be_visible()


def test_the_timeline_filters_and_goes_back_in_time(page: Page) -> None:
    SCREENS["records"](page)
    before = page.locator(".entry").count()
    page.locator("main button.button", has_text="ранние").or_(
        page.get_by_role("button", name=re.compile("ранн|раньше"))
    ).first.click()
    page.wait_for_function("before => document.querySelectorAll('.entry').length > before", arg=before)
    page.get_by_role("button", name="Прививки").click()
    expect(page.get_by_role("button", name="Прививки")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".entry-kind").first).to_have_text(re.compile("Прививк"))
    assert set(page.locator(".entry-kind").all_inner_texts()) == {page.locator(".entry-kind").first.inner_text()}


def test_a_result_is_a_value_a_range_a_sentence_and_a_trend(page: Page) -> None:
    SCREENS["result"](page)
    picture = page.locator("svg[role=img]").first
    expect(picture).to_be_visible()
    assert re.search(r"\d", picture.get_attribute("aria-label") or "")
    expect(page.locator("main h1")).not_to_be_empty()


def test_the_language_changes_on_the_spot_and_stays(page: Page) -> None:
    SCREENS["settings"](page)
    page.locator("select").first.select_option("ar-EG")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "ar-EG")
    page.locator("select").first.select_option("ru-RU")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")


def test_acting_for_a_child_is_said_on_every_screen(page: Page) -> None:
    SCREENS["home"](page)
    own = page.locator("main h1").inner_text()
    page.get_by_role("button", name=re.compile("ребёнок|Ребёнок|Ваш ребёнок")).first.click()
    expect(page.locator("main h1")).not_to_have_text(own)
    name = page.locator("main h1").inner_text()
    for screen in ("home", "records", "settings"):
        SCREENS[screen](page)
        expect(page.locator(".notice-acting")).to_contain_text(name)


def test_no_screen_breaks_the_content_security_policy(page: Page) -> None:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    for go_to in SCREENS.values():
        go_to(page)
    assert said == []


def test_signing_in_refuses_a_wrong_code_in_words(new_phone: NewPhone, demo: Demo) -> None:
    page = new_phone("en")
    page.goto("/sign-in")
    page.locator("input[name=phone]").fill(demo.account("en")["phone"])
    seen = len(demo.messages())
    demo.wait_out_the_resend_limit()
    page.locator("input[name=phone]").press("Enter")
    page.locator("input[name=code]").fill("000000")
    right = demo.code_for(demo.account("en")["phone"], after=seen)
    if right == "000000":
        pytest.skip("one chance in a million: the code is 000000")
    page.locator("input[name=code]").press("Enter")
    expect(page.get_by_text("4 tries left")).to_be_visible()
    page.locator("input[name=code]").fill(demo.messages()[-1]["text"])
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url("**/home")


def test_the_app_can_be_installed(playwright_persistent: Page, demo: Demo) -> None:
    page = playwright_persistent
    page.goto(demo.url + "/sign-in")
    page.evaluate("navigator.serviceWorker.ready")
    cdp = page.context.new_cdp_session(page)
    assert cdp.send("Page.getAppManifest")["errors"] == []
    assert cdp.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    cdp.detach()
