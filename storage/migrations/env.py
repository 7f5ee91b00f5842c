"""Alembic's entry: the engine comes from `storage.migrations`, never from a file."""

from alembic import context
from sqlalchemy import Engine, text

from storage.schema import (
    crisis,
    fieldwork,
    identity,
    metadata,
    operations,
    participation,
    reaching,
    reference,
    results,
    sound,
)

# Importing them fills the metadata.
ROOMS = (crisis, fieldwork, identity, operations, participation, reaching, reference, results, sound)
_LOCK = 11_000_011  # names the advisory lock among this product's


def run(engine: Engine) -> None:
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
        context.run_migrations()


run(context.config.attributes["engine"])
