"""`polyclinic doctor`: what is wrong on this machine and what to do."""

import os
from typing import Annotated

import orjson
import typer

from polyclinic.main.doctor.examine import examine, worst
from polyclinic.main.doctor.finding import Finding, State

COLOURS = {State.OK: "green", State.WARN: "yellow", State.WRONG: "red"}


def doctor(json_output: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Say what is wrong on this machine and what to do. Ends with 1 when something is wrong."""
    findings = examine(os.environ)
    state = worst(findings)
    if json_output:
        typer.echo(orjson.dumps({"state": state, "checks": findings}, option=orjson.OPT_INDENT_2))
    else:
        for finding in findings:
            _show(finding)
    raise typer.Exit(1 if state is State.WRONG else 0)


def _show(finding: Finding) -> None:
    state = typer.style(f"{finding.state.value:6}", fg=COLOURS[finding.state])
    typer.echo(f"{state} {finding.name:17} {finding.found}")
    if finding.remedy:
        typer.echo(f"{'':25}{finding.remedy}")
