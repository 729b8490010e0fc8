"""Which event becomes which message: one pure table. An event that tells nobody anything is listed too, as SILENT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from polyclinic.inbox.model import Channel


class Audience(StrEnum):
    """Whom a message is for."""

    CHALLENGE = "challenge"  # the phone that asked for a code; it may have no account yet
    ACTOR = "actor"  # the account that did it


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRule:
    """How an event is told. `solicited`: somebody is holding the phone and waits for exactly this message."""

    kind: str
    audience: Audience
    channel: Channel
    solicited: bool = False


SILENT: Final = None

RULES: Final[Mapping[str, MessageRule | None]] = MappingProxyType(
    {
        "people.code_requested": MessageRule(
            kind="sign_in_code", audience=Audience.CHALLENGE, channel=Channel.SMS, solicited=True
        ),
        "people.record_claimed": MessageRule(kind="record_claimed", audience=Audience.ACTOR, channel=Channel.SMS),
        "people.signed_in": SILENT,
        "people.signed_out": SILENT,
        "records.imported": SILENT,
    }
)

EVENT_TYPES: Final = frozenset(RULES)
KINDS: Final = frozenset(rule.kind for rule in RULES.values() if rule is not None)


def is_dead(own_records: Sequence[bool]) -> bool:
    """Say whether an account's owner is recorded as dead: it has records of its own, and each says so.

    One living record of its own is enough to be alive: a widow may hold her husband's record beside hers.
    """
    return bool(own_records) and all(own_records)


def why_not(rule: MessageRule, *, own_records: Sequence[bool], about_dead: bool) -> str | None:
    """Return the reason to send nothing to or about a person recorded as dead, or None.

    A solicited message is exempt: it answers whoever holds the phone, and a wrong death record must not lock the living out.
    """
    if rule.solicited:
        return None
    if is_dead(own_records):
        return "recipient-deceased"
    return "patient-deceased" if about_dead else None
