"""What a person meant: a press or a text becomes an input of the conversation, or a request about it. Pure.

A request is a message that is nothing but a word for it, in any language. A sentence that merely contains the word is
an answer, and in a choice question a choice of the same text wins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Literal, assert_never

from locales.languages import LANGUAGES
from locales.words import QUESTION_MARKS, WORDS, Word
from services.channels import Tapped, Wrote
from services.tokens import Action, Press, unseal
from surveys.conditions import Scope
from surveys.inputs import (
    ChangedLanguage,
    Chose,
    Input,
    Kept,
    Listed,
    Paused,
    Picked,
    Puzzled,
    Replied,
    Restarted,
    Resumed,
    Revisited,
    Skipped,
    Validated,
    WentBack,
    Wondered,
)
from surveys.interview import Interview
from surveys.items import BestWorst, Comparison, FollowUp, Item, Multiple, Open, Ranking, Review, WithChoices
from surveys.normalise import normalise
from surveys.questionnaire import Questionnaire
from surveys.replies import read_one
from surveys.routing import given

_Aside = Literal[
    Action.RESUME,
    Action.KEEP,
    Action.WHY,
    Action.PUZZLED,
    Action.ANSWERS,
    Action.RESTART,
    Action.RESTART_SURE,
    Action.LATER,
    Action.HUSH,
]

_Move = Literal[Word.BACK, Word.SKIP, Word.RESUME, Word.VALIDATE]
_Wish = Literal[Word.WHY, Word.PUZZLED, Word.PAUSE, Word.RESTART, Word.RESTART_SURE]


class Request(Enum):
    """What a person wants besides answering."""

    HELP = "help"
    STOP = "stop"
    PRIVACY = "privacy"
    LANGUAGES = "languages"  # show the languages
    LATER = "later"  # remind me later
    HUSH = "hush"  # no more reminders
    NOTHING = "nothing"  # a press that a faster one overtook: acknowledge it, change nothing


@dataclass(frozen=True, slots=True)
class Hear:
    """Somebody wants `item` to be read aloud in `language`."""

    item: str
    language: str


Meant = Input | Request | Hear


def interpret(
    questionnaire: Questionnaire, interview: Interview, interview_id: int, key: bytes, what: Tapped | Wrote
) -> Meant | None:
    """What was meant; None for a token that this person cannot have been given."""
    if isinstance(what, Wrote):
        return written(questionnaire, interview, what.text)
    press, *also = (unseal(key, interview_id, token) for token in (what.token, *what.also))
    known = tuple(other for other in also if other is not None)
    if press is None or len(known) < len(also):
        return None
    return pressed(questionnaire, interview, press, known)


def pressed(
    questionnaire: Questionnaire, interview: Interview, press: Press, also: tuple[Press, ...] = ()
) -> Meant | None:
    """The meaning of a press. `also`: boxes ticked in the same form, whatever their buttons would have set.

    A form sends the press of its own submit button along in `also`: with no box ticked, it then means "none of them".
    """
    if press.item >= len(questionnaire.items):
        return None
    item = questionnaire.items[press.item]
    match press.action:
        case Action.CHOOSE | Action.WORST | Action.ON | Action.OFF:
            return _choosing(interview, item, press)
        case Action.VALIDATE:
            return _validating(item, press, also)
        case Action.SKIP:
            return Skipped(item.name)
        case Action.BACK:
            return WentBack() if item.name == interview.position else Request.NOTHING
        case Action.REVISIT:
            return Revisited(item.name)
        case Action.LANGUAGE:
            return ChangedLanguage(press.language) if press.language in questionnaire.languages else None
        case Action.LANGUAGES:
            return Request.LANGUAGES
        case Action.LISTEN:
            return Hear(item.name, press.language)
        case _:
            return _aside(item, press.action)


def _aside(item: Item, action: _Aside) -> Input | Request:
    """A press that answers nothing."""
    match action:
        case Action.LATER:
            return Request.LATER
        case Action.HUSH:
            return Request.HUSH
        case Action.RESUME:
            return Resumed()
        case Action.KEEP:
            return Kept(item.name)
        case Action.WHY:
            return Wondered(item.name)
        case Action.PUZZLED:
            return Puzzled(item.name)
        case Action.ANSWERS:
            return Listed()
        case Action.RESTART:
            return Restarted()
        case Action.RESTART_SURE:
            return Restarted(sure=True)
        case _:
            assert_never(action)


def written(questionnaire: Questionnaire, interview: Interview, text: str) -> Input | Request:
    """The meaning of a typed message; `Replied` carries it exactly as it came."""
    said = normalise(text)
    item = questionnaire.item(interview.position) if interview.position else None
    if not said:
        return Request.HELP if _is_question_mark(text) else Replied(text)
    if isinstance(item, Review) and said.isdecimal():
        return _numbered(questionnaire, interview, int(said))
    subject, _, number = said.rpartition(" ")
    if number.isdecimal() and _words().get(subject) is Word.CHANGE:
        return _numbered(questionnaire, interview, int(number))
    word = _words().get(said)
    if isinstance(item, WithChoices) and _is_own_text(questionnaire, item, said, word, interview.language):
        return Replied(text)
    if not isinstance(item, Open) and (language := _language_names(questionnaire.languages).get(said)):
        return ChangedLanguage(language)
    return Replied(text) if word is None else _asked(word, interview, item, text)


def _numbered(questionnaire: Questionnaire, interview: Interview, number: int) -> Input:
    """The answer of that number in the list a parent sees; the list itself when there is none."""
    names = given(questionnaire, interview, Scope(questionnaire, interview.answers))
    return Revisited(names[number - 1]) if 0 < number <= len(names) else Listed()


def _is_question_mark(text: str) -> bool:
    signs = frozenset("".join(text.split()))
    return bool(signs) and signs <= QUESTION_MARKS


def _is_own_text(questionnaire: Questionnaire, item: WithChoices, said: str, word: Word | None, language: str) -> bool:
    """Whether `said` is a choice. Part of a text is enough, except for the two words that must always work."""
    if said in _choice_texts(questionnaire, item.name):
        return True
    return word not in (None, Word.STOP, Word.HELP) and read_one(said, item.choices, language) is not None


@lru_cache(maxsize=4096)
def _choice_texts(questionnaire: Questionnaire, name: str) -> frozenset[str]:
    """The choices of an item in every language, normalised: derived once for a questionnaire in use."""
    item = questionnaire.item(name)
    choices = item.choices if isinstance(item, WithChoices) else ()
    return frozenset(normalise(wording) for choice in choices for wording in choice.text.wordings.values())


def _choosing(interview: Interview, item: Item, press: Press) -> Input | Request | None:
    if not isinstance(item, WithChoices) or press.choice >= len(item.choices):
        return None
    # A second tap on the list of the best must not become the worst: the first one wins.
    overtaken = press.action is (Action.CHOOSE if interview.draft else Action.WORST)
    if isinstance(item, BestWorst) and item.name == interview.position and overtaken:
        return Request.NOTHING
    if isinstance(item, Comparison) and item.name == interview.position and press.revision != interview.revision:
        return Request.NOTHING
    return Chose(item.name, item.choices[press.choice].name, on=press.action is not Action.OFF)


def _validating(item: Item, press: Press, also: tuple[Press, ...]) -> Input | None:
    if not also:
        return Validated(item.name)
    ticked = [other for other in also if other.action in (Action.ON, Action.OFF)]
    if any(other.item != press.item for other in also) or not isinstance(item, WithChoices):
        return Validated(item.name) if also == (press,) else None
    if any(other.choice >= len(item.choices) for other in ticked):
        return None
    return Picked(item.name, tuple(dict.fromkeys(item.choices[other.choice].name for other in ticked)))


def _asked(word: Word, interview: Interview, item: Item | None, text: str) -> Input | Request:
    """What a request word means at this point of the conversation; an answer where it cannot be a request."""
    match word:
        case Word.STOP:
            return Request.STOP
        case Word.HELP:
            return Request.HELP
        case Word.LANGUAGES:
            return Request.LANGUAGES
        case Word.PRIVACY:
            return Request.PRIVACY
        case Word.CHANGE:
            return Listed()
        case Word.WHY | Word.PUZZLED | Word.PAUSE | Word.RESTART | Word.RESTART_SURE:
            return _wished(word, item, text) if item else Replied(text)
        case _:
            return _moved(word, interview, item, text) if item else Replied(text)


def _moved(word: _Move, interview: Interview, item: Item, text: str) -> Input:
    """Words for the buttons of the open question."""
    match word:
        case Word.BACK:
            return WentBack()
        case Word.SKIP:
            return Skipped(item.name)
        case Word.RESUME if item.name in interview.answers:
            return Kept(item.name)
        case Word.RESUME:
            return Replied(text) if isinstance(item, Open) else Resumed()
        case Word.VALIDATE:
            gathers = isinstance(item, Multiple | Ranking | Comparison | FollowUp) and bool(interview.draft)
            return Validated(item.name) if gathers or isinstance(item, Review) else Replied(text)
        case _:
            assert_never(word)


def _wished(word: _Wish, item: Item, text: str) -> Input:
    """What is asked for beside an answer. In own words, "why?" is an answer unless there is a reason to tell."""
    match word:
        case Word.WHY:
            return Replied(text) if isinstance(item, Open) and not item.why else Wondered(item.name)
        case Word.PUZZLED:
            return Puzzled(item.name)
        case Word.PAUSE:
            return Paused()
        case Word.RESTART:
            return Restarted()
        case Word.RESTART_SURE:
            return Restarted(sure=True)
        case _:
            assert_never(word)


@cache
def _words() -> Mapping[str, Word]:
    return {
        normalise(spelling): word
        for word, languages in WORDS.items()
        for spellings in languages.values()
        for spelling in spellings.split(",")
    }


@cache
def _language_names(languages: tuple[str, ...]) -> Mapping[str, str]:
    return {normalise(name): tag for tag in languages if tag in LANGUAGES for name in LANGUAGES[tag].names}
