"""Bring a database to the version this software writes, by Alembic, in one transaction.

Alembic is imported only when there is something to do: it weighs 9 MB for as long as the process lives.
"""

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(__file__).parent
_CURRENT = text("SELECT version_num FROM alembic_version")


class UnknownRevision(Exception):
    """The database was written by software that knows more than this one."""


def _config(engine: Engine) -> "Config":
    from alembic.config import Config

    config = Config(stdout=StringIO())  # what it has to print is nobody's news
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["engine"] = engine
    return config


def newest() -> str:
    """The revision this software writes; the files are named after theirs."""
    return max(path.name.partition("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*.py"))


def current(engine: Engine) -> str | None:
    """The revision of a database, None for an empty one."""
    with engine.execution_options(read_only=True).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.execute(_CURRENT).scalar()
        return revision


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Apply what is missing. Two processes starting at once: the second waits, then finds nothing to do.

    UnknownRevision when the database is not one of ours, or of a later version.
    """
    if revision == "head" and current(engine) == newest():
        return
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(_config(engine), revision)
    except CommandError as error:
        raise UnknownRevision from error


def downgrade(engine: Engine, revision: str = "base") -> None:
    from alembic import command

    command.downgrade(_config(engine), revision)


def pending_changes(engine: Engine) -> None:
    """Raises when the schema in code and the migrations differ."""
    from alembic import command

    command.check(_config(engine))
