"""`polyclinic seed`: the invented city, for development and demonstrations."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from polyclinic.kit.settings import Settings
from polyclinic.main.open import open_house
from polyclinic.main.run import run, settings_from_environment
from polyclinic.proving.city.town import Size
from polyclinic.proving.seed import seed as invite
from polyclinic.proving.seed_report import SeedReport


def seed(
    size: Annotated[Size, typer.Option(help="small: two families. city: five. large: a hundred.")] = Size.CITY,
    number: Annotated[int, typer.Option("--seed", help="The same number always gives the same city.")] = 7,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Invite an invented city: clinics, families, two years of records, visits to come. A second run changes nothing."""
    run(
        lambda settings, _: _seed(settings, size=size, number=number, as_json=as_json),
        settings_from_environment(),
    )


async def _seed(settings: Settings, *, size: Size, number: int, as_json: bool) -> int:
    console = Console(stderr=True)
    async with open_house(settings) as house:
        with console.status("Inviting the city") as status:
            report = await invite(
                house.database, keys=house.keys, settings=house.settings, size=size, seed=number, progress=status.update
            )
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _show(report)
    return 0


def _show(report: SeedReport) -> None:
    table = Table("Phone", "Name", "Role", "Language", title="Invented people to sign in as")
    for account in report.accounts:
        table.add_row(account["phone"], account["name"], account["role"], account["locale"])
    console = Console()
    console.print(table)
    done = f"{report.imported} resources written" if report.is_changed else "nothing had to change"
    console.print(f"{report.patients} patients, {report.resources} resources; {done} in {report.seconds:.1f} s.")
