"""An item in one language, as far as it looks the same to everybody: derived once for a questionnaire in use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import structlog
from msgspec import Struct

from locales.bidi import prepared
from locales.languages import chain
from surveys.items import BestWorst, Comparison, Item, WithChoices
from surveys.questionnaire import Questionnaire
from surveys.texts import Text, common_language

log = structlog.get_logger()


class Side(Struct, frozen=True):
    """A choice. place: in the sheet. text: ready to show. is_number: every wording of it is a bare number."""

    place: int
    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Face:
    """language: the one in which all the texts of the item exist. text: the question alone; question: with its hint, in
    paragraphs; worst: the second question of best-worst. choices: by name. All texts are ready to show."""

    language: str
    text: str
    question: tuple[str, ...]
    worst: tuple[str, ...]
    choices: Mapping[str, Side]


@lru_cache(maxsize=4096)
def face(questionnaire: Questionnaire, name: str, reader: str) -> Face:
    """The item called `name` for somebody who reads `reader` (a language)."""
    item = questionnaire.item(name)
    choices = item.choices if isinstance(item, WithChoices) else ()
    said, worst = said_of(item), [item.worst] if isinstance(item, BestWorst | Comparison) and item.worst else []
    texts = (*said, *worst, *(choice.text for choice in choices))
    language = common_language(texts, (*chain(reader), *questionnaire.languages))
    if language != reader and reader in questionnaire.languages:  # said once, as this is derived once
        log.warning("a question is not whole in this language", item=name, language=reader, shown_in=language)
    return Face(
        language,
        prepared(item.text.in_(language), language),
        paragraphs(said, language),
        paragraphs(worst, language),
        {
            choice.name: Side(place, prepared(choice.text.in_(language), language), is_number(choice.text))
            for place, choice in enumerate(choices)
        },
    )


def said_of(item: Item) -> tuple[Text, ...]:
    """The question and, if there is one, its hint."""
    return (item.text, item.hint) if item.hint and item.hint.wordings else (item.text,)


def paragraphs(texts: Iterable[Text], language: str) -> tuple[str, ...]:
    """Texts as paragraphs, ready to show: an empty line starts a new one."""
    parts = (part.strip() for text in texts for part in text.in_(language).split("\n\n"))
    return tuple(prepared(part, language) for part in parts if part)


def is_number(text: Text) -> bool:
    """Whether every wording of `text` is a bare number."""
    return all(wording.strip().isdecimal() for wording in text.wordings.values())
