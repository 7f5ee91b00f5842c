"""Structured logs that carry neither token, nor address, nor a parent's words.

Of an exception they tell its kind and where it was raised. What it says is left out: it may quote what it could not
read, or the values of an SQL statement.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog

_TOKEN = re.compile(r"\d{5,}:[\w-]{30,}")
_QUIET = ("httpx", "httpcore", "telegram", "aiohttp", "apscheduler", "alembic", "uvicorn.access")
_FORBIDDEN = frozenset({"text", "address", "token", "payload", "username", "first_name", "chat_id"})


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop fields that may never be logged, and whatever looks like a bot token anywhere else."""
    return {
        key: _TOKEN.sub("<token>", value) if isinstance(value, str) else value
        for key, value in event.items()
        if key not in _FORBIDDEN
    }


def places(error: BaseException | None) -> str:
    """The traceback of an exception and of those behind it, without what they say."""
    told = []
    while error is not None:
        told.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\n".join(reversed(told))


class _Lines(logging.Formatter):
    """What libraries tell, in the form of what we tell: one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        try:
            said = record.getMessage()
        except Exception:  # a library's mistake; nothing of ours ends by it
            said = "a record that cannot be written"
        told = {
            "event": _TOKEN.sub("<token>", said),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        if record.exc_info and record.exc_info[1]:
            told["exception"] = places(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def _last_words(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A process that ends by a bug is loud, and discreet."""
    logging.getLogger("voix").critical("ended by a bug", exc_info=error)


def configure(level: str = "INFO") -> None:
    """JSON lines on standard error; libraries only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.raiseExceptions = False  # else a record that cannot be written is shown as it is
    sys.excepthook = _last_words
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            redact,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
