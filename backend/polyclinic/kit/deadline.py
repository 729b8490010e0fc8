"""A time limit for one piece of work: the database stops first, then everything else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pymongo
from pymongo.errors import PyMongoError

from polyclinic.kit.errors import DomainError

_DATABASE_SHARE = 0.9


class TookTooLongError(DomainError):
    """The work was stopped at its time limit; whether a write got through is not known, so the same key is sent again."""

    code = "TIMEOUT"

    def __init__(self) -> None:
        super().__init__("This took too long. Please try again.")


@asynccontextmanager
async def deadline(seconds: float) -> AsyncIterator[None]:
    """Allow the work `seconds`; the database gets a little less, so that it can say so itself. Raises TookTooLongError."""
    try:
        async with asyncio.timeout(seconds) as limit:
            with pymongo.timeout(seconds * _DATABASE_SHARE):
                yield
    except TimeoutError:
        if limit.expired():
            raise TookTooLongError from None
        raise


def is_timeout(error: BaseException) -> bool:
    """Say whether a fault is only a time limit of the database or of the machine."""
    return isinstance(error, TimeoutError) or (isinstance(error, PyMongoError) and error.timeout)
