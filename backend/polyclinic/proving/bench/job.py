"""What the driver is told and what it answers: one JSON line each way."""

from typing import Any

import msgspec


class Question(msgspec.Struct, frozen=True):
    """One request: its JSON body, its bearer token, and the `data` that is the right answer (None: any answer without errors)."""

    body: dict[str, Any]
    token: str
    expected: dict[str, Any] | None = None


class Target(msgspec.Struct, frozen=True):
    """A server to be driven: where it answers, what it is asked, and whose CPU time counts."""

    name: str
    port: int
    questions: list[Question]
    server: list[int] = []
    database: list[int] = []


class Learn(msgspec.Struct, frozen=True, tag="learn"):
    """Ask every question of a target once, check the meaning of each answer, and keep its bytes as the reference."""

    target: Target
    concurrency: int = 8


class Drive(msgspec.Struct, frozen=True, tag="drive"):
    """Ask a learnt target random questions on `concurrency` connections: warm up, then measure."""

    name: str
    concurrency: int
    seconds: float
    warm_up: float = 0.5
    seed: int = 1


class Learnt(msgspec.Struct, frozen=True, tag="learnt"):
    """How many answers were right, how many were not, the first complaint, and the mean size of a body in bytes."""

    right: int
    wrong: int
    complaint: str | None
    mean_bytes: int


class Cell(msgspec.Struct, frozen=True, tag="cell"):
    """One measured cell. `others` is the share of the machine that nobody of ours used; CPU is per right answer, ms."""

    answers: int
    errors: int
    complaint: str | None
    seconds: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    server_cpu_ms: float | None
    database_cpu_ms: float | None
    rss_mb: float | None
    others: float

    @property
    def rps(self) -> float:
        """Right answers per second."""
        return self.answers / self.seconds


Order = Learn | Drive
Report = Learnt | Cell
