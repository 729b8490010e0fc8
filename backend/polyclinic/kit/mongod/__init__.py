"""Where the database server comes from and how the embedded one lives; what is asked of it lives in the rooms, never here."""

from polyclinic.kit.mongod.errors import DatabaseUnavailableError
from polyclinic.kit.mongod.find import Origin, Source, find_binary, find_source
from polyclinic.kit.mongod.launch import Server, running, start

__all__ = [
    "DatabaseUnavailableError",
    "Origin",
    "Server",
    "Source",
    "find_binary",
    "find_source",
    "running",
    "start",
]
