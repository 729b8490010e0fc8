"""What an operator is told when there is no database.

Exception
└── DatabaseUnavailableError     no server can be found or started; `sentence` says what to do
    └── PortTakenError           somebody took the port between our look and mongod's; another one is tried
"""


class DatabaseUnavailableError(Exception):
    """No database server can be found, started or used. `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class PortTakenError(DatabaseUnavailableError):
    """The chosen port was taken before mongod could listen on it."""
