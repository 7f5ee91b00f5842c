"""A question read aloud to somebody who asks for it. The conversation stays where it is."""

from datetime import timedelta

from services import posting, wording
from services.context import Context, Transaction
from services.conversations import Talk
from services.interpret import Hear
from services.messages import Clip
from services.posting import Cause
from services.wording import aloud
from storage import posted

_JUST_NOW = timedelta(seconds=20)  # a second tap while the recording is on its way, or being listened to


def play(transaction: Transaction, context: Context, cause: Cause, talk: Talk, wanted: Hear) -> None:
    """Send the recording that reads an item, once however often the button is touched at a time."""
    name = aloud.key(talk.form, wanted.item, wanted.language)
    mark = f"listen:{wanted.item}"[:64]
    if name not in context.recordings.known or posted.is_recent(transaction, talk.id, mark, context.now() - _JUST_NOW):
        return
    clip = Clip(name.hex(), context.recordings.known[name])
    posting.play(transaction, context, cause, talk, wording.read_aloud(wanted.language, clip), mark)
