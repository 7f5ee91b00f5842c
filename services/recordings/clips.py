"""Questions read aloud: put in by file or page, checked, found by the words they read, missed where there are none."""

from collections.abc import Iterable
from dataclasses import dataclass

from locales.languages import autonym
from services.accounts import access
from services.accounts.access import Action
from services.accounts.staff import Actor
from services.campaigning import campaigns as life
from services.context import Context, Transaction
from services.errors import NotFound, ServiceError
from services.recordings import sound
from services.recordings.sound import Flaw
from services.wording import aloud
from storage import audit, clips, installation
from storage import campaigns as store
from storage.clips import Clip
from surveys.items import Item
from surveys.problems import Level, Problem
from surveys.questionnaire import Questionnaire

MOST_SECONDS = 90  # a question with twelve choices, read slowly
MOST_BYTES = 2**20
_BOT = "bot_name"


class BadClip(ServiceError):
    """A file that cannot be a clip; `flaw` says why."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Place:
    """One question in one language. clip: the recording, None when it is missing."""

    item: str
    language: str
    question: str
    clip: Clip | None


def places(transaction: Transaction, form: Questionnaire) -> list[Place]:
    """Every question of `form` in every language it is written in, in sheet order."""
    known = clips.every(transaction)
    return [
        Place(item.name, language, item.text.in_(language), known.get(aloud.key(form, item.name, language)))
        for item in form.items
        if aloud.is_read(item)
        for language in form.languages
        if aloud.exists_in(item, language)
    ]


def missing(transaction: Transaction, form: Questionnaire) -> tuple[Problem, ...]:
    """What nobody can hear, for whoever launches: one warning for each language that lacks clips, and one for each in
    which machines read that nobody has checked."""
    every = places(transaction, form)
    found = []
    for language in form.languages:
        here = [place for place in every if place.language == language]
        lacking = [place.item for place in here if place.clip is None]
        unchecked = [place.item for place in here if place.clip and place.clip.synthetic]
        for code, items in (("clip_missing", lacking), ("clip_unchecked", unchecked)):
            if items:
                values = {"language": f"{autonym(language)} ({language})", "items": ", ".join(items)}
                found.append(Problem(code, values=values, level=Level.WARNING))
    return tuple(found)


def add(
    transaction: Transaction,
    context: Context,
    who: Actor,
    form: Questionnaire,
    item: str,
    language: str,
    recording: bytes,
    *,
    synthetic: bool,
) -> Clip:
    """Keep a recording of one question in one language in place of an earlier one. NotFound when there is no such
    question in that language, BadClip when the file is no OGG/Opus, too long or too large."""
    access.require(who, Action.AUTHOR)
    words = _words(form, item, language)
    flaw = sound.flaw(recording, MOST_BYTES, MOST_SECONDS)
    if flaw is not None:
        raise BadClip(flaw)
    clip = Clip(max(round(sound.seconds(recording) or 0), 1), synthetic)
    clips.put(transaction, words, clip, recording)
    _changed(transaction, context, who, "clip_added", f"{item}.{language}")
    return clip


def remove(
    transaction: Transaction, context: Context, who: Actor, form: Questionnaire, item: str, language: str
) -> None:
    """Take a recording away. NotFound when there is none."""
    access.require(who, Action.AUTHOR)
    if not clips.drop(transaction, _words(form, item, language)):
        raise NotFound(f"{item}.{language}")
    _changed(transaction, context, who, "clip_removed", f"{item}.{language}")


def vouch(
    transaction: Transaction, context: Context, who: Actor, form: Questionnaire, item: str, language: str
) -> None:
    """Somebody who speaks the language has listened to a machine's voice and found it good."""
    access.require(who, Action.AUTHOR)
    if clips.vouch(transaction, [_words(form, item, language)]):
        _changed(transaction, context, who, "clip_checked", f"{item}.{language}")


@dataclass(frozen=True, slots=True)
class Voiced:
    """A campaign and its questionnaire, for whoever records it."""

    code: str
    title: str


def campaigns(transaction: Transaction, context: Context, who: Actor) -> list[Voiced]:
    """Campaigns that are not over and whose districts are all one's own, newest first."""
    access.require(who, Action.AUTHOR)
    return [
        Voiced(each.code, context.shelf.get(transaction, each.questionnaire_id).title.in_("fr"))
        for each in store.every(transaction, access.limits(who))
        if not each.has_ended and access.may(who, Action.AUTHOR, life.concerned(transaction, each))
    ]


def form_of(transaction: Transaction, context: Context, who: Actor, code: str) -> Questionnaire:
    """The questionnaire of a campaign of one's own districts. NotFound when no campaign has this code."""
    return context.shelf.get(transaction, life.held(transaction, who, code, Action.AUTHOR).questionnaire_id)


def recording(transaction: Transaction, key: str) -> bytes | None:
    """The recording of that name (`messages.Clip.key`), None when there is none. Anybody may hear a question."""
    try:
        words = bytes.fromhex(key)
    except ValueError:
        return None
    return clips.content(transaction, words)


def key(form: Questionnaire, item: str, language: str) -> str:
    """Name of the recording that reads `item` in `language`, whether there is one or not."""
    return aloud.key(form, item, language).hex()


def named(form: Questionnaire, names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Which question and language file names of the shape ITEM.LANGUAGE.ogg mean; those that mean none are left out."""
    wanted = {
        f"{item.name}.{language}.ogg".casefold(): (item.name, language)
        for item in form.items
        if aloud.is_read(item)
        for language in form.languages
        if aloud.exists_in(item, language)
    }
    return {name: wanted[name.casefold()] for name in names if name.casefold() in wanted}


# --- on their way ----------------------------------------------------------------------------------------------------
def account(transaction: Transaction, channel: str) -> str:
    """Who we are on a channel: what it calls a recording is good for this account only."""
    return f"{channel}:{installation.value(transaction, _BOT)}"[:64]


def carried(transaction: Transaction, channel: str, key: str) -> tuple[str, bytes]:
    """What a channel calls a recording, else ("", the recording itself): nothing of both when it is gone."""
    words = bytes.fromhex(key)
    if name := clips.handle(transaction, words, account(transaction, channel)):
        return name, b""
    return "", clips.content(transaction, words) or b""


def learn(transaction: Transaction, channel: str, key: str, handle: str) -> None:
    """The channel calls a recording so from now on; "" : it has forgotten it."""
    clips.know(transaction, bytes.fromhex(key), account(transaction, channel), handle)


# --- inside ----------------------------------------------------------------------------------------------------------
def _words(form: Questionnaire, item: str, language: str) -> bytes:
    asked: Item | None = form.item(item) if form.has(item) else None
    if asked is None or not aloud.is_read(asked) or not aloud.exists_in(asked, language):
        raise NotFound(f"{item}.{language}")
    return aloud.key(form, item, language)


def _changed(transaction: Transaction, context: Context, who: Actor, deed: str, subject: str) -> None:
    context.recordings.forget()
    audit.note(transaction, context.now(), who.id, deed, subject[:120])
