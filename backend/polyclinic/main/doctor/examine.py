"""Look at everything, in the order in which one thing needs the other."""

from collections.abc import Mapping

from polyclinic.main.doctor import app, database, machine, settings, time_zones
from polyclinic.main.doctor.finding import Finding, State


def examine(environ: Mapping[str, str]) -> list[Finding]:
    """Return every finding; what hangs on settings that cannot be read is left out."""
    read, refused = settings.read()
    found = [*refused, *settings.unknown(environ)]
    if read is None:
        return [*found, *time_zones.look()]
    source = database.source_of(read)
    return [
        *machine.look(read.data_dir, embedded=source is not None and source.uri is None),
        *time_zones.look(),
        *found,
        *settings.judge(read),
        *database.look(read, source),
        *app.look(read),
    ]


def worst(findings: list[Finding]) -> State:
    """Return the worst state of all."""
    return max((finding.state for finding in findings), key=list(State).index, default=State.OK)
