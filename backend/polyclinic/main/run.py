"""Run a command's coroutine: signals set a stop event, operator errors become one sentence and exit code 1."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

import typer
from pymongo.errors import PyMongoError

from polyclinic.kit import log
from polyclinic.kit.errors import DomainError
from polyclinic.kit.keys import KeysMissingError, WrongKeysError
from polyclinic.kit.mongo import SchemaError
from polyclinic.kit.mongod import DatabaseUnavailableError
from polyclinic.kit.settings import Settings

OPERATOR_ERRORS = (DomainError, DatabaseUnavailableError, SchemaError, KeysMissingError, WrongKeysError, OSError)

Work = Callable[[Settings, asyncio.Event], Coroutine[Any, Any, int]]


def settings_from_environment(**given: Any) -> Settings:
    """Read the settings; options of a command (`given`, None left out) win. A wrong one is named in a sentence."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValueError as wrong:
        _fail(f"A setting is wrong: {wrong}")


def run(work: Work, settings: Settings) -> NoReturn:
    """Run `work` with a stop event and leave with its exit code."""
    log.configure(level=settings.log_level, console=settings.log_console)
    try:
        code = asyncio.run(_with_signals(work, settings))
    except PyMongoError as error:
        # its text may hold whole documents, and a terminal is read over shoulders
        _fail(f"The database refused or did not answer ({type(error).__name__}). `polyclinic doctor` says what to do.")
    except OPERATOR_ERRORS as error:
        _fail(str(error) or type(error).__name__)
    raise typer.Exit(code)


async def _with_signals(work: Work, settings: Settings) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for found in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(found, stop.set)
        except NotImplementedError:  # Windows has no signal handlers in its loop; Ctrl-C raises there
            break
    return await work(settings, stop)


def _fail(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(1)
