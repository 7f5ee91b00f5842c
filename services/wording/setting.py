"""The conversation that words are for, and what all messages share: one language, its direction, buttons."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from locales.bidi import prepared
from locales.languages import FRENCH, LANGUAGES, autonym, chain, is_rtl
from locales.words import WORDS, Word
from services.messages import Button, Message, Role
from services.tokens import Action, Press, seal
from surveys.conditions import Scope
from surveys.interview import Disposition, Interview
from surveys.items import BestWorst, Comparison, Item, WithChoices
from surveys.questionnaire import Questionnaire
from surveys.texts import Text, common_language


@dataclass(frozen=True)
class Setting:
    """One conversation. interview_id, key: its buttons are sealed with them (`services.tokens`)."""

    questionnaire: Questionnaire
    interview: Interview
    interview_id: int
    key: bytes

    @cached_property
    def scope(self) -> Scope:
        """What the answers so far say to conditions."""
        return Scope(self.questionnaire, self.interview.answers)

    @property
    def can_change(self) -> bool:
        """Whether an answer may still be changed (while the campaign is open)."""
        return self.interview.disposition in (Disposition.OPEN, Disposition.COMPLETE)

    def language_of(self, texts: Iterable[Text]) -> str:
        """The language for a whole message made of `texts`: the person's, else the next in which all of them exist."""
        wanted = (*chain(self.interview.language), *self.questionnaire.languages)
        return common_language(texts, wanted)

    def language_of_item(self, item: Item) -> str:
        """The one language of whatever is said about `item`: all its texts exist in it."""
        return _language_of_item(self.questionnaire, item.name, self.interview.language)

    def button(self, action: Action, label: str, role: Role, item: Item | None = None) -> Button:
        """A button that does `action`, about `item` if there is one."""
        return Button(label, self.token(action, item), role)

    def token(self, action: Action, item: Item | None = None, choice: int = 0, language: str = "") -> str:
        """What a button of this person carries. choice: place in `item.choices`."""
        place = self.questionnaire.place(item.name) if item else 0
        return seal(self.key, self.interview_id, Press(action, place, choice, self.interview.revision, language))

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


@lru_cache(maxsize=4096)
def _language_of_item(questionnaire: Questionnaire, name: str, language: str) -> str:
    item = questionnaire.item(name)
    texts = [item.text, *([item.hint] if item.hint and item.hint.wordings else [])]
    if isinstance(item, WithChoices):
        texts += [choice.text for choice in item.choices]
    if isinstance(item, BestWorst | Comparison) and item.worst:
        texts.append(item.worst)
    return common_language(texts, (*chain(language), *questionnaire.languages))


@lru_cache(maxsize=256)
def interface_language(tag: str) -> str:
    """The language for a message of interface words alone: `tag`, else the next one that has a catalogue."""
    return next((known for known in chain(tag) if known in LANGUAGES), FRENCH)


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
