"""Which event becomes which message, and that the dead are left in peace."""

import pytest

from polyclinic.inbox.model import Channel
from polyclinic_notifications.rules import RULES, SILENT, Audience, MessageRule, is_dead, why_not

CODE = MessageRule(kind="sign_in_code", audience=Audience.CHALLENGE, channel=Channel.SMS, solicited=True)
CLAIMED = MessageRule(kind="record_claimed", audience=Audience.ACTOR, channel=Channel.SMS)


def test_the_table() -> None:
    assert dict(RULES) == {
        "people.code_requested": CODE,
        "people.record_claimed": CLAIMED,
        "people.signed_in": SILENT,
        "people.signed_out": SILENT,
        "records.imported": SILENT,
    }


@pytest.mark.parametrize(
    ("own", "dead"), [([], False), ([False], False), ([True], True), ([True, True], True), ([True, False], False)]
)
def test_who_is_dead(own: list[bool], dead: bool) -> None:
    assert is_dead(own) is dead


@pytest.mark.parametrize(
    ("rule", "own", "about_dead", "reason"),
    [
        (CLAIMED, [False], False, None),
        (CLAIMED, [], False, None),
        (CLAIMED, [True], True, "recipient-deceased"),
        (CLAIMED, [True], False, "recipient-deceased"),
        (CLAIMED, [False, True], True, "patient-deceased"),
        (CODE, [True], True, None),
    ],
)
def test_nothing_to_or_about_the_dead(rule: MessageRule, own: list[bool], about_dead: bool, reason: str | None) -> None:
    assert why_not(rule, own_records=own, about_dead=about_dead) == reason
