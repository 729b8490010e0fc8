"""The Typer application: names of the commands and what `--help` says of them."""

import typer

from polyclinic.main.commands.backup import backup
from polyclinic.main.commands.bench import bench
from polyclinic.main.commands.demo import demo
from polyclinic.main.commands.doctor import doctor
from polyclinic.main.commands.export_fhir import export_fhir
from polyclinic.main.commands.import_fhir import import_fhir
from polyclinic.main.commands.make_keys import make_keys
from polyclinic.main.commands.migrate import migrate
from polyclinic.main.commands.restore import restore
from polyclinic.main.commands.sdl import sdl
from polyclinic.main.commands.seed import seed
from polyclinic.main.commands.serve import serve
from polyclinic.main.commands.worker import worker

application = typer.Typer(
    name="polyclinic",
    help="A city's health service in a person's pocket.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)

for command in (demo, serve, worker, import_fhir, export_fhir, seed, migrate, make_keys, doctor, backup, restore, sdl, bench):
    application.command(command.__name__.replace("_", "-"))(command)
