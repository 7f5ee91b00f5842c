"""Open a database at the version this software writes, or say in one word why it cannot be used."""

from enum import Enum

from sqlalchemy.exc import DBAPIError, OperationalError

from storage import migrations
from storage.transaction import BadDatabaseUrl, Database

_NO_RIGHT = "42501"  # PostgreSQL's code when the role may not do something


class Trouble(Enum):
    ADDRESS = "address"  # cannot be read as the address of a database
    CLOSED = "closed"  # unreachable, refused, or not a database
    NO_RIGHT = "no_right"  # may not create tables there
    NEWER = "newer"  # written by a later version of this software


class UnusableDatabase(Exception):
    """What is wrong with a database, `trouble`."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def open_database(url: str) -> Database:
    """A migrated database, open. UnusableDatabase when the operator has something to mend; a bug stays loud."""
    try:
        database = Database(url)
    except BadDatabaseUrl as error:
        raise UnusableDatabase(Trouble.ADDRESS) from error
    try:
        _reach(database)
        _migrate(database)
    except UnusableDatabase:
        database.close()
        raise
    return database


def _reach(database: Database) -> None:
    try:
        with database.engine.connect():
            pass
    except DBAPIError as error:
        raise UnusableDatabase(Trouble.CLOSED) from error


def _migrate(database: Database) -> None:
    try:
        migrations.upgrade(database.engine)
    except OperationalError as error:
        raise UnusableDatabase(Trouble.CLOSED) from error
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _NO_RIGHT:
            raise UnusableDatabase(Trouble.NO_RIGHT) from error
        raise
    except migrations.UnknownRevision as error:
        raise UnusableDatabase(Trouble.NEWER) from error
