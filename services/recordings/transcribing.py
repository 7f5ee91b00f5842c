"""Listening to parents: a queue for who may, a transcription by a person, and the recording forgotten.

Nothing of it is released: what is written down becomes the own words of the answer, sealed like typed ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.context import Context, Transaction
from services.errors import NotFound
from storage import answers, audit, interviews, voices
from storage.voices import Voice
from surveys.answers import Spoken, Written
from surveys.identifying import is_identifying

RECORDINGS_KEPT = timedelta(days=30)  # when nobody has listened by then; written down, a recording goes at once
LONGEST = 4000  # characters of a transcription: two minutes of a fast speaker are half of it
_MOST = 50  # on one page


class Dictation(Protocol):
    """Speech to text on this machine. It proposes; a person decides."""

    def draft(self, recording: bytes, language: str) -> str:
        """What seems to be said, "" when nothing can be told. language: BCP 47 tag of the conversation. Slow, and
        called outside any transaction."""
        ...


class Verdict(Enum):
    """What became of a transcription."""

    KEPT = "kept"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    IDENTIFYING = "identifying"  # it seems to name somebody: to be read again, and confirmed


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recording that somebody has to listen to. forgotten_on: the day it goes unheard. seconds: 0 when unknown."""

    id: int
    campaign: str
    question: str
    language: str
    seconds: int
    spoken_on: date
    forgotten_on: date


def queue(transaction: Transaction, context: Context, who: Actor) -> list[Waiting]:
    """What waits, the oldest first. Who spoke is told nowhere."""
    access.require(who, Action.TRANSCRIBE)
    return _described(transaction, context, voices.waiting(transaction, _MOST))


def one(transaction: Transaction, context: Context, who: Actor, voice_id: int) -> Waiting:
    """One of them. NotFound when it is gone."""
    access.require(who, Action.TRANSCRIBE)
    found = _described(transaction, context, voices.waiting(transaction, 1, voice_id))
    if not found:
        raise NotFound(str(voice_id))
    return found[0]


def _described(transaction: Transaction, context: Context, found: Sequence[tuple[Voice, str]]) -> list[Waiting]:
    stored = interviews.get_all(transaction, [voice.interview_id for voice, _ in found]) if found else {}
    waiting = []
    for voice, code in found:
        talk = stored[voice.interview_id]
        form = context.shelf.get(transaction, talk.questionnaire_id)
        question = form.items[voice.item].text.in_("fr")
        gone = voice.spoken_on + RECORDINGS_KEPT
        waiting.append(Waiting(voice.id, code, question, talk.interview.language, voice.seconds, voice.spoken_on, gone))
    return waiting


def listen(
    transaction: Transaction, context: Context, who: Actor, voice_id: int, *, again: bool = False
) -> tuple[str, bytes]:
    """Media type and recording, for the ears of who asks, with a line in the audit trail. again: more of what the trail
    has a line for already. NotFound when it is gone."""
    access.require(who, Action.TRANSCRIBE)
    found = voices.recording(transaction, context.vault, voice_id)
    if found is None:
        raise NotFound(str(voice_id))
    if not again:
        audit.note(transaction, context.now(), who.id, "voice_heard", str(voice_id))
    return found


def transcribe(
    transaction: Transaction, context: Context, who: Actor, voice_id: int, text: str, *, sure: bool = False
) -> Verdict:
    """Keep what a person wrote down as the words of the answer, and forget the recording. sure: what seems to name
    somebody was read again. NotFound when it is gone (the parent changed or erased the answer, or somebody was faster).
    """
    access.require(who, Action.TRANSCRIBE)
    voice = voices.get(transaction, voice_id)
    if voice is None:
        raise NotFound(str(voice_id))
    words = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not words:
        return Verdict.EMPTY
    if len(words) > LONGEST:
        return Verdict.TOO_LONG
    if is_identifying(words) and not sure:
        return Verdict.IDENTIFYING
    stored = interviews.get_all(transaction, [voice.interview_id])[voice.interview_id]
    form = context.shelf.get(transaction, stored.questionnaire_id)
    said, item = Written(words, spoken=True), form.items[voice.item].name
    # Replacing what was spoken deletes the recording with it.
    answers.record(
        transaction, context.vault, context.chance(12), form, voice.interview_id, item, said, replaces=Spoken()
    )
    audit.note(transaction, context.now(), who.id, "voice_written", str(voice_id))
    return Verdict.KEPT


def give_up(transaction: Transaction, context: Context, who: Actor, voice_id: int) -> None:
    """Nobody can understand it: the recording is forgotten, that the parent spoke stays. NotFound when it is gone."""
    access.require(who, Action.TRANSCRIBE)
    if voices.get(transaction, voice_id) is None:
        raise NotFound(str(voice_id))
    voices.drop(transaction, voice_id)
    audit.note(transaction, context.now(), who.id, "voice_unusable", str(voice_id))
