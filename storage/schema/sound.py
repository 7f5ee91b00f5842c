"""What is listened to: questions read aloud, and answers spoken by parents. None of it can name a person."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    LargeBinary,
    SmallInteger,
    String,
    Table,
)
from sqlalchemy import UniqueConstraint as Unique

from storage.instants import Instant
from storage.schema import metadata

# A question read aloud. It belongs to the very words it reads (digest of them and of their language): words that change
# have no clip any more, whatever questionnaire they stand in. synthetic: a machine reads, and nobody has listened yet.
clip = Table(
    "clip",
    metadata,
    Column("words", LargeBinary(16), primary_key=True),
    Column("seconds", SmallInteger, nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# What a channel calls a clip that it has carried once. account: the channel, and who we are there.
clip_handle = Table(
    "clip_handle",
    metadata,
    Column("words", ForeignKey("clip.words", ondelete="CASCADE"), primary_key=True),
    Column("account", String(64), primary_key=True),
    Column("handle", String(200), nullable=False),
)

# An answer that was spoken and is not written down yet: sealed, None while the channel still has it. The id is random.
voice = Table(
    "voice",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), nullable=False),
    Column("item", SmallInteger, nullable=False),
    Column("seconds", SmallInteger, nullable=False),
    Column("media", String(16), nullable=False, default=""),
    Column("spoken_on", Date, nullable=False),
    Column("sealed", LargeBinary),
    Unique("interview_id", "item"),
)

# What is to be fetched from a channel: gone as soon as it is here, or lost.
fetching = Table(
    "fetching",
    metadata,
    Column("voice_id", ForeignKey("voice.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("handle", LargeBinary, nullable=False),
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("due_at", Instant, nullable=False, index=True),
)
