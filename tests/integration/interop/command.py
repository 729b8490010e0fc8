"""The command line as a process of its own, on the test's database."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any

from polyclinic.kit.settings import Settings


async def started(settings: Settings, *arguments: str | Path) -> Process:
    """Start `polyclinic ARGUMENTS`."""
    assert settings.mongodb_uri
    environment = {
        **os.environ,
        "POLYCLINIC_MONGODB_URI": settings.mongodb_uri.get_secret_value(),
        "POLYCLINIC_DATABASE": settings.database,
        "POLYCLINIC_DATA_DIR": str(settings.data_dir),
    }
    command = [sys.executable, "-m", "polyclinic", *map(str, arguments)]
    return await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE, stderr=PIPE)


async def finished(process: Process) -> tuple[int, bytes, bytes]:
    """Wait for it; return exit code, output and errors."""
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out, err


async def reported(process: Process) -> dict[str, Any]:
    """Wait for `import-fhir --json` and return its report."""
    _, out, err = await finished(process)
    assert out, err.decode()
    found: dict[str, Any] = json.loads(out)
    return found
