"""The settings as two pages, from the class alone: `docs/settings.md` and `.env.example`.

`python -m polyclinic.main.settings_page` writes both; a test fails when they are stale.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from polyclinic.kit.settings import Settings

ROOT = Path(__file__).parents[3]
MARKDOWN = Path("docs/settings.md")
EXAMPLE = Path(".env.example")

_WRITTEN = "Written by `python -m polyclinic.main.settings_page` from `kit/settings.py`"
_WORDS = {
    bool: "true or false",
    int: "whole number",
    float: "number",
    Path: "path",
    SecretStr: "text, secret",
    str: "text",
}


def markdown(settings: type[Settings] = Settings) -> str:
    """Return the page that lists every setting: its name, what it is, its default and what it means."""
    rows = [
        f"| `{_name(settings, key)}` | {_kind(field)} | {_shown(field)} | {_one_line(field)} |"
        for key, field in settings.model_fields.items()
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            f"Read from the environment, then from `.env` in the working directory. {_WRITTEN}: do not edit it by hand.",
            "",
            "| setting | value | default | what it is |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def example(settings: type[Settings] = Settings) -> str:
    """Return a file for `.env` in which every setting stands with its default, commented out."""
    lines = [f"# {_WRITTEN}.", "# Copy it to .env and take the # from what you change.", ""]
    for key, field in settings.model_fields.items():
        lines += [f"# {_one_line(field)} ({_kind(field)})", f"# {_name(settings, key)}={_default(field)}", ""]
    return "\n".join(lines)


def write(root: Path = ROOT) -> None:
    """Write both pages."""
    (root / MARKDOWN).parent.mkdir(exist_ok=True)
    (root / MARKDOWN).write_text(markdown(), "utf8")
    (root / EXAMPLE).write_text(example(), "utf8")


def _name(settings: type[Settings], key: str) -> str:
    return f"{settings.model_config['env_prefix']}{key}".upper()


def _one_line(field: FieldInfo) -> str:
    if not field.description:
        raise ValueError("A setting without a description cannot be documented.")
    return re.sub(r"\s+", " ", field.description).replace("|", "\\|")


def _kind(field: FieldInfo) -> str:
    if get_origin(field.annotation) is tuple:
        return "JSON list of text"
    kind = next(_kinds(field.annotation))
    if issubclass(kind, StrEnum):
        return " or ".join(f"`{member.value}`" for member in kind)
    return _WORDS[kind] + _bounds(field)


def _kinds(annotation: object) -> Iterator[type]:
    parts = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    return (part for part in parts if isinstance(part, type) and part is not type(None))


def _bounds(field: FieldInfo) -> str:
    told = {side: getattr(bound, side) for bound in field.metadata for side in ("ge", "le") if hasattr(bound, side)}
    return f", {told['ge']} to {told['le']}" if told.keys() == {"ge", "le"} else ""


def _default(field: FieldInfo) -> str:
    if field.default is None or field.default == ():
        return ""
    if isinstance(field.default, bool):
        return str(field.default).lower()
    return str(field.default)


def _shown(field: FieldInfo) -> str:
    return f"`{_default(field)}`" if _default(field) else "empty"


if __name__ == "__main__":
    write()
