"""The migrations, one after the other, lead to the tables that the code works with."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.schema import metadata
from storage.transaction import Database


def test_migrations_lead_to_the_schema(database: Database) -> None:
    with database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert found == []
