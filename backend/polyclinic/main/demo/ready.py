"""What the demo tells: a file for programs, a page in the terminal for people."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the demo was asked for. `port` None keeps the one of the last run."""

    port: int | None
    ready_file: Path | None
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What runs now."""

    url: str
    mongodb_uri: str
    accounts: Sequence[Mapping[str, Any]]
    messages: Path


def write(ready_file: Path, running: Running) -> None:
    """Write the file whole or not at all: whoever waits for it must never read half."""
    content = {
        "url": running.url,
        "graphql": f"{running.url}/graphql",
        "mongodb_uri": running.mongodb_uri,
        "accounts": list(running.accounts),
        "messages": str(running.messages),
    }
    ready_file.parent.mkdir(parents=True, exist_ok=True)
    draft = ready_file.with_name(f".{ready_file.name}.{os.getpid()}")
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf8")
    draft.replace(ready_file)


def show(console: Console, running: Running) -> None:
    """Print the address and the people to sign in as."""
    table = Table(
        "Phone", "Name", "Role", "Language", title="Invented people: sign in with a phone, the code appears below"
    )
    for account in running.accounts:
        table.add_row(account["phone"], account["name"], account["role"], account["locale"])
    console.print(table)
    console.print(f"\nPolyclinic is open at [bold]{running.url}[/bold]   (Ctrl-C ends everything)")
    console.print("No real person is in it, and nothing in it is medical advice.\n")


def show_message(console: Console, message: dict[str, Any]) -> None:
    """Print one message that the demo 'sent'."""
    console.print(f"[dim]{message['channel']} to {message['to']}:[/dim] {message['text']}", highlight=False)
