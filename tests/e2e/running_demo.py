"""Start `polyclinic demo` as a person would, and read what it sends."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from polyclinic.kit import clock

START_S = 120.0


@dataclass
class Demo:
    """A running demo: its process, and what its ready file says."""

    process: subprocess.Popen[bytes]
    data_dir: Path
    told: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.told["url"])

    def account(self, locale: str, role: str | None = None) -> dict[str, str]:
        """The first invented person who reads this language."""
        return next(one for one in self.told["accounts"] if one["locale"] == locale and role in (None, one["role"]))

    def messages(self) -> list[dict[str, Any]]:
        lines = Path(self.told["messages"]).read_text("utf8").splitlines()
        return [json.loads(line) for line in lines]

    def code_for(self, phone: str, *, after: int = 0) -> str:
        """The newest sign-in code sent to this phone, waiting up to thirty seconds for one beyond the first `after` messages."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            codes = [one["code"] for one in self.messages()[after:] if one["to"] == phone and one.get("code")]
            if codes:
                return str(codes[-1])
            time.sleep(0.05)
        raise AssertionError(f"no code was sent within 30 s; {len(self.messages())} messages in all")

    def wait_out_the_resend_limit(self) -> None:
        """The demo sends a phone one code in two seconds."""
        time.sleep(2 - clock.now().timestamp() % 2 + 0.05)

    def family(self) -> list[psutil.Process]:
        """The demo's processes: itself, its database, its worker."""
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def end(self) -> float:
        """Send SIGTERM and return the seconds until the process was gone."""
        started = time.monotonic()
        self.process.terminate()
        self.process.wait(15)
        return time.monotonic() - started


def start_demo(folder: Path, *arguments: str, port: str = "0") -> Demo:
    """Run the demo in `folder` and return when it says that it is ready."""
    ready = folder / "ready.json"
    command = [
        sys.executable,
        "-m",
        "polyclinic",
        "demo",
        "--data-dir",
        str(folder / "data"),
        "--ready-file",
        str(ready),
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("POLYCLINIC_")}
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            [*command, "--port", port, *arguments], stdout=said, stderr=said, env=environment, cwd=folder
        )
    until = time.monotonic() + START_S
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            raise AssertionError(
                "the demo did not start:\n" + (folder / "said.txt").read_text("utf8", "replace")[-3000:]
            )
        time.sleep(0.05)
    return Demo(process, folder / "data", json.loads(ready.read_text("utf8")))
