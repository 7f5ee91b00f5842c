"""What the city says of itself: places people name, and the district of each. Nothing of any parent."""

from sqlalchemy import Column, Date, Integer, String, Table

from storage.schema import metadata

place = Table(
    "place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(120), nullable=False),
    Column("aliases", String, nullable=False, default="[]"),  # other names, as a JSON list
    Column("district", String(64), nullable=False),  # slug
    Column("kind", String(40), nullable=False),  # "école", "crèche" ... in the city's words
    Column("source", String(200), nullable=False),  # where the line comes from
    Column("known_on", Date, nullable=False),  # the day it was true
)
