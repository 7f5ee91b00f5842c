"""The conversation that words are for, and what all messages share: one language, its direction, buttons."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial

from msgspec.structs import replace

from locales.bidi import prepared
from locales.catalogues import translator
from locales.languages import FRENCH, LANGUAGES, autonym, chain, is_rtl
from locales.words import WORDS, Word
from services.messages import Button, Clip, Message, Role
from services.tokens import Action, Press, Sealer
from services.wording.aloud import is_read, key
from services.wording.faces import Face, face
from surveys.conditions import Scope
from surveys.interview import Disposition, Interview
from surveys.items import Item
from surveys.questionnaire import Questionnaire
from surveys.texts import Text, common_language


@dataclass(frozen=True)
class Setting:
    """One conversation. interview_id, key: its buttons are sealed with them (`services.tokens`). clips: recordings that
    there are, by the name of the words they read (`services.wording.aloud`), each with whether a machine reads."""

    questionnaire: Questionnaire
    interview: Interview
    interview_id: int
    key: bytes
    clips: Mapping[bytes, bool] = field(default_factory=dict)

    @cached_property
    def scope(self) -> Scope:
        """What the answers so far say to conditions."""
        return Scope(self.questionnaire, self.interview.answers)

    @cached_property
    def _sealer(self) -> Sealer:
        return Sealer(self.key, self.interview_id)

    @property
    def can_change(self) -> bool:
        """Whether an answer may still be changed (while the campaign is open)."""
        return self.interview.disposition in (Disposition.OPEN, Disposition.COMPLETE)

    def language_of(self, texts: Iterable[Text]) -> str:
        """The language for a whole message made of `texts`: the person's, else the next in which all of them exist."""
        wanted = (*chain(self.interview.language), *self.questionnaire.languages)
        return common_language(texts, wanted)

    def face(self, item: Item) -> Face:
        """What `item` looks like to this person."""
        return face(self.questionnaire, item.name, self.interview.language)

    def language_of_item(self, item: Item) -> str:
        """The one language of whatever is said about `item`: all its texts exist in it."""
        return self.face(item).language

    def clip(self, item: Item) -> Clip | None:
        """The recording that reads `item` to this person, if there is one."""
        if not self.clips or not is_read(item):
            return None
        name = key(self.questionnaire, item.name, self.language_of_item(item))
        return Clip(name.hex(), self.clips[name]) if name in self.clips else None

    def button(self, action: Action, label: str, role: Role, item: Item | None = None) -> Button:
        """A button that does `action`, about `item` if there is one."""
        return Button(label, self.token(action, item), role)

    def token(self, action: Action, item: Item | None = None, choice: int = 0, language: str = "") -> str:
        """What a button of this person carries. choice: place in `item.choices`."""
        place = self.questionnaire.place(item.name) if item else 0
        return self._sealer.token(Press(action, place, choice, self.interview.revision, language))

    def language_buttons(self) -> tuple[Button, ...]:
        """The languages of the questionnaire, each by its own name, the present one marked."""
        return tuple(
            Button(
                autonym(tag),
                self.token(Action.LANGUAGE, language=tag),
                Role.LANGUAGE,
                chosen=tag == self.interview.language,
            )
            for tag in self.questionnaire.languages
        )


@lru_cache(maxsize=256)
def interface_language(tag: str) -> str:
    """The language for a message of interface words alone: `tag`, else the next one that has a catalogue."""
    return next((known for known in chain(tag) if known in LANGUAGES), FRENCH)


def words(language: str) -> Callable[[str], str]:
    """Like gettext in `language`; the words are ready to show, so nothing is to be put into them."""
    return partial(_words, language)


@lru_cache(maxsize=4096)
def _words(language: str, message: str) -> str:
    return prepared(translator(language).gettext(message), language)


def spelling(word: Word, language: str) -> str:
    """How `word` is typed in `language`: the first spelling that is understood."""
    spellings = next(WORDS[word][known] for known in chain(language) if known in WORDS[word])
    return spellings.split(",")[0]


def directed(message: Message) -> Message:
    """`message` without empty paragraphs, the foreign runs of its right-to-left texts isolated."""
    language = message.language
    paragraphs = tuple(paragraph for paragraph in message.paragraphs if paragraph)
    if not is_rtl(language):
        return message if len(paragraphs) == len(message.paragraphs) else replace(message, paragraphs=paragraphs)
    return replace(
        message,
        paragraphs=tuple(prepared(paragraph, language) for paragraph in paragraphs),
        options=tuple(prepared(option, language) for option in message.options),
        footer=prepared(message.footer, language),
        buttons=tuple(
            button if button.role is Role.LANGUAGE else replace(button, label=prepared(button.label, language))
            for button in message.buttons
        ),
    )
