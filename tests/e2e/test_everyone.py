"""For everyone: no barrier that axe finds, no element wider than a 320 px phone, targets large enough, both directions."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from e2e.conftest import TAGS, NewPhone
from e2e.running_demo import Demo
from e2e.screens import SCREENS
from e2e.sign_in import sign_in

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NARROW = 320

# with is_mobile the layout viewport grows with the content, so both edges are held against the fixed width
TOO_WIDE = """width => [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect();
    const clipped = element.closest('.unseen, .chips, [data-scrolls]');
    return !clipped && box.width > 0 && (box.right > width + 0.5 || box.left < -0.5);
}).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`)"""

TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary')].filter(element => {
    const box = element.getBoundingClientRect();
    const inline = getComputedStyle(element).display === 'inline';
    return box.width > 0 && !inline && !element.classList.contains('skip') && (box.height < 44 || box.width < 44);
}).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`)"""


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {json.dumps([node['html'][:120] for node in one['nodes']], ensure_ascii=False)}" for one in found
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("locale", ["ru", "ar"])
def test_axe_finds_nothing_on_any_screen(new_phone: NewPhone, demo: Demo, locale: str, colours: str) -> None:
    page = new_phone(locale, color_scheme=colours)
    page.goto("/sign-in")
    page.locator("input[name=phone]").wait_for()
    found = {"sign-in": violations(page)}
    sign_in(page, demo, demo.account(locale))
    for name, go_to in SCREENS.items():
        go_to(page)
        found[name] = violations(page)
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("locale", list(TAGS))
def test_nothing_is_wider_than_a_narrow_phone(new_phone: NewPhone, demo: Demo, locale: str) -> None:
    page = new_phone(locale, viewport={"width": NARROW, "height": 640})
    sign_in(page, demo, demo.account(locale))
    found: dict[str, list[str]] = {}
    for name, go_to in SCREENS.items():
        go_to(page)
        found[name] = page.evaluate(TOO_WIDE, NARROW)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found[f"{name} at 200 %"] = page.evaluate(TOO_WIDE, NARROW)
    assert {name: what for name, what in found.items() if what} == {}


def test_targets_are_44_px(new_phone: NewPhone, demo: Demo) -> None:
    page = new_phone("ru")
    sign_in(page, demo, demo.account("ru"))
    found: dict[str, list[str]] = {}
    for name, go_to in SCREENS.items():
        go_to(page)
        found[name] = page.evaluate(TOO_SMALL)
    assert {name: what for name, what in found.items() if what} == {}


def test_a_whole_reading_by_keyboard(new_phone: NewPhone, demo: Demo) -> None:
    page = new_phone("en", is_mobile=False, has_touch=False)
    sign_in(page, demo, demo.account("en"))
    page.locator(".board").wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.onward[href^=\"/results/\"]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/results/*")
    page.wait_for_function("() => document.activeElement.closest('main') !== null")
    assert page.locator("main h1").inner_text() != ""


def test_text_is_not_covered_by_the_fixed_menu(new_phone: NewPhone, demo: Demo) -> None:
    page = new_phone("ru")
    sign_in(page, demo, demo.account("ru"))
    SCREENS["settings"](page)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    last = page.locator("#about").locator("xpath=..").locator("p").last.bounding_box()
    menu = page.locator("nav.ways").bounding_box()
    assert last is not None
    assert menu is not None
    assert last["y"] + last["height"] <= menu["y"]
