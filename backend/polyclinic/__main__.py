"""`python -m polyclinic` is the command line."""

from polyclinic.main.cli import run

run()
