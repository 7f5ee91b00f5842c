"""Structured logs that carry neither token, nor address, nor a parent's words."""

import logging
import re
import sys
from collections.abc import MutableMapping
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


class _Redacting(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _TOKEN.sub("<token>", record.getMessage()), ()
        return True


def configure(level: str = "INFO") -> None:
    """JSON lines on standard error; libraries only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Redacting())
    logging.basicConfig(level=level, handlers=[handler], format="%(levelname)s %(name)s %(message)s", force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            redact,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
