"""One running demo and one browser for all screens."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from e2e.running_demo import Demo, start_demo

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
TAGS = {"en": "en-GB", "ru": "ru-RU", "sr-Latn": "sr-Latn-RS", "kk": "kk-KZ", "be": "be-BY", "ar": "ar-EG"}

PATIENCE_MS = 30_000
"""How long a screen may take on a busy machine before a test gives up; speed is measured elsewhere."""

NewPhone = Callable[..., Page]


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The whole product with the invented city."""
    running = start_demo(tmp_path_factory.mktemp("demo"))
    yield running
    running.end()


def chromium_or_skip() -> str:
    """The browser's path; without one the test is skipped in words, and in CI it fails."""
    if CHROMIUM:
        return CHROMIUM
    sentence = "no Chromium here: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


# not for the session: the browser driver keeps an event loop running, in which no other test could start its own
@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=chromium_or_skip(), args=ARGUMENTS)
    yield started
    started.close()


@pytest.fixture
def new_phone(browser: Browser, demo: Demo) -> Iterator[NewPhone]:
    """Give a fresh phone: its language, clock, colours and width are options."""
    opened: list[BrowserContext] = []

    def phone(locale: str = "ru", **options: Any) -> Page:
        given = {**PHONE, "locale": TAGS[locale], "timezone_id": "Europe/Moscow", "base_url": demo.url, **options}
        context = browser.new_context(**given)
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context.new_page()

    yield phone
    for context in opened:
        context.close()


@pytest.fixture
def playwright_persistent(playwright: Playwright, tmp_path: Path) -> Iterator[Page]:
    """A phone with a profile: installing is not offered in a private window."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium_or_skip(), args=ARGUMENTS, locale=TAGS["en"]
    )
    yield context.new_page()
    context.close()
