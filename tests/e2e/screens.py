"""The app's screens, and how a test gets to each of them after signing in."""

from collections.abc import Callable

from playwright.sync_api import Page


def _home(page: Page) -> None:
    page.goto("/home")
    page.locator(".board").wait_for()


def _records(page: Page) -> None:
    page.goto("/records")
    page.locator(".entry").first.wait_for()


def _result(page: Page) -> None:
    _home(page)
    page.locator("a.onward[href^='/results/']").first.click()
    page.locator("main h1").wait_for()
    page.locator("section.trend, .measurement, main h2").first.wait_for()


def _settings(page: Page) -> None:
    page.goto("/settings")
    page.locator("#about").wait_for()


def _claim(page: Page) -> None:
    page.goto("/claim")
    page.locator("main input").first.wait_for()


def _not_found(page: Page) -> None:
    page.goto("/results/no-such-result")
    page.locator("main h1").wait_for()


SCREENS: dict[str, Callable[[Page], None]] = {
    "home": _home,
    "records": _records,
    "result": _result,
    "settings": _settings,
    "claim": _claim,
    "absent result": _not_found,
}
