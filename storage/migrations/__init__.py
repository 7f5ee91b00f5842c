"""Bring a database to the version this software writes, by Alembic, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine


def _config(engine: Engine) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Apply what is missing. Two processes starting at once: the second waits, then finds nothing to do."""
    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    command.downgrade(_config(engine), revision)


def pending_changes(engine: Engine) -> None:
    """Raises when the schema in code and the migrations differ."""
    command.check(_config(engine))
