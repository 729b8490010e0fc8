"""Without a server: what was last seen is still there with its time, nobody else's, and nothing is written."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from e2e.conftest import ARGUMENTS, PATIENCE_MS, PHONE, TAGS, chromium_or_skip
from e2e.running_demo import Demo, start_demo
from e2e.screens import SCREENS
from e2e.sign_in import sign_in

pytestmark = pytest.mark.browser

KEPT = """() => new Promise((resolve, reject) => {
    const names = indexedDB.databases().then(async all => {
        const rows = [];
        for (const { name, version } of all) {
            const database = await new Promise((yes, no) => { const o = indexedDB.open(name, version); o.onsuccess = () => yes(o.result); o.onerror = no; });
            for (const store of database.objectStoreNames) {
                const found = await new Promise((yes, no) => { const r = database.transaction(store).objectStore(store).getAll(); r.onsuccess = () => yes(r.result); r.onerror = no; });
                for (const row of found) rows.push(JSON.stringify(row, (key, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder('utf-8', { fatal: false }).decode(value) : value));
            }
            database.close();
        }
        resolve(rows);
    }).catch(reject);
})"""


class Device:
    """A phone whose browser can be closed and opened again on the same profile."""

    def __init__(self, playwright: Playwright, folder: Path, url: str) -> None:
        self.playwright, self.folder, self.url = playwright, folder, url
        self.context: BrowserContext | None = None

    def open(self) -> Page:
        options = {**PHONE, "locale": TAGS["ru"], "timezone_id": "Europe/Moscow", "base_url": self.url}
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder, executable_path=chromium_or_skip(), args=ARGUMENTS, **options
        )
        self.context.set_default_timeout(PATIENCE_MS)
        return self.context.new_page()

    def close(self) -> None:
        if self.context:
            self.context.close()
            self.context = None


@pytest.fixture
def own_demo(tmp_path: Path) -> Iterator[Demo]:
    """A demo that this test may stop."""
    running = start_demo(tmp_path)
    yield running
    if running.process.poll() is None:
        running.end()


@pytest.fixture
def device(playwright: Playwright, tmp_path: Path, own_demo: Demo) -> Iterator[Device]:
    found = Device(playwright, tmp_path / "profile", own_demo.url)
    yield found
    found.close()


def sign_out(page: Page) -> None:
    SCREENS["settings"](page)
    page.get_by_role("button", name="Выйти").click()
    page.locator("input[name=phone]").wait_for()


def test_after_a_restart_without_a_server_the_last_result_is_there_and_nobody_elses(
    own_demo: Demo, device: Device
) -> None:
    page = device.open()
    stranger, owner = own_demo.account("kk"), own_demo.account("ru")
    sign_in(page, own_demo, stranger)
    page.locator(".board").wait_for()
    strangers_name = page.locator("main h1").inner_text()
    sign_out(page)

    sign_in(page, own_demo, owner)
    page.locator(".board").wait_for()
    name = page.locator("main h1").inner_text()
    SCREENS["result"](page)
    title, address = page.locator("main h1").inner_text(), page.url
    values = page.locator("main bdi:not(.freshness bdi)").all_inner_texts()
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    device.close()
    own_demo.end()

    page = device.open()
    page.goto(address)
    expect(page.locator("main h1")).to_have_text(title)
    banner = page.locator(".freshness-old")
    expect(banner).to_contain_text(re.compile(r"\d\d:\d\d"))
    assert page.locator("main bdi:not(.freshness bdi)").all_inner_texts() == values
    page.goto("/home")
    expect(page.locator("main h1")).to_have_text(name)
    expect(page.locator(".freshness-old")).to_be_visible()
    assert strangers_name not in page.content()

    # nothing is written without a server, and the screen says so
    SCREENS["claim"](page)
    page.locator("main input").first.fill("7K4M-9QXT-2HVB")
    page.locator("main input").first.press("Enter")
    expect(page.get_by_role("alert").or_(page.locator(".problem")).first).to_be_visible()


def test_the_copy_is_unreadable_on_disk_and_goes_with_signing_out(own_demo: Demo, device: Device) -> None:
    page = device.open()
    sign_in(page, own_demo, own_demo.account("ru"))
    page.locator(".board").wait_for()
    surname = page.locator("main h1").inner_text().split()[-1]
    page.wait_for_timeout(300)
    kept = page.evaluate(KEPT)
    assert len(kept) > 1
    assert [row for row in kept if surname in row] == []
    sign_out(page)
    device.close()
    own_demo.end()
    page = device.open()
    page.goto("/home")
    page.locator("input[name=phone]").wait_for()
    assert surname not in page.content()


def test_a_copy_can_be_declined(own_demo: Demo, device: Device) -> None:
    page = device.open()
    sign_in(page, own_demo, own_demo.account("ru"))
    SCREENS["settings"](page)
    page.get_by_role("switch").or_(page.get_by_role("checkbox")).first.click()
    SCREENS["home"](page)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    device.close()
    own_demo.end()
    page = device.open()
    page.goto("/home")
    page.locator("main").wait_for()
    expect(page.locator(".board")).to_have_count(0)
