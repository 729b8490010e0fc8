"""Structured logs: JSON lines with ids, types and paths. What a person wrote never gets in."""

import logging
import sys
from typing import cast

import structlog


def configure(*, level: str = "INFO", console: bool = False) -> None:
    """Send every log line to stderr, as JSON or (for a terminal) as coloured text."""
    renderer = structlog.dev.ConsoleRenderer() if console else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s")


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return a logger that names the room it speaks for."""
    return cast("structlog.stdlib.BoundLogger", structlog.get_logger(room=name))
