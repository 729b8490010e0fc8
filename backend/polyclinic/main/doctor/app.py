"""What people open: the built app, the port, and (for tests) a browser."""

import errno
import os
import shutil
import socket
from pathlib import Path

from polyclinic import web
from polyclinic.kit.settings import Settings
from polyclinic.main.doctor.finding import Finding, ok, warn, wrong

INDEX = Path(web.__file__).parent / "static" / "index.html"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def built(index: Path) -> Finding:
    """Check that the app was built into the package."""
    if index.is_file():
        return ok("app", "built")
    return wrong(
        "app", "not built", "Run `make app` in a checkout, or install the package again without SKIP_WEB_BUILD."
    )


def port(host: str, number: int) -> Finding:
    """Check that the server could listen on its address."""
    if number == 0:
        return ok("port", f"a free one on {host}")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if os.name != "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, number))
            probe.listen()
    except OSError as refused:
        return _refused(host, number, refused)
    return ok("port", f"{host}:{number} is free")


def _refused(host: str, number: int, refused: OSError) -> Finding:
    if refused.errno == errno.EADDRINUSE:
        remedy = "If that is not Polyclinic itself, stop it or set POLYCLINIC_PORT to another."
        return warn("port", f"somebody listens on {host}:{number}", remedy)
    remedy = "Set POLYCLINIC_HOST and POLYCLINIC_PORT to an address this user may listen on (ports over 1023)."
    return wrong("port", f"{host}:{number} cannot be used ({refused.strerror or type(refused).__name__})", remedy)


def browser(found: str | None) -> Finding:
    """Check the browser of the browser tests; nobody else needs it."""
    if found:
        return ok("browser", found)
    return warn("browser", "no chromium", "Only the browser tests need it (Debian: apt-get install chromium).")


def look(settings: Settings) -> list[Finding]:
    """Look at the app, its port and the browser for tests."""
    path = next((place for name in BROWSERS if (place := shutil.which(name))), None)
    return [built(INDEX), port(settings.host, settings.port), browser(path)]
