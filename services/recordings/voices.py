"""Answers that are spoken: taken at once, fetched from the channel in the work, sealed, and kept until a person has
written them down (`services.recordings.transcribing`)."""

from dataclasses import dataclass
from datetime import timedelta

from services import bursts, conversations, posting, wording
from services.channels import HANDLE_GONE, Fetched, InboundMessage, Rejected, RetryAfter, Spoke, Wrote
from services.context import Context, Transaction
from services.conversations import Talk
from services.messages import Message
from services.posting import Cause
from services.recordings import sound
from storage import contacts, respondents, voices
from storage.voices import Fetching, Voice
from surveys import inputs
from surveys.answers import Spoken
from surveys.effects import Effect, Record
from surveys.items import takes_voice
from surveys.limits import VOICE_MINUTES

Wanted = Fetching
MOST_SECONDS = 60 * VOICE_MINUTES
MOST_BYTES = 5 * 2**20
LEASE = timedelta(minutes=1)  # longer than a try may last
_PAUSE = 5.0  # seconds before the second try; then twice as long each time
_LONGEST_PAUSE = 600.0
_MOST_DOUBTS = 3  # tries of what the channel does not know: it says the same of what it cannot reach at the moment
_MOST_TRIES = 20  # two hours and a half; who spoke should not hear of it next day


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a recording. refusal: why it was not taken; then nothing has changed."""

    talk: Talk
    effects: tuple[Effect, ...] = ()
    refusal: Message | None = None


def spoke(transaction: Transaction, context: Context, cause: Cause, talk: Talk, what: Spoke) -> None:
    """A recording on a channel that is written to. One that came too soon answers nothing."""
    said_at = cause.message.said_at
    if said_at is not None and bursts.crosses(transaction, talk, said_at):
        bursts.answer(transaction, context, cause, talk)
        return
    said = take(transaction, context, talk, what)
    if said.refusal is not None:
        posting.say(transaction, context, cause, said.refusal)
    else:
        posting.carry_out(transaction, context, cause, said.talk, said.effects)


def take(transaction: Transaction, context: Context, talk: Talk, what: Spoke) -> Said:
    """A recording as the answer to the open question; its size and length are looked at before anything is fetched."""
    refusal = _refusal(talk, what)
    if refusal is not None:
        return Said(talk, refusal=refusal)
    after, effects = conversations.step(transaction, context, talk, inputs.Spoke())
    for effect in effects:
        if isinstance(effect, Record) and effect.answer == Spoken():
            _keep(transaction, context, talk, effect.item, what)
    return Said(after, effects)


def _refusal(talk: Talk, what: Spoke) -> Message | None:
    """Why a recording cannot be taken where one would be."""
    interview = talk.interview
    asks = interview.position is not None and takes_voice(talk.form.item(interview.position))
    if not talk.is_open or not asks or interview.paused:
        return None  # the conversation knows what to say
    lasts = what.seconds or (sound.seconds(what.recording) or 0.0 if what.recording else 0.0)
    if lasts >= MOST_SECONDS + 1 or max(what.size, len(what.recording)) > MOST_BYTES:
        return wording.voice_too_long(interview.language)
    if what.recording and not sound.media(what.recording):
        return wording.voice_unreadable(interview.language)
    return None


def _keep(transaction: Transaction, context: Context, talk: Talk, item: str, what: Spoke) -> None:
    """Seal what came along; else it is fetched as soon as this transaction is durable."""
    voice = Voice(context.whole(), talk.id, talk.form.place(item), what.seconds, "", context.now().date())
    voices.begin(transaction, voice)
    nonce = context.chance(12)
    if what.recording:
        _seal(transaction, context, voice.id, what.recording, what.seconds)
    else:
        voices.expect(transaction, context.vault, nonce, voice.id, talk.mode, what.handle, context.now())


def _seal(transaction: Transaction, context: Context, voice_id: int, recording: bytes, told: int) -> None:
    lasts = min(round(sound.seconds(recording) or told), MOST_SECONDS)
    media = sound.media(recording)
    voices.keep(transaction, context.vault, context.chance(12), voice_id, recording, media, lasts)


# --- fetching --------------------------------------------------------------------------------------------------------
def is_due(transaction: Transaction, context: Context) -> bool:
    """Whether anything is to be fetched now."""
    return voices.is_due(transaction, context.now())


def lease(transaction: Transaction, context: Context, channels: tuple[str, ...], most: int) -> list[Wanted]:
    """Take recordings that are to be fetched now; who takes them has a minute."""
    now = context.now()
    return voices.lease(transaction, context.vault, channels, now, now + LEASE, most)


def settle(transaction: Transaction, context: Context, what: Wanted, outcome: Fetched | RetryAfter | Rejected) -> None:
    """Keep what was fetched; try again later; or tell the parent that it is lost, with the way to answer again."""
    voice = voices.get(transaction, what.voice_id)
    if voice is None:
        return  # the parent has changed or erased the answer meanwhile
    match outcome:
        case Fetched(recording) if sound.media(recording) and len(recording) <= MOST_BYTES:
            _seal(transaction, context, voice.id, recording, voice.seconds)
        case RetryAfter(seconds) if what.attempts < _MOST_TRIES:
            _again(transaction, context, what, seconds)
        case Rejected(reason) if reason == HANDLE_GONE and what.attempts < _MOST_DOUBTS:
            _again(transaction, context, what, 0.0)
        case _:
            voices.drop(transaction, voice.id)
            _apologise(transaction, context, voice)


def _again(transaction: Transaction, context: Context, what: Wanted, seconds: float) -> None:
    wait = max(seconds, min(_PAUSE * 2.0 ** (what.attempts - 1), _LONGEST_PAUSE))
    voices.again(transaction, what.voice_id, context.now() + timedelta(seconds=wait))


def _apologise(transaction: Transaction, context: Context, voice: Voice) -> None:
    """Tell whoever spoke, as long as it is known who that is."""
    whose = respondents.of_interview(transaction, voice.interview_id)
    contact = contacts.get(transaction, whose.contact_id) if whose else None
    if contact is None or contact.unreachable:
        return
    talk = conversations.load(transaction, context, contact.id, contact.channel, voice.interview_id)
    if talk is None or not talk.campaign_open:
        return
    cause = Cause(f"lost{voice.id}", InboundMessage(contact.channel, "", Wrote("")), contact.id)
    scene = posting.setting(context, talk)
    posting.say(transaction, context, cause, wording.voice_lost(scene, talk.form.items[voice.item]))
