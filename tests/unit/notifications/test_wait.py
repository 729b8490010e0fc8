"""How long a deed waits for its next try."""

from datetime import timedelta

from polyclinic_notifications.lease import LEASE, MOST_TRIES, wait_after
from polyclinic_notifications.send import PROVIDER_TIMEOUT_S


def test_waits_double_up_to_fifteen_minutes() -> None:
    assert [wait_after(tries).total_seconds() for tries in range(1, MOST_TRIES)] == [
        1,
        2,
        4,
        8,
        16,
        32,
        64,
        128,
        256,
        512,
        900,
    ]


def test_a_provider_has_less_time_than_the_lease() -> None:
    assert 2 * timedelta(seconds=PROVIDER_TIMEOUT_S) < LEASE
