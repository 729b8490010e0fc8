"""The Typer application: the commands by name, each loaded only when it is asked for.

The worker's command must not load GraphQL, nor the server's the backup: a command is imported when it is named, all of them for help.
"""

import sys
from importlib import import_module

import typer

COMMANDS = (
    "demo",
    "serve",
    "worker",
    "import-fhir",
    "export-fhir",
    "seed",
    "migrate",
    "make-keys",
    "doctor",
    "backup",
    "restore",
    "sdl",
    "bench",
)


def application(named: str | None = None) -> typer.Typer:
    """Make the application with the named command alone, or with all of them."""
    made = typer.Typer(
        name="polyclinic",
        no_args_is_help=True,
        pretty_exceptions_show_locals=False,
        add_completion=False,
    )
    made.callback()(_about)
    for name in (named,) if named in COMMANDS else COMMANDS:
        word = str(name).replace("-", "_")
        made.command(name)(getattr(import_module(f"polyclinic.main.commands.{word}"), word))
    return made


def run_named() -> None:
    """Run the command that the arguments name."""
    named = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    application(named)()


def _about() -> None:
    """A city's health service in a person's pocket."""
