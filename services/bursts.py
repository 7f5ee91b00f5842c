"""Texts that cannot be replies to what we said last: several sent in a row, or all those of an outage at once.

None of them spills into the next question. Together they get one answer, when there is silence.
"""

from datetime import datetime, timedelta

from services import conversations, posting, wording
from services.context import Context, Transaction
from services.conversations import Talk
from services.posting import Cause
from storage import posted
from surveys.effects import Ask, Tell
from surveys.inputs import Replied

READING = timedelta(seconds=1)  # nobody reads a question and writes an answer in less
QUIET = timedelta(seconds=3)


def crosses(transaction: Transaction, talk: Talk, said_at: datetime) -> bool:
    """Whether a text was written before the open question could be read."""
    asked = posted.prompt(transaction, talk.id, talk.interview.position or "")
    return asked is not None and (asked.left_at is None or said_at < asked.left_at + READING)


def is_hasty(transaction: Transaction, contact_id: int, said_at: datetime) -> bool:
    """Whether a text came right after our last word to this person."""
    replied = posted.last_reply(transaction, contact_id)
    return replied is not None and said_at < replied + QUIET


def take(
    transaction: Transaction, context: Context, cause: Cause, talk: Talk, given: Replied, said_at: datetime
) -> None:
    """A text that came too soon answers nothing, and what cannot be read is not said of each text of a row of them."""
    if crosses(transaction, talk, said_at):
        answer(transaction, context, cause, talk)
        return
    after, effects = conversations.step(transaction, context, talk, given)
    unread = after.interview.position == talk.interview.position and all(
        isinstance(each, Tell | Ask) for each in effects
    )
    if unread and is_hasty(transaction, cause.contact_id, said_at):
        answer(transaction, context, cause, after)
    else:
        posting.carry_out(transaction, context, cause, after, effects)


def answer(transaction: Transaction, context: Context, cause: Cause, talk: Talk) -> None:
    """Say once that several messages came at once, a little later, unless the conversation moves until then."""
    if not posted.is_delayed(transaction, cause.contact_id, context.now()):
        later = Cause(cause.name, cause.message, cause.contact_id, later=QUIET)
        posting.carry_out(transaction, context, later, talk, (), (wording.crossed(talk.interview.language),))
