"""Take the pictures in docs/screenshots again: home, result and timeline, phone width, Russian and Arabic: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from e2e.conftest import ARGUMENTS, CHROMIUM, PHONE, TAGS
from e2e.running_demo import start_demo
from e2e.screens import SCREENS
from e2e.sign_in import sign_in

PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
TAKEN = {"home": "home", "result": "result", "timeline": "records"}


def main() -> None:
    """Write one PNG for each screen and language."""
    if CHROMIUM is None:
        sys.exit("no Chromium here: apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = start_demo(Path(folder))
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for locale in ("ru", "ar"):
                page = browser.new_page(**PHONE, locale=TAGS[locale], timezone_id="Europe/Moscow", base_url=demo.url)
                sign_in(page, demo, demo.account(locale))
                for name, screen in TAKEN.items():
                    SCREENS[screen](page)
                    page.wait_for_timeout(400)
                    page.screenshot(path=PICTURES / f"{name}-{locale}.png")
            browser.close()
        finally:
            demo.end()


if __name__ == "__main__":
    main()
