"""References between resources (hl7.org/fhir/R4/references.html): what they name, before anybody looks it up."""

import re
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

from polyclinic.interop.mapping.registry import MAPPERS

_FOUND = re.compile(rb'"reference"\s*:\s*"((?:[^"\\]|\\.){0,2000})"')
_LITERAL = re.compile(
    r"^(?:(?P<base>https?://.+)/)?(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9\-.]{1,64})(?:/_history/[^/]+)?$"
)
_CONDITIONAL = re.compile(r"^(?P<type>[A-Z][A-Za-z]+)\?identifier=(?P<token>[^&]+)$")


class Named(NamedTuple):
    """What a reference names: a resource by type and id (of a server, `base`), or by type and identifier."""

    type: str
    id: str | None = None
    identifier: str | None = None
    base: str | None = None

    @property
    def is_supported(self) -> bool:
        """Say whether we keep resources of this type."""
        return self.type in MAPPERS


def references_in(content: bytes) -> list[str]:
    """Return every reference in a resource, in its order."""
    return [_text(found) for found in _FOUND.findall(content)]


def parse(reference: str) -> Named | None:
    """Return what a relative, absolute or conditional reference names; None for every other kind (`urn:`, `#`)."""
    if found := _LITERAL.match(reference):
        return Named(found["type"], id=found["id"], base=found["base"])
    if found := _CONDITIONAL.match(reference):
        return Named(found["type"], identifier=unquote(found["token"]))
    return None


def base_of(full_url: str | None) -> str | None:
    """Return the server of an absolute fullUrl: `https://h.example/fhir` of `https://h.example/fhir/Patient/1`."""
    found = _LITERAL.match(full_url) if full_url else None
    return found["base"] if found else None


def path_of(content: bytes, reference: str) -> str:
    """Return where a reference stands in a resource, for the report: `$.subject.reference`."""
    return _search(msgspec.json.decode(content), reference, "$") or "$"


def _search(node: object, reference: str, path: str) -> str | None:
    if isinstance(node, dict):
        if node.get("reference") == reference:
            return f"{path}.reference"
        steps = [(f"{path}.{name}", child) for name, child in node.items()]
    elif isinstance(node, list):
        steps = [(f"{path}[{index}]", child) for index, child in enumerate(node)]
    else:
        return None
    return next((found for where, child in steps if (found := _search(child, reference, where))), None)


def _text(raw: bytes) -> str:
    if b"\\" in raw:
        return str(msgspec.json.decode(b'"' + raw + b'"'))
    return raw.decode()
