"""What can happen to people, in the past tense. Each type has a rule or is listed as silent in polyclinic_notifications.rules."""

from typing import Final

CODE_REQUESTED: Final = "people.code_requested"
SIGNED_IN: Final = "people.signed_in"
SIGNED_OUT: Final = "people.signed_out"
RECORD_CLAIMED: Final = "people.record_claimed"

TYPES: Final = frozenset({CODE_REQUESTED, SIGNED_IN, SIGNED_OUT, RECORD_CLAIMED})
