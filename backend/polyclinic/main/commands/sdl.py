"""`polyclinic sdl`: the schema's text."""

from pathlib import Path
from typing import Annotated

import typer

from polyclinic_schema.schema import sdl as text_of


def sdl(out: Annotated[Path | None, typer.Option(help="Write it to this file instead of printing it.")] = None) -> None:
    """Print the GraphQL schema, as `schema/schema.graphql` holds it."""
    if out is None:
        typer.echo(text_of(), nl=False)
    else:
        out.write_text(text_of(), "utf8")
