"""Sign in on a screen, with the code the demo 'sent'."""

from playwright.sync_api import Page

from e2e.running_demo import Demo


def sign_in(page: Page, demo: Demo, account: dict[str, str]) -> None:
    """Go through the sign-in screens and wait for the home page."""
    seen = len(demo.messages())
    page.goto("/sign-in")
    page.locator("input[name=phone]").fill(account["phone"])
    demo.wait_out_the_resend_limit()
    page.locator("input[name=phone]").press("Enter")
    page.locator("input[name=code]").wait_for()
    page.locator("input[name=code]").fill(demo.code_for(account["phone"], after=seen))
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url("**/home")
    page.locator("main h1").wait_for()
