"""The settings: what is misspelt, what cannot be, and what must not be in production. Values are never shown."""

import difflib
from collections.abc import Mapping

import phonenumbers
from pydantic import ValidationError

from polyclinic.kit.settings import Environment, Settings
from polyclinic.main.doctor.finding import Finding, ok, warn, wrong

PREFIX = "POLYCLINIC_"
OF_TESTS = {"POLYCLINIC_TEST_DATA"}
LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR"}
NAME = "settings"


def read() -> tuple[Settings | None, list[Finding]]:
    """Read the settings of this process; None with a finding for each when one of them cannot be read."""
    try:
        return Settings(), []
    except ValidationError as refused:
        return None, [_refused(error["loc"], error["msg"]) for error in refused.errors(include_input=False)]


def _refused(place: tuple[int | str, ...], message: str) -> Finding:
    name = PREFIX + str(place[0]).upper().removeprefix(PREFIX) if place else "the settings"
    return wrong(NAME, f"{name}: {message}", f"Correct or remove {name}; docs/settings.md says what it may be.")


def unknown(environ: Mapping[str, str]) -> list[Finding]:
    """Find variables that look like ours and are read by nobody."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | OF_TESTS
    strange = sorted(name for name in environ if name.upper().startswith(PREFIX) and name.upper() not in known)
    return [warn(NAME, f"{name} is no setting", _meant(name, known)) for name in strange]


def _meant(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name.upper(), known, n=1)
    return f"Did you mean {close[0]}?" if close else "Remove it; docs/settings.md lists them all."


def judge(settings: Settings) -> list[Finding]:
    """Find values that can be read and are wrong all the same."""
    found = [*_anywhere(settings)]
    if settings.environment is Environment.PRODUCTION:
        found += _in_production(settings)
    return found or [ok(NAME, settings.environment.value)]


def _anywhere(settings: Settings) -> list[Finding]:
    found = []
    if settings.log_level not in LEVELS:
        found.append(wrong(NAME, "POLYCLINIC_LOG_LEVEL is no level", "Use DEBUG, INFO, WARNING or ERROR."))
    if settings.default_region not in phonenumbers.SUPPORTED_REGIONS:
        found.append(
            wrong(NAME, "POLYCLINIC_DEFAULT_REGION is no region", "Use two capital letters, such as RU or RS.")
        )
    if settings.keys.exists() and settings.keys.stat().st_mode & 0o077:
        found.append(warn(NAME, f"{settings.keys} can be read by others", f"Run: chmod 600 {settings.keys}"))
    return found


def _in_production(settings: Settings) -> list[Finding]:
    found = []
    if not settings.mongodb_uri:
        found.append(
            wrong(NAME, "production without POLYCLINIC_MONGODB_URI", "Set it to a replica set (mongo:8 or newer).")
        )
    if not settings.keys.exists():
        remedy = "Restore the key file and set POLYCLINIC_KEY_FILE. A new one would lock every record."
        found.append(wrong(NAME, f"production without the house keys ({settings.keys})", remedy))
    if not (settings.public_url or "").startswith("https://"):
        found.append(
            warn(NAME, "production without an https POLYCLINIC_PUBLIC_URL", "Set it to the address people open.")
        )
    if settings.accepts_free_queries:
        found.append(wrong(NAME, "production accepts any GraphQL text", "Remove POLYCLINIC_FREE_QUERIES."))
    if settings.messages_file:
        found.append(
            warn(NAME, "messages, sign-in codes among them, go to a file", "A gateway of yours must send and empty it.")
        )
    return found
